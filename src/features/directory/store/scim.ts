import { sql, type Tx } from "#platform/postgres";

/** What an identity provider said of a member of staff. */
export interface ScimRow {
  readonly id: string;
  readonly userName: string;
  readonly externalId: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly updatedAt: Date;
}

export function findScimUsers(tx: Tx, ids: readonly string[]): Promise<ScimRow[]> {
  return tx.query<ScimRow>(sql`
    select id, user_name as "userName", external_id as "externalId", given_name as "givenName",
      family_name as "familyName", updated_at as "updatedAt"
    from scim_user where id = any (${ids}::uuid[])`);
}

/** Ids of those whom a provider calls so. */
export async function findIdsTold(tx: Tx, by: "userName" | "externalId", value: string): Promise<readonly string[]> {
  const test = by === "userName" ? sql`lower(user_name) = lower(${value})` : sql`external_id = ${value}`;
  const rows = await tx.query<{ id: string }>(sql`select id from scim_user where ${test}`);
  return rows.map(({ id }) => id);
}

export async function putScimUser(tx: Tx, row: ScimRow): Promise<void> {
  await tx.execute(sql`
    insert into scim_user (id, user_name, external_id, given_name, family_name, updated_at)
    values (${row.id}, ${row.userName}, ${row.externalId}, ${row.givenName}, ${row.familyName}, ${row.updatedAt})
    on conflict (id) do update set user_name = excluded.user_name, external_id = excluded.external_id,
      given_name = excluded.given_name, family_name = excluded.family_name, updated_at = excluded.updated_at`);
}
