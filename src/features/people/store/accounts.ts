import { sql, type Tx } from "#platform/postgres";

/** An account as it is listed. */
export interface AccountRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly parentCode: string | null;
  readonly parentName: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly contacts: number;
}

const rows = sql`select account.id, account.code, account.name, account.parent_id as "parentId", parent.code as "parentCode",
    parent.name as "parentName", account.revenue as amount, account.currency, account.owner_id as "ownerId",
    owner.name as "ownerName", (select count(*) from account_contact c where c.account_id = account.id) as contacts
  from account left join account parent on parent.id = account.parent_id left join access_user owner on owner.id = account.owner_id`;

/** Accounts whose name or code begins with this, by name. */
export function listAccountRows(
  tx: Tx,
  query: { readonly q: string; readonly after: readonly [string, string] | undefined; readonly limit: number },
): Promise<AccountRow[]> {
  const { q, after, limit } = query;
  const place =
    after === undefined ? sql`true` : sql`(lower(account.name), account.id) > (${after[0]}, ${after[1]}::uuid)`;
  return tx.query(sql`${rows}
    where (position(lower(${q}) in lower(account.name)) > 0 or starts_with(lower(account.code), lower(${q}))) and ${place}
    order by lower(account.name), account.id limit ${limit}`);
}

/** The account with this code, whatever its case. */
export function findAccount(tx: Tx, code: string): Promise<AccountRow | undefined> {
  return tx.maybeOne(sql`${rows} where lower(account.code) = lower(${code})`);
}

/** Accounts right below this one. */
export function listChildren(tx: Tx, id: string): Promise<{ code: string; name: string }[]> {
  return tx.query(sql`select code, name from account where parent_id = ${id} order by lower(name), id limit 200`);
}

/** Ids from this account up to the top. */
export async function accountsAbove(tx: Tx, id: string): Promise<string[]> {
  const found = await tx.query<{ id: string }>(sql`
    with recursive above as (
      select id, parent_id from account where id = ${id}
      union
      select account.id, account.parent_id from account join above on account.id = above.parent_id
    )
    select id from above`);
  return found.map((row) => row.id);
}

/** Keeps the tree of accounts from changing until the transaction ends. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('people.accounts'))`);
}

/** Creates or changes the account with this code. */
export async function putAccountRow(
  tx: Tx,
  account: Pick<AccountRow, "id" | "code" | "name" | "parentId" | "amount" | "currency" | "ownerId"> & {
    readonly now: Date;
  },
): Promise<void> {
  const { id, code, name, parentId, amount, currency, ownerId, now } = account;
  await tx.execute(sql`
    insert into account (id, code, name, parent_id, revenue, currency, owner_id, created_at, updated_at)
    values (${id}, ${code}, ${name}, ${parentId}, ${amount}, ${currency}, ${ownerId}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id, revenue = excluded.revenue,
      currency = excluded.currency, owner_id = excluded.owner_id, updated_at = excluded.updated_at`);
}

/** Whether there is such a user. */
export async function hasUser(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query(sql`select from access_user where id = ${id}`)).length === 1;
}

/** Removes an account with its contacts, who stay persons. */
export async function deleteAccountRow(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from account where id = ${id}`);
}

/** Who speaks for the account, those merged into somebody by their tops. */
export function listContacts(tx: Tx, accountId: string): Promise<{ personId: string; role: string; since: Date }[]> {
  return tx.query(sql`
    select distinct on (coalesce(person.merged_into, person.id)) coalesce(person.merged_into, person.id) as "personId", role, since
    from account_contact join person on person.id = account_contact.person_id
    where account_id = ${accountId} order by coalesce(person.merged_into, person.id), since limit 500`);
}

/** Makes a person speak for an account. */
export async function putContactRow(
  tx: Tx,
  contact: { readonly accountId: string; readonly personId: string; readonly role: string; readonly now: Date },
): Promise<void> {
  const { accountId, personId, role, now } = contact;
  await tx.execute(sql`
    insert into account_contact (account_id, person_id, role, since) values (${accountId}, ${personId}, ${role}, ${now})
    on conflict (account_id, person_id) do update set role = excluded.role`);
}

/** Ends it. */
export async function deleteContactRows(tx: Tx, accountId: string, personIds: readonly string[]): Promise<number> {
  return tx.execute(
    sql`delete from account_contact where account_id = ${accountId} and person_id = any(${personIds}::uuid[])`,
  );
}

/** Accounts these persons speak for. */
export function listAccountsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ code: string; name: string; role: string }[]> {
  return tx.query(sql`
    select distinct account.code, account.name, c.role from account_contact c join account on account.id = c.account_id
    where c.person_id = any(${personIds}::uuid[]) order by account.name, account.code`);
}
