import { isUniqueViolation, sql, type Tx } from "#platform/postgres";

import { insertGrants, type GrantRow, type GrantToInsert } from "./grants.ts";

/** A user as a viewer needs one. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | null;
  readonly employee: string | null;
  readonly disabledAt: Date | null;
  /** Own ones and those that others lent, past and future ones included. */
  readonly grants: readonly GrantRow[];
}

/** What a new user and its password credential consist of. Without a password the user signs in some other way. */
export interface UserToInsert {
  readonly id: string;
  readonly credentialId: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Omit<GrantToInsert, "userId">[];
  readonly language: string | null;
  readonly employee?: string | null;
  readonly passwordHash: string | null;
  readonly now: Date;
}

const own = sql`select access_grant.id, role, unit_ids, source, access_grant.starts_at, access_grant.ends_at,
    null::uuid as delegated_by
  from access_grant where access_grant.user_id = access_user.id`;

/** Nothing is lent by who is disabled or was lent it: only own grants of active users. */
const lent = sql`select access_grant.id, role, unit_ids, source,
    greatest(access_grant.starts_at, delegation.starts_at),
    least(access_grant.ends_at, delegation.ends_at), delegation.from_user_id
  from access_delegation delegation
  join access_user lender on lender.id = delegation.from_user_id and lender.disabled_at is null
  join access_grant on access_grant.user_id = lender.id
    and (delegation.grant_ids is null or access_grant.id = any (delegation.grant_ids))
  where delegation.to_user_id = access_user.id and delegation.revoked_at is null`;

const userColumns = sql`id, name, email, language, employee, disabled_at as "disabledAt",
  array(select jsonb_build_object('id', held.id, 'role', role, 'unitIds', unit_ids, 'source', source,
      'startsAt', starts_at, 'endsAt', ends_at, 'delegatedBy', delegated_by)
    from (${own} union all ${lent}) held) as grants`;

interface FoundUser extends Omit<UserRow, "grants"> {
  readonly grants: readonly (Omit<GrantRow, "startsAt" | "endsAt"> & { startsAt: string; endsAt: string | null })[];
}

/** The user with this id. */
export async function findUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  const statement = sql.prepared("access_find_user", sql`select ${userColumns} from access_user where id = ${id}`);
  return userOf(await tx.maybeOne<FoundUser>(statement));
}

/** The user with this address, whatever its case. */
export async function findUserByEmail(tx: Tx, email: string): Promise<UserRow | undefined> {
  return userOf(
    await tx.maybeOne<FoundUser>(sql`select ${userColumns} from access_user where email = lower(${email}::text)`),
  );
}

function userOf(found: FoundUser | undefined): UserRow | undefined {
  if (found === undefined) return undefined;
  const grants = found.grants.map((grant) => ({
    ...grant,
    startsAt: new Date(grant.startsAt),
    endsAt: grant.endsAt === null ? null : new Date(grant.endsAt),
  }));
  return { ...found, grants };
}

/** Inserts a user who signs in by password; false when the address is taken. */
export async function insertUser(tx: Tx, user: UserToInsert): Promise<boolean> {
  try {
    await tx.savepoint((inner) => insertUserAndCredential(inner, user));
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "access_user_email_key")) return false;
    throw error;
  }
}

/** One who changes who is an owner at a time, until the transaction ends, so that the last one stays. */
export async function lockOwners(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('access_owners'), 0)`);
}

/** Ids of those who are owners of everything at this moment, with no end in sight, and may sign in. */
export async function listLastingOwners(tx: Tx, now: Date): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select distinct access_user.id from access_user join access_grant on user_id = access_user.id
    where role = 'owner' and unit_ids is null and disabled_at is null and starts_at <= ${now} and ends_at is null`);
  return rows.map((row) => row.id);
}

/** Sets or lifts the ban on signing in. */
export async function updateDisabled(tx: Tx, id: string, disabledAt: Date | null): Promise<void> {
  await tx.execute(sql`update access_user set disabled_at = ${disabledAt}, updated_at = now() where id = ${id}`);
}

/** Says which employee the user is; false when another user is. */
export async function updateEmployee(tx: Tx, id: string, employee: string | null): Promise<boolean> {
  try {
    await tx.savepoint((inner) =>
      inner.execute(sql`update access_user set employee = ${employee}, updated_at = now() where id = ${id}`),
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error, "access_user_employee")) return false;
    throw error;
  }
}

/** Changes the name, the language or both. */
export async function updateProfile(
  tx: Tx,
  id: string,
  profile: { readonly name: string | null; readonly language: string | null },
): Promise<void> {
  await tx.execute(sql`
    update access_user
    set name = coalesce(${profile.name}::text, name), language = coalesce(${profile.language}::text, language), updated_at = now()
    where id = ${id}`);
}

/** Replaces the password, or gives the first one. */
export async function updatePassword(
  tx: Tx,
  userId: string,
  password: { readonly credentialId: string; readonly hash: string },
): Promise<void> {
  await tx.execute(sql`
    insert into access_credential (id, user_id, account_id, provider_id, password)
    values (${password.credentialId}, ${userId}, ${userId}, 'credential', ${password.hash})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`);
}

/** Signs the user out everywhere. */
export async function deleteSessions(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from access_session where user_id = ${userId}`);
}

/** Deletes what has expired of sign-in, and answers how many sessions that were. */
export async function deleteExpired(tx: Tx): Promise<number> {
  await tx.execute(sql`delete from access_verification where expires_at < now()`);
  await tx.execute(
    sql`delete from access_rate_limit where last_request < extract(epoch from now() - interval '1 day') * 1000`,
  );
  return tx.execute(sql`delete from access_session where expires_at < now()`);
}

async function insertUserAndCredential(tx: Tx, user: UserToInsert): Promise<void> {
  await tx.execute(sql`
    insert into access_user (id, name, email, email_verified, created_at, updated_at, language, employee)
    values (${user.id}, ${user.name}, lower(${user.email}::text), true, ${user.now}, ${user.now}, ${user.language},
      ${user.employee ?? null})`);
  await insertGrants(
    tx,
    user.grants.map((grant) => ({ ...grant, userId: user.id })),
    user.now,
  );
  if (user.passwordHash === null) return;
  await tx.execute(sql`
    insert into access_credential (id, user_id, account_id, provider_id, password)
    values (${user.credentialId}, ${user.id}, ${user.id}, 'credential', ${user.passwordHash})`);
}
