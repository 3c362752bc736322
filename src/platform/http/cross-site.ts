import type { Context } from "hono";

import { Refusal } from "#kit/refusal";

/**
 * Refuses requests that change something, carry a cookie and come from another site. Requests without a cookie (API
 * keys, public survey posts) cannot borrow anybody's session and pass.
 * @throws Refusal `request.cross_site`
 */
export async function refuseCrossSite(context: Context, next: () => Promise<void>): Promise<void> {
  if (changes(context.req.method) && context.req.header("cookie") !== undefined && isCrossSite(context)) {
    throw new Refusal("request.cross_site");
  }
  await next();
}

function changes(method: string): boolean {
  return method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
}

/** Browsers say so in Sec-Fetch-Site; older ones at least in Origin. */
function isCrossSite(context: Context): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";

  const origin = context.req.header("origin");
  return origin !== undefined && hostOf(origin) !== context.req.header("host");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
