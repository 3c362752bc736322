import { randomBytes } from "node:crypto";

import { encode } from "uqr";

import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { Enrolment } from "../contract.ts";
import { codeLockOut } from "../rules/lock-out.ts";
import { findCredential } from "../store/credentials.ts";
import {
  beginTwoFactorRow,
  countTwoFactor,
  deleteTwoFactor,
  findTwoFactor,
  replaceBackupCodes,
  takeBackupCode,
  takeStep,
} from "../store/two-factor.ts";
import { deleteSessions, findUser } from "../store/users.ts";
import { attemptKey, attemptWasRight, takeAttempt } from "./attempts.ts";
import { noteUser } from "./audit-user.ts";
import { recordAudit } from "./audit.ts";
import { needsTwoFactor } from "./enter.ts";
import { requireMayGiveAll } from "./grants.ts";
import { requireOwnPassword } from "./passwords.ts";
import { keyedHash, seal, unseal } from "./secrets.ts";
import { base32, otpauthUri, stepOfCode } from "./totp.ts";
import { requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
interface TwoFactorState {
  readonly isOn: boolean;
  readonly isRequired: boolean;
  readonly hasPassword: boolean;
  readonly backupCodesLeft: number;
  readonly trustedDevices: number;
}

/** Whether one's second factor is on. @throws Refusal `access.users_only` */
export function readTwoFactor({ stores, viewer }: Asker): Promise<TwoFactorState> {
  requireUser(viewer);
  return stores.postgres.read(async (tx) => {
    const factor = await findTwoFactor(tx, viewer.id);
    const counts = await countTwoFactor(tx, viewer.id);
    return {
      isOn: factor?.isConfirmed === true,
      isRequired: await needsTwoFactor(tx, stores, viewer.id),
      hasPassword: ((await findCredential(tx, viewer.id))?.passwordHash ?? null) !== null,
      backupCodesLeft: counts.codes,
      trustedDevices: counts.devices,
    };
  });
}

/**
 * Begins one's second factor.
 * @throws Refusal `access.users_only`, `access.wrong_password`, `access.too_many_attempts`, `access.two_factor_on`
 */
export async function beginTwoFactor({ stores, viewer }: Asker, password: string): Promise<Enrolment> {
  requireUser(viewer);
  await requireOwnPassword(stores, viewer.id, password);
  return beginEnrolment(stores, viewer.id);
}

/**
 * Switches one's second factor on; answers the backup codes, this once.
 * @throws Refusal `access.users_only`, `access.wrong_code`, `access.too_many_attempts`, `access.two_factor_not_begun`
 */
export async function confirmTwoFactor({ stores, viewer }: Asker, code: string): Promise<{ backupCodes: string[] }> {
  requireUser(viewer);
  return { backupCodes: await confirmEnrolment(stores, viewer.id, code) };
}

/**
 * Replaces one's backup codes.
 * @throws Refusal `access.users_only`, `access.wrong_password`, `access.too_many_attempts`, `access.two_factor_not_begun`
 */
export async function renewBackupCodes(
  { stores, viewer }: Asker,
  password: string,
): Promise<{ backupCodes: string[] }> {
  requireUser(viewer);
  await requireOwnPassword(stores, viewer.id, password);
  return stores.postgres.transaction(async (tx) => {
    if ((await findTwoFactor(tx, viewer.id))?.isConfirmed !== true) throw new Refusal("access.two_factor_not_begun");
    const backupCodes = await giveBackupCodes(tx, stores, viewer.id);
    await noteUser(tx, stores, { userId: viewer.id, action: "access.backup_codes_renewed" });
    return { backupCodes };
  });
}

/**
 * Switches one's second factor off.
 * @throws Refusal `access.users_only`, `access.wrong_password`, `access.too_many_attempts`, `access.two_factor_required`
 */
export async function endTwoFactor({ stores, viewer }: Asker, password: string): Promise<{ ok: true }> {
  requireUser(viewer);
  await requireOwnPassword(stores, viewer.id, password);
  await stores.postgres.transaction(async (tx) => {
    if (await needsTwoFactor(tx, stores, viewer.id)) throw new Refusal("access.two_factor_required");
    if (await deleteTwoFactor(tx, viewer.id))
      await noteUser(tx, stores, { userId: viewer.id, action: "access.two_factor_off" });
  });
  return { ok: true };
}

/**
 * Takes the second factor off somebody who lost it and ends their sessions; whoever may change the account may.
 * @throws Refusal `access.forbidden`, `access.not_found`, `access.grant_beyond_own`
 */
export async function resetTwoFactor({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const user = await findUser(tx, id);
    if (user === undefined) throw new Refusal("access.not_found");
    await requireMayGiveAll(tx, viewer, user);
    await deleteTwoFactor(tx, id);
    await deleteSessions(tx, id);
    await recordAudit(tx, viewer, { action: "access.two_factor_reset", subjectKind: "user", subjectId: id });
  });
  return { ok: true };
}

/** A new secret with its picture; it counts for nothing before a code confirms it. @throws Refusal `access.two_factor_on` */
export async function beginEnrolment(stores: Stores, userId: string): Promise<Enrolment> {
  const secret = randomBytes(20);
  const sealed = seal(stores.config, "two-factor", secret.toString("base64url"));
  const email = await stores.postgres.transaction(async (tx) => {
    const now = stores.clock.now();
    if (!(await beginTwoFactorRow(tx, { userId, secret: sealed, now }))) throw new Refusal("access.two_factor_on");
    return (await findCredential(tx, userId))?.email ?? "";
  });
  const uri = otpauthUri(secret, email, "Holos");
  return { secret: base32(secret), uri, picture: encode(uri, { ecc: "M", border: 0 }).data };
}

/** Confirms what was begun. @throws Refusal `access.wrong_code`, `access.too_many_attempts`, `access.two_factor_not_begun` */
export async function confirmEnrolment(stores: Stores, userId: string, code: string): Promise<string[]> {
  const begun = await stores.postgres.read((tx) => findTwoFactor(tx, userId));
  if (begun === undefined || begun.isConfirmed) throw new Refusal("access.two_factor_not_begun");
  await checkCode(stores, userId, code);
  return stores.postgres.transaction(async (tx) => {
    const backupCodes = await giveBackupCodes(tx, stores, userId);
    await noteUser(tx, stores, { userId, action: "access.two_factor_on" });
    return backupCodes;
  });
}

/**
 * Takes a code of the app or a backup code, each once; says which it was.
 * @throws Refusal `access.wrong_code`, `access.too_many_attempts`
 */
export async function checkCode(stores: Stores, userId: string, code: string): Promise<"app" | "backup"> {
  const key = attemptKey(stores, "code", { text: userId, userId, lockOut: codeLockOut });
  await takeAttempt(stores, [key]);
  const kind = await stores.postgres.transaction((tx) => takeCode(tx, stores, { userId, code }));
  if (kind === undefined) throw new Refusal("access.wrong_code");
  await attemptWasRight(stores, [key]);
  return kind;
}

async function takeCode(
  tx: Tx,
  { config, clock }: Stores,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<"app" | "backup" | undefined> {
  const now = clock.now();
  const bare = code.replaceAll(/[\s-]/g, "").toLowerCase();
  if (!/^\d{6}$/.test(bare)) {
    const hash = keyedHash(config, "backup code", `${userId}:${bare}`);
    return (await takeBackupCode(tx, { userId, hash, now })) ? "backup" : undefined;
  }
  const factor = await findTwoFactor(tx, userId);
  const secret = factor === undefined ? undefined : unseal(config, "two-factor", factor.secret);
  const step = secret === undefined ? undefined : stepOfCode(Buffer.from(secret, "base64url"), bare, now);
  if (step === undefined) return undefined;
  return (await takeStep(tx, { userId, step, now })) ? "app" : undefined;
}

/** Ten codes of 50 bits, in letters and digits that cannot be mistaken for one another. */
async function giveBackupCodes(tx: Tx, { config }: Stores, userId: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () => base32(randomBytes(7)).slice(0, 10).toLowerCase());
  await replaceBackupCodes(
    tx,
    userId,
    codes.map((code) => keyedHash(config, "backup code", `${userId}:${code}`)),
  );
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

function requireUser(viewer: Asker["viewer"]): void {
  requirePermission(viewer, "signed-in");
  if (viewer.kind !== "user") throw new Refusal("access.users_only");
}
