import { sql, type Tx } from "#platform/postgres";

/** Somebody's second factor. */
export interface TwoFactorRow {
  /** Sealed. */
  readonly secret: string;
  readonly isConfirmed: boolean;
  /** Time step of the last code that was taken. */
  readonly lastStep: number;
}

/** The second factor of the user, begun or confirmed. */
export function findTwoFactor(tx: Tx, userId: string): Promise<TwoFactorRow | undefined> {
  return tx.maybeOne<TwoFactorRow>(sql`
    select secret, confirmed_at is not null as "isConfirmed", last_step::float8 as "lastStep"
    from access_two_factor where user_id = ${userId}`);
}

/** Begins a second factor, or begins it anew while none is confirmed; false when one is. */
export async function beginTwoFactorRow(
  tx: Tx,
  begun: { readonly userId: string; readonly secret: string; readonly now: Date },
): Promise<boolean> {
  const changed = await tx.execute(sql`
    insert into access_two_factor (user_id, secret, created_at) values (${begun.userId}, ${begun.secret}, ${begun.now})
    on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = excluded.created_at
    where access_two_factor.confirmed_at is null`);
  return changed === 1;
}

/** Takes the code of this time step once; false when it or a later one was taken before. Confirms what was begun. */
export async function takeStep(
  tx: Tx,
  taken: { readonly userId: string; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update access_two_factor set last_step = ${taken.step}, confirmed_at = coalesce(confirmed_at, ${taken.now})
    where user_id = ${taken.userId} and last_step < ${taken.step}`);
  return changed === 1;
}

/** Replaces the backup codes. */
export async function replaceBackupCodes(tx: Tx, userId: string, hashes: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from access_backup_code where user_id = ${userId}`);
  await tx.execute(sql`
    insert into access_backup_code (user_id, code_hash) select ${userId}, unnest(${hashes}::text[])`);
}

/** Uses a backup code up; false when there is none like it, or it was used. */
export async function takeBackupCode(
  tx: Tx,
  taken: { readonly userId: string; readonly hash: string; readonly now: Date },
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update access_backup_code set used_at = ${taken.now}
    where user_id = ${taken.userId} and code_hash = ${taken.hash} and used_at is null`);
  return changed === 1;
}

/** How many backup codes are left, and how many devices are trusted. */
export function countTwoFactor(tx: Tx, userId: string): Promise<{ codes: number; devices: number }> {
  return tx.one<{ codes: number; devices: number }>(sql`
    select (select count(*)::int from access_backup_code where user_id = ${userId} and used_at is null) as codes,
      (select count(*)::int from access_trusted_device where user_id = ${userId} and expires_at > now()) as devices`);
}

/** Switches the second factor off, with backup codes and trusted devices; false when there was none. */
export async function deleteTwoFactor(tx: Tx, userId: string): Promise<boolean> {
  await tx.execute(sql`delete from access_backup_code where user_id = ${userId}`);
  await deleteTrustedDevices(tx, userId);
  return (await tx.execute(sql`delete from access_two_factor where user_id = ${userId}`)) === 1;
}

/** Trusts a device for so many days. */
export async function insertTrustedDevice(
  tx: Tx,
  device: { readonly tokenHash: string; readonly userId: string; readonly days: number },
): Promise<void> {
  await tx.execute(sql`
    insert into access_trusted_device (token_hash, user_id, created_at, expires_at)
    values (${device.tokenHash}, ${device.userId}, now(), now() + make_interval(days => ${device.days}))`);
}

/** Whether the user trusts this device, within the days that the policy allows now. */
export async function isTrustedDevice(tx: Tx, userId: string, tokenHash: string): Promise<boolean> {
  const row = await tx.maybeOne(sql`
    select user_id from access_trusted_device, access_policy
    where token_hash = ${tokenHash} and user_id = ${userId} and expires_at > now()
      and created_at + make_interval(days => trusted_device_days) > now()`);
  return row !== undefined;
}

/** Trusts no device of the user any more. */
export async function deleteTrustedDevices(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from access_trusted_device where user_id = ${userId}`);
}
