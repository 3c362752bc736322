import { sql, type Tx } from "#platform/postgres";

import type { Calendar, UnitKind } from "../contract.ts";

/** Kinds of units in their order. */
export function listKindRows(tx: Tx): Promise<UnitKind[]> {
  return tx.query<UnitKind>(sql`
    select id, name, (select count(*) from unit where unit.kind_id = unit_kind.id) as units
    from unit_kind order by position, name`);
}

/** The whole list anew: those left out are gone. */
export async function replaceKinds(
  tx: Tx,
  kinds: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  const ids = kinds.map(({ id }) => id);
  await tx.execute(sql`delete from unit_kind where id <> all(${ids}::uuid[])`);
  // Two kinds may trade names: first none has one that another will want.
  await tx.execute(sql`update unit_kind set name = id::text`);
  await tx.execute(sql`
    insert into unit_kind (id, name, position)
    select id, name, position from unnest(${ids}::uuid[], ${kinds.map(({ name }) => name)}::text[]) with ordinality as row (id, name, position)
    on conflict (id) do update set name = excluded.name, position = excluded.position`);
}

/** Calendars by name, with how many units name them. */
export function listCalendarRows(tx: Tx): Promise<(Calendar & { units: number })[]> {
  return tx.query(sql`
    select id, name, weekly, holidays, (select count(*) from unit where unit.calendar_id = calendar.id) as units
    from calendar order by lower(name)`);
}

/** The calendar with this id. */
export function findCalendar(tx: Tx, id: string): Promise<Calendar | undefined> {
  return tx.maybeOne<Calendar>(sql`select id, name, weekly, holidays from calendar where id = ${id}`);
}

/** Inserts a calendar or writes over the one with this id. */
export async function putCalendarRow(tx: Tx, { id, name, weekly, holidays }: Calendar): Promise<void> {
  await tx.execute(sql`
    insert into calendar (id, name, weekly, holidays)
    values (${id}, ${name}, ${JSON.stringify(weekly)}::jsonb, ${JSON.stringify(holidays)}::jsonb)
    on conflict (id) do update set name = excluded.name, weekly = excluded.weekly, holidays = excluded.holidays`);
}

/** Removes the calendar, if it is there. */
export async function deleteCalendarRow(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from calendar where id = ${id}`);
}
