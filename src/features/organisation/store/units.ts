import { sql, type Tx } from "#platform/postgres";

import type { Day, Placement, Standing, Succession } from "../rules/forest.ts";

/** A unit with all that the tree needs of it. */
export interface TreeUnit extends Standing {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string | null;
  readonly kindId: string | null;
  readonly calendarId: string | null;
  readonly managerEmployee: string | null;
  readonly managerUser: string | null;
  readonly address: string | null;
}

/** What tells whether a tree that was read is still the tree, and the day it is where the organisation is. */
export interface TreeState {
  readonly revision: string;
  readonly today: Day;
  readonly zone: string;
}

const zone = sql`coalesce((select time_zone from organisation_settings), 'UTC')`;
const state = sql`(select revision from unit_tree)::text as revision, ${zone} as zone,
  (now() at time zone ${zone})::date::text as today`;

/** One row, cheap: asked before every use of the tree. */
export function readTreeState(tx: Tx): Promise<TreeState> {
  return tx.one<TreeState>(sql.prepared("organisation_read_tree_state", sql`select ${state}`));
}

type Row = Omit<TreeUnit, "placements" | "successions"> & {
  readonly p: readonly (readonly [Day, Day, string | null])[] | null;
  readonly s: readonly (readonly [Day, string])[] | null;
};

/** Every unit by name, with the revision they are of: one statement, so that both are of one moment. */
export async function readTreeUnits(tx: Tx): Promise<TreeState & { readonly units: readonly TreeUnit[] }> {
  const { units, ...rest } = await tx.one<TreeState & { units: readonly Row[] }>(sql`
    with p as (
      select unit_id, json_agg(json_build_array(from_day, to_day, parent_id) order by from_day) as p
      from unit_placement group by unit_id
    ), s as (
      select unit_id, json_agg(json_build_array(from_day, successor_id) order by from_day) as s
      from unit_succession group by unit_id
    )
    select ${state}, coalesce((select json_agg(row_to_json(line)) from (
      select reference.id, reference.code, reference.name, reference.time_zone as "timeZone", unit.kind_id as "kindId",
        unit.calendar_id as "calendarId", unit.manager_employee as "managerEmployee", unit.manager_user as "managerUser",
        unit.address, p.p, s.s
      from unit join reference on reference.id = unit.id left join p on p.unit_id = unit.id left join s on s.unit_id = unit.id
      order by lower(reference.name), reference.code) line), '[]'::json) as units`);
  return { ...rest, units: units.map(unitOf) };
}

function unitOf({ p, s, ...row }: Row): TreeUnit {
  return {
    ...row,
    placements: (p ?? []).map(([from, to, parent]): Placement => ({ from, to, parent })),
    successions: (s ?? []).map(([from, successor]): Succession => ({ from, successor })),
  };
}

/** From now on whoever has read the tree reads it again. */
export async function bumpTree(tx: Tx): Promise<void> {
  await tx.execute(sql`update unit_tree set revision = gen_random_uuid()`);
}

/** What a unit is besides where it stands. */
export type UnitRow = Omit<TreeUnit, "placements" | "successions">;

/** Inserts units or writes over those with these ids. */
export async function putUnitRows(tx: Tx, rows: readonly UnitRow[]): Promise<void> {
  const json = JSON.stringify(rows);
  await tx.execute(sql`
    insert into reference (id, kind, code, name, time_zone)
    select id, 'unit', code, name, "timeZone"
    from jsonb_to_recordset(${json}::jsonb) as row (id uuid, code text, name text, "timeZone" text)
    order by lower(code)
    on conflict (kind, lower(code)) do update set name = excluded.name, time_zone = excluded.time_zone, updated_at = now()`);
  await tx.execute(sql`
    insert into unit (id, kind_id, calendar_id, manager_employee, manager_user, address)
    select id, "kindId", "calendarId", "managerEmployee", "managerUser", address
    from jsonb_to_recordset(${json}::jsonb)
      as row (id uuid, "kindId" uuid, "calendarId" uuid, "managerEmployee" text, "managerUser" text, address text)
    on conflict (id) do update set kind_id = excluded.kind_id, calendar_id = excluded.calendar_id,
      manager_employee = excluded.manager_employee, manager_user = excluded.manager_user, address = excluded.address`);
}

/** Makes units of references that are none yet, open always and at the top. */
export async function insertUnits(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`insert into unit (id) select unnest(${ids}::uuid[])`);
  await tx.execute(sql`insert into unit_placement (unit_id, from_day, to_day)
    select unnest(${ids}::uuid[]), '0001-01-01', '9999-12-31'`);
}

/** Writes where these units stand over time, in place of what was there. */
export async function replaceStandings(
  tx: Tx,
  standings: readonly (Standing & { readonly id: string })[],
): Promise<void> {
  const ids = standings.map(({ id }) => id);
  await tx.execute(sql`delete from unit_placement where unit_id = any(${ids}::uuid[])`);
  await tx.execute(sql`delete from unit_succession where unit_id = any(${ids}::uuid[])`);
  const placements = standings.flatMap(({ id, placements }) => placements.map((one) => ({ id, ...one })));
  await tx.execute(sql`
    insert into unit_placement (unit_id, from_day, to_day, parent_id)
    select id, "from", "to", parent from jsonb_to_recordset(${JSON.stringify(placements)}::jsonb)
      as row (id uuid, "from" date, "to" date, parent uuid)`);
  const successions = standings.flatMap(({ id, successions }) => successions.map((one) => ({ id, ...one })));
  await tx.execute(sql`
    insert into unit_succession (unit_id, from_day, successor_id)
    select id, "from", successor from jsonb_to_recordset(${JSON.stringify(successions)}::jsonb)
      as row (id uuid, "from" date, successor uuid)`);
}

/** Ids of units that nobody, or nobody known, is the manager of. */
export async function listUnmanaged(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select unit.id from unit
    where not exists (select from reference where reference.kind = 'employee' and lower(reference.code) = lower(unit.manager_employee))
      and not exists (select from access_user where access_user.id::text = unit.manager_user and access_user.disabled_at is null)`);
  return rows.map(({ id }) => id);
}

/** The manager's name; undefined when nobody is known under it. */
export async function findManagerName(
  tx: Tx,
  { employee, user }: { readonly employee: string | null; readonly user: string | null },
): Promise<string | undefined> {
  const row = await tx.maybeOne<{ name: string }>(sql`
    select name from reference where kind = 'employee' and lower(code) = lower(${employee}::text)
    union all
    select name from access_user where id::text = ${user}::text and disabled_at is null`);
  return row?.name;
}
