import { sql, type Tx } from "#platform/postgres";

import type { LockOut } from "../rules/lock-out.ts";

/** What attempts are counted for. */
export interface AttemptKey {
  readonly key: string;
  readonly userId: string | null;
  readonly lockOut: LockOut;
}

/**
 * Counts an attempt before it is made, so that a thousand at once are no more than a thousand in a row. The number of
 * failures it would be, or undefined when the key is locked: then nothing is counted and the lock does not grow.
 */
export async function countAttempt(tx: Tx, { key, userId, lockOut }: AttemptKey): Promise<number | undefined> {
  const { free, firstWait, longestWait, forgets } = lockOut;
  const failures = sql`case when a.last_at < now() - make_interval(secs => ${forgets}) then 1 else a.failures + 1 end`;
  const row = await tx.maybeOne<{ failures: number }>(sql`
    insert into access_attempt as a (key, user_id, failures, locked_until)
    values (${key}, ${userId}::uuid, 1, case when ${free}::int <= 1 then now() + make_interval(secs => ${firstWait}) end)
    on conflict (key) do update set user_id = coalesce(excluded.user_id, a.user_id), last_at = now(),
      failures = ${failures},
      locked_until = case when ${failures} >= ${free}::int then now()
        + make_interval(secs => least(${longestWait}::float8, ${firstWait}::float8 * power(2, least(${failures} - ${free}::int, 20))))
        end
    where a.locked_until is null or a.locked_until <= now()
    returning failures`);
  return row?.failures;
}

/** Seconds until the key may be tried again; 0 when it may now. */
export async function secondsLocked(tx: Tx, key: string): Promise<number> {
  const row = await tx.maybeOne<{ seconds: number }>(sql`
    select ceil(extract(epoch from locked_until - now()))::int as seconds from access_attempt
    where key = ${key} and locked_until > now()`);
  return row?.seconds ?? 0;
}

/** The attempt was right: the count of its key begins anew. */
export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`delete from access_attempt where key = ${key}`);
}

/** The attempt was right: it alone does not count, what went wrong before still does. */
export async function takeBackAttempt(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`
    update access_attempt set failures = greatest(failures - 1, 0), locked_until = null where key = ${key}`);
}

/** Users who are locked now, each with the longest lock. */
export async function listLockedUsers(tx: Tx): Promise<readonly { userId: string; until: Date }[]> {
  return tx.query<{ userId: string; until: Date }>(sql`
    select user_id as "userId", max(locked_until) as until from access_attempt
    where user_id is not null and locked_until > now() group by user_id order by user_id limit 1000`);
}

/** Until when this user is locked, by the longest lock; undefined when they are not. */
export async function findLock(tx: Tx, userId: string): Promise<Date | undefined> {
  const row = await tx.one<{ until: Date | null }>(sql`
    select max(locked_until) as until from access_attempt where user_id = ${userId} and locked_until > now()`);
  return row.until ?? undefined;
}

/** Unlocks a user everywhere; how many counts that were. */
export function forgetAttemptsOf(tx: Tx, userId: string): Promise<number> {
  return tx.execute(sql`delete from access_attempt where user_id = ${userId}`);
}

/** Deletes counts that no longer matter. */
export async function deleteOldAttempts(tx: Tx): Promise<void> {
  await tx.execute(sql`
    delete from access_attempt where last_at < now() - interval '1 day' and (locked_until is null or locked_until < now())`);
}
