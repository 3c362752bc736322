import { sql, type Tx } from "#platform/postgres";

/** What is needed to see whether somebody is who they say. */
export interface Credential {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isDisabled: boolean;
  /** Null: signs in by single sign-on only. */
  readonly passwordHash: string | null;
}

const columns = sql`u.id as "userId", u.name, u.email, u.disabled_at is not null as "isDisabled",
  (select password from access_credential c where c.user_id = u.id and c.provider_id = 'credential') as "passwordHash"`;

/** The credential of the user with this address, whatever its case. */
export function findCredentialByEmail(tx: Tx, email: string): Promise<Credential | undefined> {
  return tx.maybeOne<Credential>(sql`select ${columns} from access_user u where u.email = lower(${email}::text)`);
}

/** The credential of this user. */
export function findCredential(tx: Tx, userId: string): Promise<Credential | undefined> {
  return tx.maybeOne<Credential>(sql`select ${columns} from access_user u where u.id = ${userId}`);
}

/** A place where the password is asked for before the session: the password was right, a code is still missing. */
export interface ChallengeToInsert {
  readonly tokenHash: string;
  readonly userId: string;
}

/** Keeps that somebody gave the right password, for ten minutes. */
export async function insertChallenge(tx: Tx, { tokenHash, userId }: ChallengeToInsert): Promise<void> {
  await tx.execute(sql`
    insert into access_challenge (token_hash, user_id, created_at, expires_at)
    values (${tokenHash}, ${userId}, now(), now() + interval '10 minutes')`);
}

/** Whose challenge this is, while it holds. */
export async function findChallenge(tx: Tx, tokenHash: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ userId: string }>(
    sql`select user_id as "userId" from access_challenge where token_hash = ${tokenHash} and expires_at > now()`,
  );
  return row?.userId;
}

/** Ends every challenge of the user. */
export async function deleteChallenges(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`delete from access_challenge where user_id = ${userId}`);
}

/** A link to set a new password. */
export interface ResetToInsert {
  readonly id: string;
  readonly userId: string | null;
  readonly language: string;
  readonly now: Date;
}

/** Keeps a link to set a new password for an hour; older ones of the user die. */
export async function insertReset(tx: Tx, { id, userId, language, now }: ResetToInsert): Promise<void> {
  await tx.execute(
    sql`update access_password_reset set used_at = ${now} where user_id = ${userId} and used_at is null`,
  );
  await tx.execute(sql`
    insert into access_password_reset (id, user_id, language, created_at, expires_at)
    values (${id}, ${userId}, ${language}, ${now}, now() + interval '1 hour')`);
}

/** Where a reset mail goes to; undefined when nobody has the address or the link is over. */
export function findResetMail(
  tx: Tx,
  id: string,
): Promise<{ email: string; name: string; language: string } | undefined> {
  return tx.maybeOne<{ email: string; name: string; language: string }>(sql`
    select u.email, u.name, coalesce(u.language, r.language) as language
    from access_password_reset r join access_user u on u.id = r.user_id
    where r.id = ${id} and r.used_at is null and r.expires_at > now() and u.disabled_at is null`);
}

/** Uses the link up; whose it was, or undefined when it is used or over. A second one at the same moment gets nothing. */
export async function takeReset(tx: Tx, id: string, now: Date): Promise<string | undefined> {
  const row = await tx.maybeOne<{ userId: string }>(sql`
    update access_password_reset r set used_at = ${now} from access_user u
    where r.id = ${id} and r.used_at is null and r.expires_at > now() and u.id = r.user_id and u.disabled_at is null
    returning r.user_id as "userId"`);
  return row?.userId;
}

/** Whose link this is, while it is good. */
export async function peekReset(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ userId: string }>(sql`
    select user_id as "userId" from access_password_reset
    where id = ${id} and used_at is null and expires_at > now() and user_id is not null`);
  return row?.userId;
}

/** Deletes what has expired of challenges, links, trusted devices and sign-ons. */
export async function deleteExpiredSignIns(tx: Tx): Promise<void> {
  await tx.execute(sql`delete from access_challenge where expires_at < now()`);
  await tx.execute(sql`delete from access_password_reset where expires_at < now() - interval '1 day'`);
  await tx.execute(sql`delete from access_trusted_device where expires_at < now()`);
  await tx.execute(sql`delete from access_sign_on_attempt where expires_at < now()`);
  await tx.execute(sql`
    delete from access_invitation where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '90 days'`);
}
