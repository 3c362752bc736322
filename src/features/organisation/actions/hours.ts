import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { isUniqueViolation, type Tx } from "#platform/postgres";

import type { Calendar, UnitKind } from "../contract.ts";
import { belongingOn } from "../rules/forest.ts";
import {
  deleteCalendarRow,
  findCalendar,
  listCalendarRows,
  listKindRows,
  putCalendarRow,
  replaceKinds,
} from "../store/hours.ts";
import { lockTree } from "../store/references.ts";
import { bumpTree } from "../store/units.ts";
import { readForest } from "./forest.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** Kinds of units in their order. @throws Refusal `access.forbidden` */
export async function listUnitKinds({ stores, viewer }: Asker): Promise<{ items: UnitKind[] }> {
  requirePermission(viewer, "organisation.read");
  return { items: await stores.postgres.read(listKindRows) };
}

/**
 * Writes the whole list of kinds. @throws Refusal `access.forbidden`, `organisation.kind_in_use`,
 * `organisation.unknown_kind`, `organisation.name_taken`
 */
export async function putUnitKinds(
  { stores, viewer }: Asker,
  items: readonly { readonly id?: string | undefined; readonly name: string }[],
): Promise<{ items: UnitKind[] }> {
  requireEverywhere(viewer, "organisation.write");
  return stores.postgres.transaction(async (tx) => {
    await lockTree(tx, "unit");
    const before = await listKindRows(tx);
    const kinds = items.map(({ id, name }) => ({ id: id ?? stores.random.uuid(), name }));
    requireNewNames(kinds);
    const stranger = items.find(({ id }) => id !== undefined && !before.some((one) => one.id === id));
    if (stranger !== undefined) throw new Refusal("organisation.unknown_kind", { kind: stranger.name });
    const left = before.find(({ id, units }) => units > 0 && !kinds.some((one) => one.id === id));
    if (left !== undefined) throw new Refusal("organisation.kind_in_use", { count: left.units, name: left.name });

    await replaceKinds(tx, kinds);
    await bumpTree(tx);
    await recordAudit(tx, viewer, {
      action: "organisation.kinds_changed",
      subjectKind: "organisation",
      subjectId: "kinds",
      details: { count: kinds.length },
    });
    return { items: await listKindRows(tx) };
  });
}

/** Working calendars by name. @throws Refusal `access.forbidden` */
export async function listCalendars({ stores, viewer }: Asker): Promise<{ items: (Calendar & { units: number })[] }> {
  requirePermission(viewer, "organisation.read");
  return { items: await stores.postgres.read(listCalendarRows) };
}

/** Creates or changes a calendar. @throws Refusal `access.forbidden`, `organisation.name_taken` */
export async function putCalendar({ stores, viewer }: Asker, calendar: Calendar): Promise<Calendar> {
  requireEverywhere(viewer, "organisation.write");
  const holidays = [...new Map(calendar.holidays.map((day) => [day.date, day])).values()];
  const tidy = { ...calendar, holidays: holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
  try {
    await stores.postgres.transaction(async (tx) => {
      await putCalendarRow(tx, tidy);
      await recordAudit(tx, viewer, {
        action: "organisation.calendar_changed",
        subjectKind: "calendar",
        subjectId: calendar.id,
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error, "calendar_name")) throw error;
    throw new Refusal("organisation.name_taken", { name: calendar.name }, [
      { field: "body.name", code: "organisation.name_taken" },
    ]);
  }
  return tidy;
}

/** Removes a calendar; one that is gone already is fine. @throws Refusal `access.forbidden`, `organisation.calendar_in_use` */
export async function deleteCalendar({ stores, viewer }: Asker, id: string): Promise<{ ok: true }> {
  requireEverywhere(viewer, "organisation.write");
  await stores.postgres.transaction(async (tx) => {
    await lockTree(tx, "unit");
    const units = (await listCalendarRows(tx)).find((one) => one.id === id)?.units;
    if (units === undefined) return;
    if (units > 0) throw new Refusal("organisation.calendar_in_use", { count: units });
    await deleteCalendarRow(tx, id);
    await recordAudit(tx, viewer, { action: "organisation.calendar_removed", subjectKind: "calendar", subjectId: id });
  });
  return { ok: true };
}

/**
 * How a unit works today: the calendar it has or inherits (null: no calendar anywhere above, take `alwaysWorking`) and its
 * time zone.
 */
export async function calendarOf(
  tx: Tx,
  unitId: string,
): Promise<{ readonly calendar: Calendar | null; readonly timeZone: string }> {
  const tree = await readForest(tx);
  const path = belongingOn(tree.units, unitId, tree.today)?.path ?? [];
  const above = path.flatMap((id) => tree.units.get(id) ?? []);
  const calendarId = above.find((unit) => unit.calendarId !== null)?.calendarId ?? null;
  return {
    calendar: calendarId === null ? null : ((await findCalendar(tx, calendarId)) ?? null),
    timeZone: above.find((unit) => unit.timeZone !== null)?.timeZone ?? tree.zone,
  };
}

function requireNewNames(kinds: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of kinds) {
    if (seen.has(name.toLowerCase())) throw new Refusal("organisation.name_taken", { name });
    seen.add(name.toLowerCase());
  }
}
