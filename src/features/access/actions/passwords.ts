import { z } from "zod";

import { Refusal } from "#kit/refusal";
import type { Stores } from "#platform/stores";

import { ownPasswordLockOut } from "../rules/lock-out.ts";
import { findCredential } from "../store/credentials.ts";
import { findPolicy } from "../store/policy.ts";
import { deleteTrustedDevices } from "../store/two-factor.ts";
import { deleteSessions, updatePassword } from "../store/users.ts";
import { attemptKey, attemptWasRight, takeAttempt } from "./attempts.ts";
import { auditUser, noteUser } from "./audit-user.ts";
import { authOf } from "./auth.ts";
import type { Answer, Knock } from "./door.ts";
import { hashGoodPassword, isPassword } from "./password-check.ts";

const changeSchema = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: z.string().min(1).max(1000),
});

/**
 * Changes one's own password: asks for the current one, ends every session and trusted device, and opens a new session
 * here.
 * @throws Refusal `access.not_signed_in`, `access.invalid_sign_in`, `access.wrong_password`, `access.weak_password`,
 * `access.too_many_attempts`
 */
export async function changePassword(knock: Knock): Promise<Answer> {
  const { stores, headers } = knock;
  const auth = authOf(stores);
  const session = await auth.plain.sessionOf(headers);
  if (session === undefined) throw new Refusal("access.not_signed_in");
  const parsed = changeSchema.safeParse(knock.body);
  if (!parsed.success) throw new Refusal("access.invalid_sign_in");
  const { userId } = session;
  await requireOwnPassword(stores, userId, parsed.data.currentPassword);

  const hash = await newPasswordHash(stores, userId, parsed.data.newPassword);

  await stores.postgres.transaction(async (tx) => {
    await updatePassword(tx, userId, { credentialId: stores.random.uuid(), hash });
    await deleteSessions(tx, userId);
    await deleteTrustedDevices(tx, userId);
    await noteUser(tx, stores, { userId, action: "access.password_changed" });
  });
  const opening = { userId, method: "password", headers } as const;
  return { body: { ok: true }, cookies: await (knock.isSecure ? auth.secure : auth.plain).openSession(opening) };
}

/**
 * Asks somebody who is signed in for their password again.
 * @throws Refusal `access.wrong_password`, `access.too_many_attempts`
 */
export async function requireOwnPassword(stores: Stores, userId: string, password: string): Promise<void> {
  const key = attemptKey(stores, "own-password", { text: userId, userId, lockOut: ownPasswordLockOut });
  await takeAttempt(stores, [key]);
  const credential = await stores.postgres.read((tx) => findCredential(tx, userId));
  if (!(await isPassword(password, credential?.passwordHash ?? null))) {
    await auditUser(stores, userId, "access.password_change_failed");
    throw new Refusal("access.wrong_password");
  }
  await attemptWasRight(stores, [key]);
}

/** Hash of a new password for this user. @throws Refusal `access.weak_password`, `access.not_found` */
export async function newPasswordHash(stores: Stores, userId: string, password: string): Promise<string> {
  const { owner, policy } = await stores.postgres.read(async (tx) => ({
    owner: await findCredential(tx, userId),
    policy: await findPolicy(tx),
  }));
  if (owner === undefined) throw new Refusal("access.not_found");
  return hashGoodPassword(password, owner, policy);
}
