import { APIError } from "better-auth/api";

import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { deleteChallenges, insertChallenge } from "../store/credentials.ts";
import { findPolicy } from "../store/policy.ts";
import { findTwoFactor, isTrustedDevice } from "../store/two-factor.ts";
import { findUser } from "../store/users.ts";
import { auditUser } from "./audit-user.ts";
import { authOf } from "./auth.ts";
import { cookieHash, cookieIn, dropCookie, setCookie, type Answer, type Knock } from "./door.ts";
import { inForce } from "./grants.ts";
import { knownDevice, knownDeviceAge, newKnownDevice } from "./known-device.ts";
import { tokenHash } from "./secrets.ts";

/** What somebody who gave the right password still has to do. */
type Next = "code" | "enrol" | undefined;

/**
 * Lets somebody in who proved by password who they are: a session, or first the second factor (`next` says which), kept
 * by a cookie for ten minutes.
 * @throws Refusal `access.user_disabled`
 */
export async function enter(knock: Knock, userId: string): Promise<Answer> {
  const { stores, headers } = knock;
  const trusted = cookieHash(headers, "trusted");
  const next = await stores.postgres.read((tx) => nextStep(tx, stores, { userId, trusted }));
  if (next === undefined) return openDoor(knock, userId, "password");

  const token = stores.random.token(32);
  await stores.postgres.transaction((tx) => insertChallenge(tx, { tokenHash: tokenHash(token), userId }));
  return { body: { ok: true, next }, cookies: [setCookie(knock, "challenge", { value: token, seconds: 600 })] };
}

/** Opens the session. @throws Refusal `access.user_disabled` */
export async function openDoor(knock: Knock, userId: string, method: "password" | "sign-on"): Promise<Answer> {
  const { stores, headers } = knock;
  const auth = authOf(stores);
  const cookies = await (knock.isSecure ? auth.secure : auth.plain)
    .openSession({ userId, method, headers })
    .catch((error: unknown) => {
      if (error instanceof APIError) throw new Refusal("access.user_disabled");
      throw error;
    });
  await stores.postgres.transaction((tx) => deleteChallenges(tx, userId));
  await auditUser(stores, userId, "access.signed_in", { method });

  const isKnown = knownDevice(stores, cookieIn(headers, "device"), userId) !== undefined;
  const device = { value: newKnownDevice(stores, userId), seconds: knownDeviceAge };
  const more = isKnown ? [] : [setCookie(knock, "device", device)];
  const isChallenged = cookieIn(headers, "challenge") !== undefined;
  return {
    body: { ok: true },
    cookies: [...cookies, ...more, ...(isChallenged ? [dropCookie(knock, "challenge")] : [])],
  };
}

/** Whether a role that the user holds now asks for a second factor. */
export async function needsTwoFactor(tx: Tx, { clock }: Pick<Stores, "clock">, userId: string): Promise<boolean> {
  const { twoFactorRoles } = await findPolicy(tx);
  if (twoFactorRoles.length === 0) return false;
  const user = await findUser(tx, userId);
  const wanted = new Set<string>(twoFactorRoles);
  return user !== undefined && inForce(user, clock.now()).some(({ role }) => wanted.has(role));
}

async function nextStep(
  tx: Tx,
  stores: Stores,
  { userId, trusted }: { readonly userId: string; readonly trusted: string | undefined },
): Promise<Next> {
  const factor = await findTwoFactor(tx, userId);
  if (factor?.isConfirmed !== true) return (await needsTwoFactor(tx, stores, userId)) ? "enrol" : undefined;
  return trusted !== undefined && (await isTrustedDevice(tx, userId, trusted)) ? undefined : "code";
}
