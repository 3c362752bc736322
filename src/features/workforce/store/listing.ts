import { sql, type Sql, type Tx } from "#platform/postgres";

import type { gapKinds, Staff } from "../contract.ts";

type Gap = (typeof gapKinds)[number];

/** Which members are wanted, as of today. */
export interface StaffFilter {
  readonly today: string;
  readonly search: string | null;
  /** Ids of units with everything below them; null: anywhere. */
  readonly units: readonly string[] | null;
  /** Ids of the units whose people may be seen; null: all. */
  readonly scope: readonly string[] | null;
  readonly state: "active" | "left" | "all";
  readonly gap: Gap | null;
  /** Only these; null: all. */
  readonly ids: readonly string[] | null;
}

/** Everybody there is, as of a day. */
export function everybody(today: string): StaffFilter {
  return { today, search: null, units: null, scope: null, state: "all", gap: null, ids: null };
}

/** A member as the list shows one. */
export interface StaffRow extends Staff {
  readonly id: string;
}

/** A page by name; `after` is the last row of the page before. */
export function selectStaff(
  tx: Tx,
  filter: StaffFilter,
  page: { readonly after: { readonly name: string; readonly id: string } | null; readonly limit: number },
): Promise<StaffRow[]> {
  const { name = null, id = null } = page.after ?? {};
  return tx.query<StaffRow>(sql`
    select employee.id, employee.code, employee.name, member.email, coalesce(post.position, '') as position,
      case when unit.id is null then null else jsonb_build_object('code', unit.code, 'name', unit.name) end as unit,
      case when manager.id is null then null else jsonb_build_object('code', manager.code, 'name', manager.name) end as manager,
      member.hired_on::text as "hiredOn", member.left_on::text as "leftOn", member.skills, member.languages
    ${from(filter)}
      and (${name}::text is null or (employee.name, employee.id) > (${name}::text, ${id}::uuid))
    order by employee.name, employee.id limit ${page.limit}`);
}

/** So many by id, behind so many others; for readers that count instead of following a cursor. */
export async function selectStaffSlice(
  tx: Tx,
  filter: StaffFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<StaffRow[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select member.id ${from(filter)} order by member.id offset ${page.offset} limit ${page.limit}`,
  );
  const ids = rows.map(({ id }) => id);
  const found = await selectStaff(tx, { ...filter, ids }, { after: null, limit: ids.length });
  return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** How many there are. */
export async function countStaff(tx: Tx, filter: StaffFilter): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`select count(*)::int as count ${from(filter)}`);
  return count;
}

/** Members with the post they hold today, or held last, or will hold first. */
function from(filter: StaffFilter): Sql {
  const { today } = filter;
  return sql`
    from staff_member member
    join reference employee on employee.id = member.id
    left join lateral (
      select unit_id, position from staff_post where staff_id = member.id
      order by (from_day <= ${today}::date and ${today}::date < to_day) desc, (to_day <= ${today}::date) desc, from_day desc
      limit 1
    ) post on true
    left join reference unit on unit.id = post.unit_id
    left join staff_member leader on leader.id = member.manager_id
    left join reference manager on manager.id = leader.id
    where ${sql.join(conditions(filter), " and ")}`;
}

function conditions({ today, search, units, scope, state, gap, ids }: StaffFilter): readonly Sql[] {
  const parts = [sql`true`];
  if (ids !== null) parts.push(sql`member.id = any (${ids}::uuid[])`);
  if (search !== null) {
    const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    parts.push(
      sql`(employee.name ilike ${pattern}::text or employee.code ilike ${pattern}::text or member.email ilike ${pattern}::text)`,
    );
  }
  if (units !== null) parts.push(sql`post.unit_id = any (${units}::uuid[])`);
  if (scope !== null) parts.push(sql`post.unit_id = any (${scope}::uuid[])`);
  const left = sql`coalesce(member.left_on <= ${today}::date, false)`;
  if (state === "left") parts.push(left);
  if (state === "active") parts.push(sql`not ${left}`);
  if (gap !== null) parts.push(gapSql(gap, today));
  return parts;
}

function gapSql(gap: Gap, today: string): Sql {
  switch (gap) {
    case "no-manager":
      return sql`member.manager_id is null`;
    case "manager-left":
      return sql`coalesce(leader.left_on <= ${today}::date, false)`;
    case "no-unit":
      return sql`post.unit_id is null`;
    case "unit-closed":
      return sql`(post.unit_id is not null and not exists (select from unit_placement placement
        where placement.unit_id = post.unit_id and placement.from_day <= ${today}::date and ${today}::date < placement.to_day))`;
  }
}
