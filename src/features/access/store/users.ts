import { isUniqueViolation, sql, type Tx } from "#platform/postgres";

import type { Role, User } from "../contract.ts";

/** A user as a viewer needs one. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly unitIds: readonly string[] | null;
  readonly language: string | null;
  readonly disabledAt: Date | null;
}

/** What a new user and its password credential consist of. */
export interface UserToInsert {
  readonly id: string;
  readonly credentialId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly language: string | null;
  readonly passwordHash: string;
  readonly now: Date;
}

const userColumns = sql`id, name, email, role, unit_ids as "unitIds", language, disabled_at as "disabledAt"`;

/** The user with this id. */
export function findUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  return tx.maybeOne<UserRow>(sql`select ${userColumns} from access_user where id = ${id}`);
}

/** The user with this address, whatever its case. */
export function findUserByEmail(tx: Tx, email: string): Promise<UserRow | undefined> {
  return tx.maybeOne<UserRow>(sql`select ${userColumns} from access_user where email = lower(${email}::text)`);
}

/** Every user, in the order they came. */
export async function listUserRows(tx: Tx): Promise<User[]> {
  const rows = await tx.query<
    Omit<User, "createdAt" | "disabledAt"> & { createdAt: Date; disabledAt: Date | null }
  >(sql`
    select id, name, email, role, created_at as "createdAt", disabled_at as "disabledAt"
    from access_user order by created_at, id`);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }));
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

/** Ids of the owners who may sign in, locked until the transaction ends so that the last one stays. */
export async function lockActiveOwners(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from access_user where role = 'owner' and disabled_at is null order by id for update`,
  );
  return rows.map((row) => row.id);
}

/** Sets or lifts the ban on signing in. */
export async function updateDisabled(tx: Tx, id: string, disabledAt: Date | null): Promise<void> {
  await tx.execute(sql`update access_user set disabled_at = ${disabledAt}, updated_at = now() where id = ${id}`);
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

/** Replaces the password. */
export async function updatePassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.execute(sql`
    update access_credential set password = ${passwordHash}, updated_at = now()
    where user_id = ${userId} and provider_id = 'credential'`);
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
    insert into access_user (id, name, email, email_verified, created_at, updated_at, role, language)
    values (${user.id}, ${user.name}, lower(${user.email}::text), true, ${user.now}, ${user.now}, ${user.role}, ${user.language})`);
  await tx.execute(sql`
    insert into access_credential (id, user_id, account_id, provider_id, password)
    values (${user.credentialId}, ${user.id}, ${user.id}, 'credential', ${user.passwordHash})`);
}
