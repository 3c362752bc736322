import { randomBytes } from "node:crypto";

import type { Context } from "hono";

/**
 * Headers of every answer. Pages may run scripts of this origin and inline ones that carry the request's nonce
 * (`nonceOf`); nothing else. A route that may be framed (the embedded survey) sets `content-security-policy` itself.
 */
export async function secureHeaders(context: Context, next: () => Promise<void>): Promise<void> {
  await next();
  const headers = context.res.headers;
  const set = (name: string, value: string) => {
    if (!headers.has(name)) context.header(name, value);
  };
  set("content-security-policy", contentPolicy(nonce(context)));
  set("x-content-type-options", "nosniff");
  set("referrer-policy", "strict-origin-when-cross-origin");
  set("cross-origin-opener-policy", "same-origin");
  set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (!headers.get("content-security-policy")?.includes("frame-ancestors *")) set("x-frame-options", "DENY");
  if (new URL(context.req.url).protocol === "https:") set("strict-transport-security", "max-age=31536000");
}

/** Nonce for inline scripts and styles of this answer. */
export function nonceOf(context: Context): string {
  const known = nonce(context);
  if (known !== undefined) return known;

  const made = randomBytes(16).toString("base64");
  context.set("nonce", made);
  return made;
}

/** The policy of pages; `frames` names who may embed the page. */
export function contentPolicy(pageNonce?: string, frames = "'none'"): string {
  const inline = pageNonce === undefined ? "" : ` 'nonce-${pageNonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self'${inline}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frames}`,
  ].join("; ");
}

function nonce(context: Context): string | undefined {
  const value: unknown = context.get("nonce");
  return typeof value === "string" ? value : undefined;
}
