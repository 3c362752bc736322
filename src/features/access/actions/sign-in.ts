import { z } from "zod";

import { Refusal } from "#kit/refusal";
import type { Stores } from "#platform/stores";

import { accountLockOut, addressLockOut, deviceLockOut } from "../rules/lock-out.ts";
import type { AttemptKey } from "../store/attempts.ts";
import { findCredentialByEmail } from "../store/credentials.ts";
import { attemptKey, attemptWasRight, takeAttempt } from "./attempts.ts";
import { auditUser } from "./audit-user.ts";
import { cookieIn, type Answer, type Knock } from "./door.ts";
import { enter } from "./enter.ts";
import { knownDevice } from "./known-device.ts";
import { isPassword } from "./password-check.ts";

const bodySchema = z.object({ email: z.string().trim().min(3).max(254), password: z.string().min(1).max(200) });

/**
 * Signs in by e-mail address and password: counts the attempt, compares, then opens a session or asks for the second
 * factor. An unknown address is answered like a wrong password, in the same time.
 * @throws Refusal `access.invalid_sign_in`, `access.too_many_attempts`, `access.wrong_credentials`,
 * `access.user_disabled`
 */
export async function signInByPassword(knock: Knock): Promise<Answer> {
  const parsed = bodySchema.safeParse(knock.body);
  if (!parsed.success) throw new Refusal("access.invalid_sign_in");
  const { stores } = knock;
  const email = parsed.data.email.toLowerCase();
  const credential = await stores.postgres.read((tx) => findCredentialByEmail(tx, email));
  const keys = keysOf(knock, email, credential?.userId);
  await takeAttempt(stores, [...keys.own, ...keys.common]);

  const isRight = await isPassword(parsed.data.password, credential?.passwordHash ?? null);

  if (credential === undefined || !isRight) {
    await auditUser(stores, credential?.userId, "access.sign_in_failed");
    throw new Refusal("access.wrong_credentials");
  }
  await attemptWasRight(stores, keys.own, keys.common);
  if (credential.isDisabled) throw new Refusal("access.user_disabled");
  return enter(knock, credential.userId);
}

interface Keys {
  readonly own: readonly AttemptKey[];
  readonly common: readonly AttemptKey[];
}

/**
 * A browser that signed in to this account before is counted by itself; any other one with all others that try this
 * account, and with all that come from this address.
 */
function keysOf(knock: Knock, email: string, userId: string | undefined): Keys {
  const { stores, address } = knock;
  const nonce = userId === undefined ? undefined : knownDevice(stores, cookieIn(knock.headers, "device"), userId);
  if (nonce !== undefined)
    return { own: [attemptKey(stores, "device", { text: nonce, userId, lockOut: deviceLockOut })], common: [] };
  return {
    own: [attemptKey(stores, "account", { text: email, userId, lockOut: accountLockOut })],
    common: [addressKey(stores, address)],
  };
}

/** Counts what comes from one network address. */
export function addressKey(stores: Stores, address: string): AttemptKey {
  return attemptKey(stores, "address", { text: address, lockOut: addressLockOut });
}
