import type { Context } from "hono";

import { textOf, type Html } from "./html/asking.ts";
import type { Brand } from "./html/layout.ts";
import { nameOfLook, styleFor } from "./html/style.ts";
import type { HoleValues, PreparedPage } from "./prepared-page.ts";

/** HTTP statuses that a public page answers with. */
export type PageStatus = 200 | 404 | 409 | 410 | 413 | 422 | 429 | 503;

/** How a page is sent. */
export interface Sending {
  readonly brand: Brand;
  readonly status?: PageStatus;
  /** Who may show the page in a frame; nobody when left out. */
  readonly frames?: "'self'" | "'none'";
  /** `no-cache` pages come back with what was typed when somebody goes back; the others are never kept. */
  readonly cache?: "private, no-cache" | "no-store";
}

/** Sends a page. */
export function sendPage(c: Context, page: Html, sending: Sending): Response {
  return c.body(dense(page), sending.status ?? 200, headersFor(sending));
}

/** Sends a prepared page in the form the reader takes. Past Hono's own headers: this is the way that must be quick. */
export function sendPrepared(
  c: Context,
  page: PreparedPage,
  { holes, sending }: { holes: HoleValues; sending: Sending },
): Response {
  const isZipped = c.req.header("accept-encoding")?.includes("gzip") ?? false;
  const headers = headersFor(sending);
  if (!isZipped) return new Response(page.html(holes), { headers });
  return new Response(page.gzip(holes), { headers: zippedHeaders(headers) });
}

/** Line breaks are ours, not the author's: they only cost bytes. What stands in a text field is left as it is. */
export function dense(html: Html): string {
  const pieces = textOf(html).split(/(<textarea[^>]*>[^<]*<\/textarea>)/);
  return pieces
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece
            .replace(/>\s*\n\s*</g, "><")
            .replace(/\s*\n\s*/g, " ")
            .replace(/ +>/g, ">"),
    )
    .join("");
}

const zipped = new WeakMap<object, Record<string, string>>();

function zippedHeaders(headers: Record<string, string>): Record<string, string> {
  const known = zipped.get(headers) ?? { ...headers, "Content-Encoding": "gzip" };
  zipped.set(headers, known);
  return known;
}

const headers = new Map<string, Record<string, string>>();

/** No script, no outside request, no frame, no index, no address handed on. */
function headersFor({ brand, frames = "'none'", cache = "no-store" }: Sending): Record<string, string> {
  const key = `${nameOfLook(brand)} ${frames} ${cache}`;
  const known = headers.get(key);
  if (known !== undefined) return known;
  const made = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src '${styleFor(brand).hash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors ${frames}`,
    "Cache-Control": cache,
    Vary: "Accept-Encoding, Accept-Language, Cookie",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Frame-Options": frames === "'self'" ? "SAMEORIGIN" : "DENY",
  };
  if (headers.size > 100) headers.clear();
  headers.set(key, made);
  return made;
}
