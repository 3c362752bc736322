import type { Stores } from "#platform/stores";

import { accessErrors } from "../contract.ts";
import { addressHeader, authOf } from "./auth.ts";

/**
 * Answers a request under `/api/auth/`: sign-in by e-mail and password, sign-out, prolonging the session, change of
 * password, end of one's other sessions. Everything else better-auth could do is closed. The session is in the cookie
 * only: an answer is `{"ok": true}`, of `get-session` `{"signedIn": boolean}`. Refusals are problem+json with a code.
 * @param address of the caller, as far as trusted proxies tell; what the request says about it is not believed
 */
export async function authHandler(stores: Stores, request: Request, address: string): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (open[path] !== request.method) return problem("access.not_found");

  const auth = authOf(stores);
  const isSecure = isOfSecureOrigin(stores, request.headers);
  const inner = await innerRequest(request, address);
  if (inner === undefined) return problem("access.invalid_sign_in");

  const response = await (isSecure ? auth.secure : auth.plain).handler(inner);
  return response.status < 400 ? withoutSecrets(response) : problemOf(response, stores);
}

const open: Readonly<Record<string, string>> = {
  "/api/auth/sign-in/email": "POST",
  "/api/auth/sign-out": "POST",
  "/api/auth/get-session": "GET",
  "/api/auth/change-password": "POST",
  "/api/auth/revoke-sessions": "POST",
  "/api/auth/revoke-other-sessions": "POST",
};

const bodyLimit = 10_000;

/** People who came over the public https address get a `Secure` cookie; those on plain loopback could not use one. */
function isOfSecureOrigin(stores: Stores, headers: Headers): boolean {
  const { publicUrl } = stores.config;
  if (publicUrl === undefined || !publicUrl.startsWith("https:")) return false;
  const { host, origin } = new URL(publicUrl);
  return headers.get("origin") === origin || headers.get("host") === host;
}

/** The request with the address we know instead of those it tells, and with a body where it may have left it out. */
async function innerRequest(request: Request, address: string): Promise<Request | undefined> {
  const headers = new Headers(request.headers);
  for (const name of request.headers.keys())
    if (/^(x-forwarded-.*|forwarded|x-real-ip|content-length)$/.test(name)) headers.delete(name);
  headers.set(addressHeader, address);
  if (request.method === "GET") return new Request(request.url, { headers });

  const body = await readBody(request);
  if (body === "") headers.set("content-type", "application/json");
  return body === undefined ? undefined : new Request(request.url, { method: "POST", headers, body: body || "{}" });
}

/** The body as text, or undefined when it is larger than anything that could be meant. */
async function readBody(request: Request): Promise<string | undefined> {
  if (request.body === null) return "";
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > bodyLimit) return undefined;
  }
  return text;
}

/** better-auth repeats the token in its answers; a script on the page has no need of it. */
async function withoutSecrets(response: Response): Promise<Response> {
  const said: unknown = await response.json();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.set("cache-control", "no-store");
  const isSession = typeof said === "object" && said !== null && "session" in said;
  const shown = said === null || isSession ? { signedIn: isSession } : { ok: true };
  return new Response(JSON.stringify(shown), { status: response.status, headers });
}

const codes: Readonly<Record<string, keyof typeof accessErrors>> = {
  INVALID_EMAIL_OR_PASSWORD: "access.wrong_credentials",
  INVALID_EMAIL: "access.wrong_credentials",
  INVALID_PASSWORD: "access.wrong_password",
  PASSWORD_TOO_SHORT: "access.weak_password",
  PASSWORD_TOO_LONG: "access.weak_password",
  USER_DISABLED: "access.user_disabled",
  INVALID_ORIGIN: "access.untrusted_origin",
  MISSING_OR_NULL_ORIGIN: "access.untrusted_origin",
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: "access.untrusted_origin",
  VALIDATION_ERROR: "access.invalid_sign_in",
};

async function problemOf(response: Response, stores: Stores): Promise<Response> {
  const { code = "" } = await response.json().then(
    (body: unknown) => (body ?? {}) as { code?: string },
    () => ({ code: undefined }),
  );
  if (response.status === 429) return tooMany(response.headers.get("x-retry-after") ?? "60");
  const known = codes[code] ?? (response.status === 401 ? "access.not_signed_in" : undefined);
  if (known !== undefined) return problem(known);
  if (response.status >= 500) {
    stores.log.error({ status: response.status, reason: code }, "sign-in failed");
    return problemResponse(500, "internal", "Something went wrong here. Try again.");
  }
  return problem("access.invalid_sign_in");
}

function tooMany(seconds: string): Response {
  const response = problem("access.too_many_attempts", { seconds });
  response.headers.set("retry-after", seconds);
  return response;
}

function problem(code: keyof typeof accessErrors, params: Readonly<Record<string, string>> = {}): Response {
  const { status, message } = accessErrors[code];
  const detail = message.replaceAll(/\{(\w+)\}/g, (hole, name: string) => params[name] ?? hole);
  return problemResponse(status, code, detail, params);
}

function problemResponse(status: number, code: string, detail: string, params = {}): Response {
  return new Response(JSON.stringify({ type: "about:blank", title: detail, status, code, detail, params }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
