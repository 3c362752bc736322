import type { Stores } from "#platform/stores";

import { tokenHash } from "./secrets.ts";

/** A request of somebody who wants to come in, before it is known who that is. */
export interface Knock {
  readonly stores: Stores;
  /** Without those by which a request tells its own address. */
  readonly headers: Headers;
  /** JSON of the body; `{}` when there is none. */
  readonly body: unknown;
  readonly url: URL;
  /** Address of the caller; for counting, never kept. */
  readonly address: string;
  /** Whether cookies are to be marked `Secure`. */
  readonly isSecure: boolean;
  /** The reader's language. */
  readonly language: string;
}

/** What is answered: a body or a way to go on, and cookies to set. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  /** Path or address to go to instead of a body. */
  readonly location?: string;
}

/** Cookies besides the session. Each is out of reach of scripts and of requests from other sites. */
export type CookieName = "challenge" | "device" | "trusted" | "sign-on";

/** A `Set-Cookie` line; with an age of 0 the cookie goes. */
export function setCookie(
  { isSecure }: Pick<Knock, "isSecure">,
  name: CookieName,
  { value, seconds }: { readonly value: string; readonly seconds: number },
): string {
  const secure = isSecure ? "; Secure" : "";
  return `holos.${name}=${encodeURIComponent(value)}; Path=/api/auth; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** Takes a cookie away. */
export function dropCookie(knock: Pick<Knock, "isSecure">, name: CookieName): string {
  return setCookie(knock, name, { value: "", seconds: 0 });
}

/** Value of a cookie of ours. */
export function cookieIn(headers: Headers, name: CookieName): string | undefined {
  const pair = (headers.get("cookie") ?? "").split(/; */).find((one) => one.startsWith(`holos.${name}=`));
  const value = pair?.slice(pair.indexOf("=") + 1);
  if (value === undefined || value === "" || value.length > 500) return undefined;
  return value;
}

/** Hash of a cookie's value, as the database knows it. */
export function cookieHash(headers: Headers, name: CookieName): string | undefined {
  const value = cookieIn(headers, name);
  return value === undefined ? undefined : tokenHash(value);
}
