import { z } from "zod";

import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { readClaims, type Claims } from "../rules/sign-on.ts";
import { lockInvitation } from "../store/invitations.ts";
import { insertSignOnAttempt, takeSignOnAttempt, type SignOnAttempt } from "../store/single-sign-on.ts";
import { invitationOf } from "./accept-invitation.ts";
import { auditUser } from "./audit-user.ts";
import { authOf } from "./auth.ts";
import { cookieIn, dropCookie, setCookie, type Answer, type Knock } from "./door.ts";
import { openDoor } from "./enter.ts";
import { authorizationUrl, claimsOf, randomValue, type Going } from "./provider.ts";
import { isSameSecret, tokenHash } from "./secrets.ts";
import { settleUser } from "./settle-user.ts";
import { callbackPath, readProvider, type Provider } from "./single-sign-on.ts";

const startSchema = z.object({ next: z.string().max(2000).optional(), invitation: z.string().max(200).optional() });

/**
 * Begins a sign-on: answers the address at the provider to go to, and keeps what has to come back.
 * @throws Refusal `access.sign_on_off`, `access.sign_on_unreachable`, those of the invitation
 */
export async function startSignOn(knock: Knock): Promise<Answer> {
  const { stores } = knock;
  const provider = await requireProvider(stores);
  const { next = "/", invitation } = startSchema.parse(knock.body);
  const invitationId =
    invitation === undefined ? null : (await stores.postgres.read((tx) => invitationOf(tx, stores, invitation))).id;

  const state = randomValue();
  const attempt = {
    nonce: randomValue(),
    verifier: randomValue(),
    baseUrl: baseOf(knock),
    next: localPath(next),
    invitationId,
  };
  const scopes = provider.settings.scopes;
  const location = await authorizationUrl(stores, provider.client, { going: goingOf(attempt, state), scopes });

  await stores.postgres.transaction((tx) => insertSignOnAttempt(tx, tokenHash(state), attempt));
  return { body: { location }, cookies: [setCookie(knock, "sign-on", { value: state, seconds: 600 })] };
}

/**
 * Whoever comes back from the provider: a session and on to where they were going, or the sign-in page with the code of
 * the problem. Throws only what is a bug.
 */
export async function finishSignOn(knock: Knock): Promise<Answer> {
  const gone = dropCookie(knock, "sign-on");
  try {
    const { opened, next } = await signOn(knock);
    return { body: {}, cookies: [...(opened.cookies ?? []), gone], location: next };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await auditUser(knock.stores, undefined, "access.sign_on_failed", { reason: error.code });
    return { body: {}, cookies: [gone], location: `/sign-in?problem=${error.code.replace("access.", "")}` };
  }
}

async function signOn(knock: Knock): Promise<{ opened: Answer; next: string }> {
  const { stores } = knock;
  const provider = await requireProvider(stores);
  const { attempt, state } = await requireAttempt(knock);
  const claims = await claimsOf(stores, provider.client, { at: knock.url, going: goingOf(attempt, state) });
  const userId = await stores.postgres.transaction((tx) => userOfClaims(tx, stores, { provider, claims, attempt }));
  return { opened: await openDoor(knock, userId, "sign-on"), next: attempt.next };
}

interface Come {
  readonly provider: Provider;
  readonly claims: Claims;
  readonly attempt: SignOnAttempt;
}

async function userOfClaims(tx: Tx, stores: Stores, { provider, claims, attempt }: Come): Promise<string> {
  const read = readClaims(claims, provider.settings);
  if (!read.ok) throw new Refusal(read.code);
  const { invitationId } = attempt;
  const invitation = invitationId === null ? undefined : await lockInvitation(tx, invitationId);
  return settleUser(tx, stores, { provider, claims, who: read.who, invitation });
}

/** The state must be the one of this browser's cookie, kept here, and is used up. @throws Refusal `access.sign_on_failed` */
async function requireAttempt({ stores, headers, url }: Knock): Promise<{ attempt: SignOnAttempt; state: string }> {
  const state = url.searchParams.get("state") ?? "";
  const own = cookieIn(headers, "sign-on");
  if (own === undefined || !isSameSecret(own, state)) throw new Refusal("access.sign_on_failed");
  const attempt = await stores.postgres.transaction((tx) => takeSignOnAttempt(tx, tokenHash(state)));
  if (attempt === undefined) throw new Refusal("access.sign_on_failed");
  return { attempt, state };
}

async function requireProvider(stores: Stores): Promise<Provider> {
  const provider = await readProvider(stores);
  if (provider === undefined) throw new Refusal("access.sign_on_off");
  return provider;
}

function goingOf({ baseUrl, nonce, verifier }: SignOnAttempt, state: string): Going {
  return { redirectUri: baseUrl + callbackPath, state, nonce, verifier };
}

/** The address people use here: of the page that asked, one of the installation's own. */
function baseOf({ stores, headers }: Knock): string {
  const origin = headers.get("origin");
  if (origin !== null && authOf(stores).origins.has(origin)) return origin;
  return stores.config.publicUrl ?? `http://127.0.0.1:${stores.config.port}`;
}

/** Only a path of this installation: a sign-on must not lead elsewhere. */
function localPath(next: string): string {
  return /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(next) && !next.startsWith("/sign-in") && !next.startsWith("/api")
    ? next
    : "/";
}
