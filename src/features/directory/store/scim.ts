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

/** Ids of employees by what a provider calls them, or what they are called here: code, address. */
export async function findIdsCalled(
  tx: Tx,
  by: "userName" | "externalId" | "id" | "email",
  value: string,
): Promise<readonly string[]> {
  const told = { userName: sql`lower(user_name) = lower(${value})`, externalId: sql`external_id = ${value}` };
  const own = {
    userName: sql`(lower(member.email) = lower(${value}) or lower(employee.code) = lower(${value})) and scim_user.id is null`,
    externalId: sql`lower(employee.code) = lower(${value}) and scim_user.external_id is null`,
    id: sql`employee.id::text = ${value.toLowerCase()}`,
    email: sql`lower(member.email) = lower(${value})`,
  };
  const inTold = by === "userName" || by === "externalId" ? told[by] : sql`false`;
  const rows = await tx.query<{ id: string }>(sql`
    select id from scim_user where ${inTold}
    union
    select employee.id from staff_member member join reference employee using (id) left join scim_user using (id)
    where ${own[by]}`);
  return rows.map(({ id }) => id);
}

/** Id of the member of staff with this code. */
export async function findIdOfCode(tx: Tx, code: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ id: string }>(sql`
    select id from staff_member join reference using (id) where kind = 'employee' and lower(code) = lower(${code})`);
  return row?.id;
}

export async function putScimUser(tx: Tx, row: ScimRow): Promise<void> {
  await tx.execute(sql`
    insert into scim_user (id, user_name, external_id, given_name, family_name, updated_at)
    values (${row.id}, ${row.userName}, ${row.externalId}, ${row.givenName}, ${row.familyName}, ${row.updatedAt})
    on conflict (id) do update set user_name = excluded.user_name, external_id = excluded.external_id,
      given_name = excluded.given_name, family_name = excluded.family_name, updated_at = excluded.updated_at`);
}

/** Code of the unit with this code or, where there is only one, this name. */
export async function findUnitCode(tx: Tx, text: string): Promise<string | undefined> {
  const rows = await tx.query<{ code: string }>(sql`
    select code from reference where kind = 'unit' and (lower(code) = lower(${text}) or name = ${text})
    order by lower(code) = lower(${text}) desc limit 2`);
  return rows[0]?.code;
}
