import { requirePermission } from "#feature/access";
import {
  resolveReferences,
  unitAncestors,
  unitsInScope,
  unitsManagedBy,
  type UnitSources,
} from "#feature/organisation";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import { gapKinds, staffSchema, type Staff, type StaffDetail, type workforceOperations } from "../contract.ts";
import { always, never, postOn } from "../rules/posts.ts";
import {
  countStaff,
  everybody,
  selectStaff,
  selectStaffSlice,
  type StaffFilter,
  type StaffRow,
} from "../store/listing.ts";
import { findEmails, findMembers, findReports } from "../store/members.ts";
import { unitNames } from "../store/units.ts";
import { todayOf } from "./today.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * Members of staff by name within the viewer's units.
 * @throws Refusal `access.forbidden`, `workforce.unknown_unit` also for a unit out of sight
 */
export async function listStaff(
  { stores, viewer }: Asker,
  { query }: OperationInput<typeof workforceOperations.listStaff>,
): Promise<OperationOutput<typeof workforceOperations.listStaff>> {
  requirePermission(viewer, "staff.read");
  return stores.postgres.read(async (tx) => {
    const scope = await scopeOf(tx, viewer);
    const filter: StaffFilter = {
      ...everybody(await todayOf(tx, stores)),
      search: query.search === undefined || query.search === "" ? null : query.search,
      units: query.unit === undefined ? null : await unitsUnder(tx, query.unit, scope),
      scope,
      state: query.state,
      gap: query.gap ?? null,
    };
    const rows = await selectStaff(tx, filter, { after: positionOf(query.cursor), limit: query.limit + 1 });
    const items = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? items.at(-1) : undefined;
    const total = await countStaff(tx, filter);
    return { items: items.map(shownOf), nextCursor: last === undefined ? null : cursorOf(last), total };
  });
}

/** How many active members lack something that everybody should have. @throws Refusal `access.forbidden` */
export async function listGaps({
  stores,
  viewer,
}: Asker): Promise<OperationOutput<typeof workforceOperations.listGaps>> {
  requirePermission(viewer, "staff.read");
  return stores.postgres.read(async (tx) => {
    const base = {
      ...everybody(await todayOf(tx, stores)),
      scope: await scopeOf(tx, viewer),
      state: "active",
    } as const;
    const items = [];
    for (const kind of gapKinds) items.push({ kind, count: await countStaff(tx, { ...base, gap: kind }) });
    return { items, nextCursor: null };
  });
}

/**
 * How many work in the unit and below on this day; null unless the viewer may see the staff of that unit. For the page of
 * the unit.
 */
export const staffOfUnit: UnitSources["staffOf"] = async (tx, { viewer, unitId, today }) => {
  if (!viewer.permissions.has("staff.read")) return null;
  const scope = await scopeOf(tx, viewer);
  if (scope !== null && !scope.includes(unitId)) return null;
  const units = await idsUnder(tx, unitId);
  return countStaff(tx, { ...everybody(today), units, scope, state: "active" });
};

/** Id of the unit where an employee works today, for what concerns themselves; null where nobody knows. */
export async function unitOfEmployee(tx: Tx, code: string, now: Date): Promise<string | null> {
  const employee = (await resolveReferences(tx, [{ kind: "employee", code }])).get(`employee:${code}`);
  const [member] = employee === undefined ? [] : await findMembers(tx, [employee.id]);
  const today = await todayOf(tx, { clock: { now: () => now } });
  return postOn(member?.posts ?? [], today)?.unitId ?? null;
}

/** One member of staff in full. @throws Refusal `access.forbidden`, `workforce.not_found` also for those out of sight */
export async function readStaff({ stores, viewer }: Asker, code: string): Promise<StaffDetail> {
  requirePermission(viewer, "staff.read");
  return stores.postgres.read(async (tx) => detailOf(tx, { stores, viewer }, code));
}

/** The same within a transaction. */
export async function detailOf(tx: Tx, { stores, viewer }: Asker, code: string): Promise<StaffDetail> {
  const today = await todayOf(tx, stores);
  const row = await visibleStaff(tx, { viewer, today }, code);
  const [member] = row === undefined ? [] : await findMembers(tx, [row.id]);
  if (row === undefined || member === undefined) throw new Refusal("workforce.not_found");

  const reports = await selectStaff(tx, { ...everybody(today), ids: await findReports(tx, row.id) }, mostReports);
  const names = await unitNames(
    tx,
    member.posts.flatMap(({ unitId }) => unitId ?? []),
  );
  const manages = await unitsManagedBy(tx, { employee: row.code });
  return {
    ...shownOf(row),
    posts: member.posts.map(({ from, to, unitId, position }) => ({
      from: from === always ? null : from,
      to: to === never ? null : to,
      unit: names.get(unitId ?? "") ?? null,
      position,
    })),
    reports: reports.map(({ code: of, name }) => ({ code: of, name })),
    manages: manages.map(({ code: of, name }) => ({ code: of, name })),
    personId: viewer.permissions.has("people.read") ? member.personId : null,
  };
}

/**
 * Members within the viewer's units by id, with their ids: only these where `ids` is given, active ones or those who left
 * where `state` says so; `total` counts all that fit. For systems that keep a copy of the staff.
 * @throws Refusal `access.forbidden`
 */
export async function staffById(
  tx: Tx,
  { stores, viewer }: Pick<Asker, "viewer"> & { readonly stores: Pick<Asker["stores"], "clock"> },
  wanted: {
    readonly ids?: readonly string[] | undefined;
    readonly state?: "active" | "left" | "all" | undefined;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly StaffRow[]; readonly total: number }> {
  requirePermission(viewer, "staff.read");
  const filter = {
    ...everybody(await todayOf(tx, stores)),
    scope: await scopeOf(tx, viewer),
    ids: wanted.ids ?? null,
    state: wanted.state ?? "all",
  };
  return { items: await selectStaffSlice(tx, filter, wanted), total: await countStaff(tx, filter) };
}

/** Ids of members who have one of these addresses, in sight or not: see them with `staffById`. */
export async function staffIdsByEmail(tx: Tx, emails: readonly string[]): Promise<readonly string[]> {
  const found = await findEmails(
    tx,
    emails.map((email) => email.toLowerCase()),
  );
  return found.map(({ id }) => id);
}

/** The member with this code, while the viewer may see them. */
export async function visibleStaff(
  tx: Tx,
  { viewer, today }: { readonly viewer: Viewer; readonly today: string },
  code: string,
): Promise<StaffRow | undefined> {
  const employee = (await resolveReferences(tx, [{ kind: "employee", code }])).get(`employee:${code}`);
  if (employee === undefined) return undefined;
  const filter = { ...everybody(today), ids: [employee.id], scope: await scopeOf(tx, viewer) };
  return (await selectStaff(tx, filter, { after: null, limit: 1 }))[0];
}

const mostReports = { after: null, limit: 500 } as const;

async function scopeOf(tx: Tx, viewer: Viewer): Promise<readonly string[] | null> {
  const units = await unitsInScope(tx, viewer, "staff.read");
  return units === "all" ? null : units;
}

async function unitsUnder(tx: Tx, code: string, scope: readonly string[] | null): Promise<readonly string[]> {
  const unit = (await resolveReferences(tx, [{ kind: "unit", code }])).get(`unit:${code}`);
  if (unit === undefined || (scope !== null && !scope.includes(unit.id)))
    throw new Refusal("workforce.unknown_unit", {}, [{ field: "query.unit", code: "workforce.unknown_unit" }]);
  return idsUnder(tx, unit.id);
}

async function idsUnder(tx: Tx, unitId: string): Promise<readonly string[]> {
  return [...(await unitAncestors(tx))].filter(([, path]) => path.includes(unitId)).map(([id]) => id);
}

function shownOf(row: StaffRow): Staff {
  return staffSchema.parse(row);
}

function cursorOf({ name, id }: StaffRow): string {
  return Buffer.from(JSON.stringify([name, id])).toString("base64url");
}

function positionOf(cursor: string | undefined): { readonly name: string; readonly id: string } | null {
  if (cursor === undefined) return null;
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof name === "string" && typeof id === "string" && /^[\da-f-]{36}$/.test(id)) return { name, id };
  } catch (error) {
    throw new Refusal("access.bad_cursor", { cause: String(error) });
  }
  throw new Refusal("access.bad_cursor");
}
