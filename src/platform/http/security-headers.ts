import type { Context } from "hono";

/**
 * Headers of every answer. Pages may run scripts of this origin and nothing else; a page that needs an inline script
 * sets `content-security-policy` with the hash of that script itself, and so does a route that may be framed.
 */
export async function secureHeaders(context: Context, next: () => Promise<void>): Promise<void> {
  await next();
  const headers = context.res.headers;
  const set = (name: string, value: string) => {
    if (!headers.has(name)) context.header(name, value);
  };
  set("content-security-policy", contentPolicy);
  set("x-content-type-options", "nosniff");
  set("referrer-policy", "strict-origin-when-cross-origin");
  set("cross-origin-opener-policy", "same-origin");
  set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (context.res.headers.get("content-security-policy")?.includes("frame-ancestors 'none'"))
    set("x-frame-options", "DENY");
  if (new URL(context.req.url).protocol === "https:") set("strict-transport-security", "max-age=31536000");
}

const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The same for an answer that is no page and came over plain HTTP or through a proxy that adds its own. */
export const plainSecurityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
};
