import { sql, type Tx } from "#platform/postgres";

import type { SingleSignOn } from "../contract.ts";

/** Settings of single sign-on, the secret sealed. */
export interface SingleSignOnRow extends SingleSignOn {
  readonly clientSecret: string | null;
}

/** The settings. */
export function findSingleSignOn(tx: Tx): Promise<SingleSignOnRow> {
  return tx.one<SingleSignOnRow>(sql`
    select is_enabled as "isEnabled", label, issuer, client_id as "clientId", client_secret as "clientSecret", scopes,
      role_claim as "roleClaim", role_mapping as "roleMapping", default_grant as "defaultGrant",
      allowed_domains as "allowedDomains", creates_users as "createsUsers", assumes_verified as "assumesVerified"
    from access_single_sign_on`);
}

/** Replaces the settings; without a secret the kept one stays. */
export async function updateSingleSignOnRow(tx: Tx, row: SingleSignOnRow): Promise<void> {
  const defaultGrant = row.defaultGrant === null ? null : sql.json(row.defaultGrant);
  await tx.execute(sql`
    update access_single_sign_on set is_enabled = ${row.isEnabled}, label = ${row.label}, issuer = ${row.issuer},
      client_id = ${row.clientId}, client_secret = coalesce(${row.clientSecret}::text, client_secret),
      scopes = ${row.scopes}, role_claim = ${row.roleClaim}, role_mapping = ${sql.json(row.roleMapping)},
      default_grant = ${defaultGrant}, allowed_domains = ${row.allowedDomains}, creates_users = ${row.createsUsers},
      assumes_verified = ${row.assumesVerified}`);
}

/** Somebody who is at the provider and should come back within ten minutes. */
export interface SignOnAttempt {
  readonly nonce: string;
  readonly verifier: string;
  readonly baseUrl: string;
  readonly next: string;
  readonly invitationId: string | null;
}

/** Keeps that somebody went to the provider. */
export async function insertSignOnAttempt(tx: Tx, stateHash: string, attempt: SignOnAttempt): Promise<void> {
  await tx.execute(sql`
    insert into access_sign_on_attempt (state_hash, nonce, verifier, base_url, next, invitation_id, expires_at)
    values (${stateHash}, ${attempt.nonce}, ${attempt.verifier}, ${attempt.baseUrl}, ${attempt.next},
      ${attempt.invitationId}, now() + interval '10 minutes')`);
}

/** Takes what was kept, once; undefined when there is nothing, or it took too long. */
export function takeSignOnAttempt(tx: Tx, stateHash: string): Promise<SignOnAttempt | undefined> {
  return tx.maybeOne<SignOnAttempt>(sql`
    with taken as (delete from access_sign_on_attempt where state_hash = ${stateHash} returning *)
    select nonce, verifier, base_url as "baseUrl", next, invitation_id as "invitationId" from taken
    where expires_at > now()`);
}

/** The user whom the provider knows by this subject. */
export async function findUserIdOfSubject(tx: Tx, issuer: string, subject: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ userId: string }>(sql`
    select user_id as "userId" from access_credential
    where provider_id = ${`oidc:${issuer}`} and account_id = ${subject}`);
  return row?.userId;
}

/** Notes by which subject the provider knows the user; false when the user is known by another one already. */
export async function linkSubject(
  tx: Tx,
  link: { readonly id: string; readonly userId: string; readonly issuer: string; readonly subject: string },
): Promise<boolean> {
  const { id, userId, subject } = link;
  const provider = `oidc:${link.issuer}`;
  const linked = await tx.execute(sql`
    insert into access_credential (id, user_id, account_id, provider_id)
    select ${id}, ${userId}, ${subject}, ${provider}
    where not exists (select from access_credential where user_id = ${userId} and provider_id = ${provider})
    on conflict (provider_id, account_id) do nothing`);
  return linked === 1;
}

/** One sign-on of a subject at a time, until the transaction ends. */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('access_sign_on'), hashtext(${subject}))`);
}
