import * as openid from "openid-client";

import { Refusal } from "#kit/refusal";
import type { Stores } from "#platform/stores";

import { isLocalAddress, isSafeAddress, type Claims } from "../rules/sign-on.ts";
import { tokenHash } from "./secrets.ts";

/** What this installation is to a provider. */
export interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What goes along to the provider and is compared when somebody comes back. */
export interface Going {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * The provider's own description (OpenID Connect Discovery), kept for an hour. Asked for with a time-out, over https or
 * on this machine only; no redirect is followed.
 * @throws Refusal `access.sign_on_unreachable`
 */
export async function discover(stores: Stores, client: Client, isFresh = false): Promise<openid.Configuration> {
  const key = tokenHash(JSON.stringify([client.issuer, client.clientId, client.clientSecret]));
  const kept = known.get(key);
  if (!isFresh && kept !== undefined && kept.until > Date.now()) return kept.configuration;
  try {
    const configuration = await openid.discovery(
      new URL(client.issuer),
      client.clientId,
      client.clientSecret,
      undefined,
      {
        timeout: timeoutSeconds,
        // oxlint-disable-next-line typescript/no-deprecated -- marked so to stand out; a provider on this machine only
        execute: isLocal(client) ? [openid.allowInsecureRequests] : [],
        [openid.customFetch]: careful(client),
      },
    );
    known.clear();
    known.set(key, { configuration, until: Date.now() + hour });
    return configuration;
  } catch (error) {
    throw unreachable(stores, error);
  }
}

/** Where to send somebody (authorization code with PKCE, state and nonce; RFC 9700). @throws Refusal */
export async function authorizationUrl(
  stores: Stores,
  client: Client,
  { going, scopes }: { readonly going: Going; readonly scopes: string },
): Promise<string> {
  const configuration = await discover(stores, client);
  const scope = [...new Set(["openid", ...scopes.split(/\s+/)])].filter((one) => one !== "").join(" ");
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: going.redirectUri,
    scope,
    state: going.state,
    nonce: going.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(going.verifier),
    code_challenge_method: "S256",
  });
  if (!isSafeAddress(url.href)) throw new Refusal("access.sign_on_unreachable");
  return url.href;
}

/**
 * What the provider says about whoever came back to this address: claims of the ID token, and of the user info endpoint
 * where the token says nothing. Signature, issuer, audience, times, state and nonce are checked.
 * @throws Refusal `access.sign_on_failed`, `access.sign_on_unreachable`
 */
export async function claimsOf(
  stores: Stores,
  client: Client,
  came: { readonly at: URL; readonly going: Going },
): Promise<Claims> {
  const configuration = await discover(stores, client);
  const { at, going } = came;
  const address = new URL(going.redirectUri);
  address.search = at.search;
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: going.verifier,
      expectedState: going.state,
      expectedNonce: going.nonce,
      idTokenExpected: true,
    });
    const claims: Claims = { ...tokens.claims() };
    const subject = String(claims["sub"]);
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await openid.fetchUserInfo(configuration, tokens.access_token, subject)), ...claims };
  } catch (error) {
    if (isAway(error)) throw unreachable(stores, error);
    stores.log.info({ reason: codeOf(error) }, "a sign-on was not completed");
    throw new Refusal("access.sign_on_failed");
  }
}

/** A new random value for state, nonce or verifier. */
export function randomValue(): string {
  return openid.randomPKCECodeVerifier();
}

const hour = 3_600_000;
const timeoutSeconds = 5;
const largestAnswer = 1_000_000;
const known = new Map<string, { readonly configuration: openid.Configuration; readonly until: number }>();

/** Only a provider on this very machine may be asked without TLS, and only that one may name such addresses. */
function careful(client: Client): openid.CustomFetch {
  return (url, options) => {
    const isAllowed = url.startsWith("https://") || (isLocal(client) && isLocalAddress(url));
    if (!isAllowed) return Promise.reject(new TypeError("An address of the provider is not https"));
    return fetch(url, { ...options, redirect: "error" } as RequestInit).then(withinLimit);
  };
}

/** Descriptions, keys and tokens are small; what is larger is none of them, and is not read to its end. */
async function withinLimit(response: Response): Promise<Response> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > largestAnswer) throw new TypeError("An answer of the provider is too large");
    parts.push(part);
  }
  const { status, statusText, headers } = response;
  return new Response(parts.length === 0 ? null : Buffer.concat(parts), { status, statusText, headers });
}

function isLocal({ issuer }: Client): boolean {
  return isLocalAddress(issuer);
}

function unreachable(stores: Stores, error: unknown): Refusal {
  stores.log.warn({ reason: codeOf(error) }, "the sign-on provider does not answer as it should");
  return new Refusal("access.sign_on_unreachable");
}

/** No answer, or none of the protocol: the network, a time-out, a 5xx. */
function isAway(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  const { name, code, cause } = error as { name?: string; code?: string; cause?: unknown };
  if (name === "TimeoutError" || code === "OAUTH_TIMEOUT" || code === "OAUTH_REQUEST_ABORTED") return true;
  return cause instanceof Response && cause.status >= 500;
}

/** Codes are closed words of the library; messages may quote what somebody sent. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : String(name);
}
