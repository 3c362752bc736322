import { Refusal } from "#kit/refusal";
import { createRateLimit, type RateLimit } from "#platform/http/rate-limit";
import { requestLanguage } from "#platform/http/request-facts";
import type { Postgres } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { accessErrors } from "../contract.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { auditUser } from "./audit-user.ts";
import { addressHeader, authOf } from "./auth.ts";
import type { Answer, Knock } from "./door.ts";
import { setPasswordByLink } from "./password-resets.ts";
import { changePassword } from "./passwords.ts";
import { beginEnrolmentAtDoor, confirmEnrolmentAtDoor, signInByCode } from "./second-factor.ts";
import { signInByPassword } from "./sign-in.ts";
import { finishSignOn, startSignOn } from "./sign-on.ts";

/** How a refusal is answered; what is put together for people words it in their language. */
export type Refuse = (refusal: Refusal) => Response;

/**
 * Answers a request under `/api/auth/`: everything that opens, changes or ends a session. The session is in the cookie
 * only: an answer is `{"ok": true}`, of `get-session` `{"signedIn": boolean}`. Refusals are problem+json with a code.
 * @param address of the caller, as far as trusted proxies tell; what the request says about it is not believed
 */
export async function authHandler(
  stores: Stores,
  request: Request,
  address: string,
  refuse: Refuse = plainProblem,
): Promise<Response> {
  try {
    const act = acts[`${request.method} ${new URL(request.url).pathname}`];
    if (act === undefined) throw new Refusal("access.not_found");
    if (request.method === "POST") {
      requireOwnOrigin(stores, request.headers);
      callsOf(stores).take(address);
    }
    return responseOf(await act(await knockOf(stores, request, address)));
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    throw error;
  }
}

const acts: Readonly<Record<string, (knock: Knock) => Promise<Answer>>> = {
  "POST /api/auth/sign-in/email": signInByPassword,
  "POST /api/auth/sign-in/code": signInByCode,
  "POST /api/auth/sign-in/enrolment": beginEnrolmentAtDoor,
  "POST /api/auth/sign-in/enrolment/confirmation": confirmEnrolmentAtDoor,
  "POST /api/auth/sign-out": signOut,
  "GET /api/auth/get-session": readSession,
  "POST /api/auth/change-password": changePassword,
  "POST /api/auth/reset-password": setPasswordByLink,
  "POST /api/auth/accept-invitation": acceptInvitation,
  "POST /api/auth/single-sign-on/start": startSignOn,
  "GET /api/auth/single-sign-on/callback": finishSignOn,
};

const bodyLimit = 10_000;

async function signOut(knock: Knock): Promise<Answer> {
  const { stores, headers, url } = knock;
  const auth = authOf(stores);
  const session = await auth.plain.sessionOf(headers);
  if (session !== undefined) await auditUser(stores, session.userId, "access.signed_out");
  const request = new Request(url, { method: "POST", headers, body: "{}" });
  const ended = await (knock.isSecure ? auth.secure : auth.plain).handler(request);
  return { body: { ok: true }, cookies: ended.headers.getSetCookie() };
}

async function readSession({ stores, headers }: Knock): Promise<Answer> {
  return { body: { signedIn: (await authOf(stores).plain.sessionOf(headers)) !== undefined } };
}

/** A page of a foreign origin can do nothing here, not even try passwords. @throws Refusal `access.untrusted_origin` */
function requireOwnOrigin(stores: Stores, headers: Headers): void {
  const origin = headers.get("origin");
  if (origin !== null && !authOf(stores).origins.has(origin)) throw new Refusal("access.untrusted_origin");
}

/** Comparing a password is work: nobody gets to ask for much of it. */
function callsOf({ postgres, clock }: Stores): RateLimit {
  const known = calls.get(postgres) ?? createRateLimit(clock, { burst: 100, perSecond: 2 });
  calls.set(postgres, known);
  return known;
}

const calls = new WeakMap<Postgres, RateLimit>();

/** The request with the address we know instead of those it tells. */
async function knockOf(stores: Stores, request: Request, address: string): Promise<Knock> {
  const headers = new Headers(request.headers);
  for (const name of request.headers.keys())
    if (/^(x-forwarded-.*|forwarded|x-real-ip|content-length)$/.test(name)) headers.delete(name);
  headers.set(addressHeader, address);
  headers.set("content-type", "application/json");
  return {
    stores,
    headers,
    address,
    body: request.method === "GET" ? {} : await readBody(request),
    url: new URL(request.url),
    isSecure: isOfSecureOrigin(stores, request.headers),
    language: requestLanguage(request),
  };
}

/** JSON of the body. @throws Refusal `access.invalid_sign_in` when it is none, or larger than anything that could be meant */
async function readBody(request: Request): Promise<unknown> {
  if (request.body === null) return {};
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > bodyLimit) throw new Refusal("access.invalid_sign_in");
  }
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new Refusal("access.invalid_sign_in");
  }
}

/** People who came over the public https address get a `Secure` cookie; those on plain loopback could not use one. */
function isOfSecureOrigin(stores: Stores, headers: Headers): boolean {
  const { publicUrl } = stores.config;
  if (publicUrl === undefined || !publicUrl.startsWith("https:")) return false;
  const { host, origin } = new URL(publicUrl);
  return headers.get("origin") === origin || headers.get("host") === host;
}

function responseOf({ body, cookies = [], location }: Answer): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  if (location === undefined) {
    headers.set("content-type", "application/json");
    return new Response(JSON.stringify(body), { headers });
  }
  headers.set("location", location);
  headers.set("referrer-policy", "no-referrer");
  return new Response(null, { status: 302, headers });
}

function plainProblem({ code, params }: Refusal): Response {
  const table: Readonly<Record<string, { readonly status: number; readonly message: string }>> = accessErrors;
  const { status = 400, message = code } = table[code] ?? {};
  const detail = message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (typeof params["seconds"] === "number") headers.set("retry-after", `${params["seconds"]}`);
  const problem = { type: `urn:holos:problem:${code}`, title: detail, status, code, detail, params };
  return new Response(JSON.stringify(problem), { status, headers });
}
