import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Stores } from "#platform/stores";

import type { LockOut } from "../rules/lock-out.ts";
import {
  countAttempt,
  forgetAttempts,
  forgetAttemptsOf,
  listLockedUsers,
  secondsLocked,
  takeBackAttempt,
  type AttemptKey,
} from "../store/attempts.ts";
import { findUser } from "../store/users.ts";
import { recordAudit } from "./audit.ts";
import { requireMayGiveAll } from "./grants.ts";
import { keyedHash } from "./secrets.ts";
import { requirePermission, systemViewer } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** What an attempt is counted for: `kind` and what it is about, kept as a keyed hash only. */
export function attemptKey(
  { config }: Pick<Stores, "config">,
  kind: "account" | "address" | "device" | "code" | "own-password" | "reset",
  about: { readonly text: string; readonly userId?: string | undefined; readonly lockOut: LockOut },
): AttemptKey {
  const key = `${kind}:${keyedHash(config, "attempt", `${kind}:${about.text}`)}`;
  return { key, userId: about.userId ?? null, lockOut: about.lockOut };
}

/**
 * Counts an attempt for each key before it is made; the first key that is locked refuses, and the keys after it are not
 * counted.
 * @throws Refusal `access.too_many_attempts` with `seconds`
 */
export async function takeAttempt(stores: Stores, keys: readonly AttemptKey[]): Promise<void> {
  const seconds = await stores.postgres.transaction(async (tx) => {
    for (const key of keys) {
      const failures = await countAttempt(tx, key);
      if (failures === undefined) return Math.max(1, await secondsLocked(tx, key.key));
      if (failures === key.lockOut.free && key.userId !== null)
        await recordAudit(tx, systemViewer("lock-out"), {
          action: "access.locked_out",
          subjectKind: "user",
          subjectId: key.userId,
        });
    }
    return 0;
  });
  if (seconds > 0) throw new Refusal("access.too_many_attempts", { seconds });
}

/** The attempt was right: `own` begin anew, of `common` ones only this attempt does not count. */
export async function attemptWasRight(
  { postgres }: Pick<Stores, "postgres">,
  own: readonly AttemptKey[],
  common: readonly AttemptKey[] = [],
): Promise<void> {
  await postgres.transaction(async (tx) => {
    for (const { key } of own) await forgetAttempts(tx, key);
    for (const { key } of common) await takeBackAttempt(tx, key);
  });
}

/** Users who are locked now. @throws Refusal `access.forbidden` */
export async function listLocks({ stores, viewer }: Asker): Promise<{ items: { userId: string; until: string }[] }> {
  requirePermission(viewer, "access.manage");
  const rows = await stores.postgres.read(listLockedUsers);
  return { items: rows.map(({ userId, until }) => ({ userId, until: until.toISOString() })) };
}

/** Unlocks a user. @throws Refusal `access.forbidden`, `access.not_found`, `access.grant_beyond_own` */
export async function unlockUser({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requirePermission(viewer, "access.manage");
  await stores.postgres.transaction(async (tx) => {
    const user = await findUser(tx, id);
    if (user === undefined) throw new Refusal("access.not_found");
    await requireMayGiveAll(tx, viewer, user);
    await forgetAttemptsOf(tx, id);
    await recordAudit(tx, viewer, { action: "access.unlocked", subjectKind: "user", subjectId: id });
  });
  return { ok: true };
}
