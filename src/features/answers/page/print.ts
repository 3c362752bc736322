import { createHash } from "node:crypto";

import type { Context } from "hono";
import { html, raw } from "hono/html";
import { renderSVG } from "uqr";

import { textIn } from "#kit/language";

import { addressOf } from "./address.ts";
import { arriveBy, type PageDesk } from "./desk.ts";
import { textOf } from "./html/asking.ts";
import { printSheet } from "./html/print-sheet.ts";
import { sayNoToUnknown } from "./say-no.ts";
import type { Visit } from "./visit.ts";
import { directionOf, wordingIn } from "./wording/languages.ts";

/** The survey's address as a QR code, with whatever context the request names; `channel` is `qr` unless it says otherwise. */
export async function showQrCode(desk: PageDesk, c: Context): Promise<Response> {
  const found = await arriveBy(desk, c);
  if (!found.ok) return sayNoToUnknown(c, found);
  return c.body(codeOf(publicAddress(desk, c, found.visit)), 200, {
    "Content-Type": "image/svg+xml",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "public, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
  });
}

/** An A4 sheet with the survey's title, its QR code and its address. */
export async function showPoster(desk: PageDesk, c: Context): Promise<Response> {
  const found = await arriveBy(desk, c);
  if (!found.ok) return sayNoToUnknown(c, found);
  const { visit } = found;
  const { brand, language, definition } = visit;
  const wording = wordingIn(language);
  const say = (text: typeof definition.intro) => textIn(text, language, definition.defaultLanguage);
  const logo =
    brand.logoUrl === undefined ? html`<b>${brand.name}</b>` : html`<img src="${brand.logoUrl}" alt="${brand.name}" />`;
  const code = raw(codeOf(publicAddress(desk, c, visit)));
  const short = `${originOf(desk, c)}${visit.path}`.replace(/^https?:\/\//, "");

  const page = html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <title>${say(definition.title)}</title>
        <link rel="icon" href="data:," />
        ${raw(`<style>${printSheet}</style>`)}
      </head>
      <body>
        <header>${logo}</header>
        <main>
          <h1>${say(definition.title)}</h1>
          <p>${say(definition.intro)}</p>
          <div class="code" role="img" aria-label="QR">${code}</div>
          <p class="scan">${wording.scan}</p>
          <p class="link">${wording.orType}<br /><b>${short}</b></p>
        </main>
      </body>
    </html>`;
  return c.body(textOf(page), 200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(printSheet).digest("base64")}'; img-src 'self' data:; base-uri 'none'`,
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
  });
}

function codeOf(address: string): string {
  return renderSVG(address, { ecc: "M", border: 4 });
}

function publicAddress(desk: PageDesk, c: Context, { path, carried }: Visit): string {
  const channel = carried.has("channel") ? {} : { channel: "qr" };
  return `${originOf(desk, c)}${addressOf(path, carried, channel)}`;
}

/** The configured public address, else the one this request came to. */
function originOf({ stores }: PageDesk, c: Context): string {
  return stores.config.publicUrl ?? new URL(c.req.url).origin;
}
