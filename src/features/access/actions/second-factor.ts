import { z } from "zod";

import { Refusal } from "#kit/refusal";

import { findChallenge } from "../store/credentials.ts";
import { findPolicy } from "../store/policy.ts";
import { insertTrustedDevice } from "../store/two-factor.ts";
import { auditUser } from "./audit-user.ts";
import { cookieHash, setCookie, type Answer, type Knock } from "./door.ts";
import { openDoor } from "./enter.ts";
import { tokenHash } from "./secrets.ts";
import { beginEnrolment, checkCode, confirmEnrolment } from "./two-factor.ts";

const codeSchema = z.object({ code: z.string().trim().min(6).max(20), trustDevice: z.boolean().optional() });

/**
 * The second step of signing in: a code of the app, or a backup code.
 * @throws Refusal `access.challenge_over`, `access.wrong_code`, `access.too_many_attempts`, `access.user_disabled`
 */
export async function signInByCode(knock: Knock): Promise<Answer> {
  const userId = await challengedUser(knock);
  const { code, trustDevice = false } = codeIn(knock);
  const kind = await checkCode(knock.stores, userId, code);
  if (kind === "backup") await auditUser(knock.stores, userId, "access.backup_code_used");

  const opened = await openDoor(knock, userId, "password");
  const trusted = trustDevice ? await trustThisDevice(knock, userId) : [];
  return { ...opened, cookies: [...(opened.cookies ?? []), ...trusted] };
}

/** Whose role needs a second factor and who has none sets it up before coming in. @throws Refusal `access.challenge_over` */
export async function beginEnrolmentAtDoor(knock: Knock): Promise<Answer> {
  const userId = await challengedUser(knock);
  return { body: { ...(await beginEnrolment(knock.stores, userId)) } };
}

/**
 * The first code switches the factor on, opens the session and answers the backup codes, this once.
 * @throws Refusal `access.challenge_over`, `access.wrong_code`, `access.too_many_attempts`
 */
export async function confirmEnrolmentAtDoor(knock: Knock): Promise<Answer> {
  const userId = await challengedUser(knock);
  const backupCodes = await confirmEnrolment(knock.stores, userId, codeIn(knock).code);
  const opened = await openDoor(knock, userId, "password");
  return { ...opened, body: { ...opened.body, backupCodes } };
}

async function challengedUser({ stores, headers }: Knock): Promise<string> {
  const hash = cookieHash(headers, "challenge");
  const userId = hash === undefined ? undefined : await stores.postgres.read((tx) => findChallenge(tx, hash));
  if (userId === undefined) throw new Refusal("access.challenge_over");
  return userId;
}

function codeIn({ body }: Knock): z.infer<typeof codeSchema> {
  const parsed = codeSchema.safeParse(body);
  if (!parsed.success) throw new Refusal("access.wrong_code");
  return parsed.data;
}

async function trustThisDevice(knock: Knock, userId: string): Promise<readonly string[]> {
  const { stores } = knock;
  const token = stores.random.token(32);
  const days = await stores.postgres.transaction(async (tx) => {
    const { trustedDeviceDays } = await findPolicy(tx);
    if (trustedDeviceDays > 0)
      await insertTrustedDevice(tx, { tokenHash: tokenHash(token), userId, days: trustedDeviceDays });
    return trustedDeviceDays;
  });
  return days === 0 ? [] : [setCookie(knock, "trusted", { value: token, seconds: days * 86_400 })];
}
