import { z } from "zod";

import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { enqueue } from "#platform/jobs";
import type { Stores } from "#platform/stores";

import { resetLockOut } from "../rules/lock-out.ts";
import { forgetAttemptsOf } from "../store/attempts.ts";
import { findCredentialByEmail, findResetMail, insertReset, peekReset, takeReset } from "../store/credentials.ts";
import { deleteTrustedDevices } from "../store/two-factor.ts";
import { deleteSessions, updatePassword } from "../store/users.ts";
import { attemptKey, takeAttempt } from "./attempts.ts";
import { noteUser } from "./audit-user.ts";
import type { Answer, Knock } from "./door.ts";
import { mailBase, resetMail } from "./mails.ts";
import { newPasswordHash } from "./passwords.ts";
import { idInToken, isSameSecret, linkToken } from "./secrets.ts";

/** Name of the job that writes the mail. */
export const mailResetJob = "access.mail-password-reset";

/**
 * Asks for a link to set a new password. Does and answers the same whether somebody has this address or not; the mail
 * itself is written by a job.
 * @throws Refusal `access.no_mail`, `access.too_many_attempts`
 */
export async function requestPasswordReset(
  { stores, address, language }: Pick<Call, "stores" | "address" | "language">,
  email: string,
): Promise<{ ok: true }> {
  if (!stores.mail.isConfigured) throw new Refusal("access.no_mail");
  await takeAttempt(stores, [
    attemptKey(stores, "reset", { text: email.toLowerCase(), lockOut: resetLockOut }),
    attemptKey(stores, "reset", { text: `address ${address}`, lockOut: resetLockOut }),
  ]);
  const id = stores.random.uuid();

  await stores.postgres.transaction(async (tx) => {
    const credential = await findCredentialByEmail(tx, email);
    const userId = credential === undefined || credential.isDisabled ? null : credential.userId;
    await insertReset(tx, { id, userId, language, now: stores.clock.now() });
    await enqueue(tx, mailResetJob, { id });
  });
  return { ok: true };
}

/** Writes the mail with the link, when somebody has the address. @throws MailProblem */
export async function mailPasswordReset(stores: Stores, id: string): Promise<void> {
  const to = await stores.postgres.read((tx) => findResetMail(tx, id));
  if (to === undefined) return;
  const link = `${mailBase(stores.config)}/reset-password#${linkToken(stores.config, "reset", id)}`;
  await stores.mail.send({ to: to.email, ...resetMail(to.language, { name: to.name, link }) });
}

const bodySchema = z.object({ token: z.string().min(40).max(200), password: z.string().min(1).max(1000) });

/**
 * Sets a new password by the link of the mail, once; ends every session and trusted device of the user and unlocks the
 * account. The second factor stays as it is.
 * @throws Refusal `access.reset_link_dead`, `access.weak_password`
 */
export async function setPasswordByLink({ stores, body }: Knock): Promise<Answer> {
  const parsed = bodySchema.safeParse(body);
  const id = parsed.success ? idInToken(parsed.data.token) : undefined;
  if (!parsed.success || id === undefined || !isSameSecret(parsed.data.token, linkToken(stores.config, "reset", id)))
    throw new Refusal("access.reset_link_dead");
  const userId = await stores.postgres.read((tx) => peekReset(tx, id));
  if (userId === undefined) throw new Refusal("access.reset_link_dead");
  const hash = await newPasswordHash(stores, userId, parsed.data.password);

  await stores.postgres.transaction(async (tx) => {
    if ((await takeReset(tx, id, stores.clock.now())) === undefined) throw new Refusal("access.reset_link_dead");
    await updatePassword(tx, userId, { credentialId: stores.random.uuid(), hash });
    await deleteSessions(tx, userId);
    await deleteTrustedDevices(tx, userId);
    await forgetAttemptsOf(tx, userId);
    await noteUser(tx, stores, { userId, action: "access.password_set_by_link" });
  });
  return { body: { ok: true } };
}
