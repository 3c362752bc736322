import { sql, type Sql, type Tx } from "#platform/postgres";

import type { AttributeValue, Identity, PersonRole, Preferences } from "../contract.ts";
import { anyMember, hasRole, isSeen, isSeenAsCustomer, type Sight } from "./visibility.ts";

/** A person with everything this slice shows of them in a list, merged persons included. */
export interface PersonRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly displayName: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly homeUnitId: string | null;
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly attributes: Record<string, AttributeValue>;
  readonly preferences: Preferences;
  readonly roles: PersonRole[];
  readonly identities: Identity[];
}

/** These persons in this order; only those who are seen. Nobody who was merged into somebody else. */
export function findPersonRows(tx: Tx, ids: readonly string[], sight: Sight): Promise<PersonRow[]> {
  return tx.query<PersonRow>(sql`
    select p.id, p.created_at as "createdAt", p.display_name as "displayName", p.language, p.time_zone as "timeZone",
      p.home_unit_id as "homeUnitId", unit.code as "unitCode", unit.name as "unitName", p.attributes, p.preferences,
      array(select distinct role from person_role where person_id = ${anyMember} order by role) as roles,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value) from (
        select kind, value from person_identity where person_id = ${anyMember}
        union select kind, value from person_shared_identity where person_id = ${anyMember}) known), '[]') as identities
    from unnest(${ids}::uuid[]) with ordinality wanted (id, place)
    join person p on p.id = wanted.id
    left join reference unit on unit.id = p.home_unit_id and unit.kind = 'unit'
    where ${isSeen(sight)}
    order by wanted.place`);
}

/** The person whom this one was merged into, or themselves; undefined when there is none. */
export async function rootOf(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.maybeOne<{ id: string }>(
    sql`select coalesce(merged_into, id) as id from person where id = ${id}`,
  );
  return row?.id;
}

/** Tops of these persons by id; those who are gone are missing. */
export async function rootsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; root: string }>(
    sql`select id, coalesce(merged_into, id) as root from person where id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, root }) => [id, root]));
}

/** The person and everybody merged into them. */
export async function memberIds(tx: Tx, rootId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from person where id = ${rootId} or merged_into = ${rootId} order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Holds these persons and everybody merged into them until the transaction ends; answers ids with their tops. */
export function lockWithMembers(tx: Tx, rootIds: readonly string[]): Promise<{ id: string; root: string }[]> {
  return tx.query(sql`
    select id, coalesce(merged_into, id) as root from person
    where id = any(${rootIds}::uuid[]) or merged_into = any(${rootIds}::uuid[])
    order by id for update`);
}

/** What narrows a list of persons. */
export interface ListFilter {
  readonly sight: Sight;
  readonly role: PersonRole | undefined;
  /** Over `person p`. */
  readonly condition: Sql | undefined;
}

/** Whether `person p` belongs into such a list. */
export function isListed({ sight, role, condition }: ListFilter): Sql {
  const parts = [condition === undefined ? isSeen(sight) : isSeenAsCustomer(sight)];
  if (role !== undefined) parts.push(hasRole(sql`= ${role}`));
  if (condition !== undefined) parts.push(condition);
  return sql.join(parts, " and ");
}

/** The newest persons after this one. Who sees some units only is shown those who belong to them; others are found. */
export async function listNewest(
  tx: Tx,
  filter: ListFilter,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const { units } = filter.sight;
  const belongs = units === "all" ? sql`true` : sql`p.home_unit_id = any(${units}::uuid[])`;
  const place = after === undefined ? sql`true` : sql`p.id < ${after}::uuid`;
  const rows = await tx.query<{ id: string }>(sql`
    select p.id from person p where ${belongs} and ${isListed(filter)} and ${place} order by p.id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** How many there are, and whether that is an estimate: of very many persons only every fiftieth page is counted. */
export async function countPersons(
  tx: Tx,
  filter: ListFilter,
  isExact: boolean,
): Promise<{ count: number; isEstimate: boolean }> {
  const { rows } = await tx.one<{ rows: number }>(
    sql`select greatest(reltuples, 0)::bigint as rows from pg_class where oid = 'person'::regclass`,
  );
  const isEstimate = !isExact && rows > mostCounted;
  const from = isEstimate ? sql`person p tablesample system (2) repeatable (1)` : sql`person p`;
  const { count } = await tx.one<{ count: number }>(
    sql`select count(*) as count from ${from} where ${isListed(filter)}`,
  );
  return { count: isEstimate ? count * 50 : count, isEstimate };
}

const mostCounted = 200_000;

/** Deletes the person and everybody merged into them, with all that hangs on them here. */
export async function deletePerson(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from person where id = ${id}`);
}

/** Everything that the columns of these persons hold, for whoever asks for a copy. */
export function exportRows(tx: Tx, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  return tx.query(sql`
    select p.id, p.created_at as "createdAt", p.display_name as "displayName", p.language, p.time_zone as "timeZone",
      (select name from reference where id = p.home_unit_id) as "homeUnit",
      coalesce(p.own -> 'attributes', p.attributes) as attributes, p.preferences, p.merged_into as "mergedInto",
      coalesce((select jsonb_agg(to_jsonb(c) - 'person_id' order by at, id) from person_consent c where person_id = p.id), '[]') as consents,
      coalesce((select jsonb_agg(jsonb_build_object('mergedId', merged_id, 'survivorId', survivor_id, 'reason', reason, 'at', at, 'undoneAt', undone_at) order by at)
        from person_merge where survivor_id = p.id or merged_id = p.id), '[]') as merges,
      coalesce((select jsonb_agg(jsonb_build_object('account', account.code, 'role', c.role, 'since', c.since) order by account.code)
        from account_contact c join account on account.id = c.account_id where c.person_id = p.id), '[]') as "contactOf",
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value)
        from person_shared_identity where person_id = p.id), '[]') as "sharedIdentities"
    from person p where p.id = any(${ids}::uuid[]) order by p.id`);
}

/** The moment this transaction began, by the clock of the database. */
export async function momentOf(tx: Tx): Promise<Date> {
  return (await tx.one<{ now: Date }>(sql`select now() as now`)).now;
}

/** So many new ids. */
export async function newIds(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`select uuidv7() as id from generate_series(1, ${count}::int)`);
  return rows.map(({ id }) => id);
}

/** Those of these persons, by any id they ever had, of whom the condition over `person p` holds. */
export async function whichFit(tx: Tx, ids: readonly string[], condition: Sql): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select asked.id from person asked join person p on p.id = coalesce(asked.merged_into, asked.id)
    where asked.id = any(${ids}::uuid[]) and ${condition}`);
  return rows.map(({ id }) => id);
}
