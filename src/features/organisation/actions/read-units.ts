import { createHash } from "node:crypto";

import { requirePermission, unitScope } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Tree, Unit, UnitBrief, UnitLine } from "../contract.ts";
import { belongingOn, dawn, never, placementOn, type Day } from "../rules/forest.ts";
import { childrenOn, countBelow, stateOn } from "../rules/tree-view.ts";
import { listCalendarRows, listKindRows } from "../store/hours.ts";
import { findManagerName, listUnmanaged, type TreeUnit } from "../store/units.ts";
import { readForest, sightOf, type TreeNow } from "./forest.ts";
import { unitSources } from "./unit-sources.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * The whole tree that the viewer sees, on one day, in columns: rows lie behind what is above them, siblings by name.
 * 5,000 units take some tens of milliseconds. @throws Refusal `access.forbidden`
 */
export async function readTree({ stores, viewer }: Asker, asOf?: Day): Promise<Tree> {
  requirePermission(viewer, "organisation.read");
  const { tree, kinds, unmanaged } = await stores.postgres.read(async (tx) => ({
    tree: await readForest(tx),
    kinds: await listKindRows(tx),
    unmanaged: new Set(await listUnmanaged(tx)),
  }));
  const day = asOf ?? tree.today;
  const sight = sightOn(tree, viewer, day);
  const order = childrenOn(tree.units, day, sight);
  const rowOf = new Map(order.map(({ unit }, row) => [unit.id, row]));
  const kindRow = new Map(kinds.map(({ id }, row) => [id, row]));
  const known = [...tree.units.values()].filter(
    ({ id, placements }) => placements.length > 0 && (sight === "all" || sight.has(id)),
  );
  return {
    revision: tree.revision,
    asOf: day,
    kinds: kinds.map(({ id, name }) => ({ id, name })),
    ids: order.map(({ unit }) => unit.id),
    codes: order.map(({ unit }) => unit.code),
    names: order.map(({ unit }) => unit.name),
    parents: order.map(({ parent }) => (parent === null ? -1 : (rowOf.get(parent) ?? -1))),
    kindOf: order.map(({ unit }) => (unit.kindId === null ? -1 : (kindRow.get(unit.kindId) ?? -1))),
    unmanaged: order.map(({ unit }) => Number(unmanaged.has(unit.id))),
    absent: known.length - order.length,
  };
}

/** The same as an answer that a browser need not load again while nothing has changed (ETag, 304). */
export async function sendTree(call: Pick<Call, "stores" | "viewer" | "headers">, asOf?: Day): Promise<Response> {
  const body = JSON.stringify(await readTree(call, asOf));
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  const headers = { etag, "cache-control": "private, no-cache", vary: "authorization, cookie" };
  const held = call.headers.get("if-none-match")?.replaceAll("W/", "");
  if (held?.split(/, */).includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
}

/** What a list of units asks for. */
export interface UnitQuery {
  readonly parent?: string | undefined;
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly calendar?: string | undefined;
  readonly state: "open" | "planned" | "closed";
  readonly without?: "manager" | undefined;
  readonly asOf?: Day | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * Units by name within the viewer's sight. @throws Refusal `access.forbidden`, `access.bad_cursor`,
 * `organisation.unit_not_found` for an unknown parent
 */
export async function listUnits(
  { stores, viewer }: Asker,
  query: UnitQuery,
): Promise<{ items: UnitLine[]; nextCursor: string | null; total: number }> {
  requirePermission(viewer, "organisation.read");
  const { tree, kinds, unmanaged, calendars } = await stores.postgres.read(async (tx) => ({
    tree: await readForest(tx),
    kinds: await listKindRows(tx),
    unmanaged: new Set(await listUnmanaged(tx)),
    calendars: query.calendar === undefined ? [] : await listCalendarRows(tx),
  }));
  const day = query.asOf ?? tree.today;
  const sight = sightOn(tree, viewer, day);
  const parent = query.parent ? requireSeen(tree, query.parent, sight).id : null;
  const words = query.search?.trim().toLocaleLowerCase() ?? "";
  const kind = meant(kinds, query.kind);
  const calendar = meant(calendars, query.calendar);
  const tests: ((unit: TreeUnit) => boolean)[] = [
    (unit) => unit.placements.length > 0 && (sight === "all" || sight.has(unit.id)),
    (unit) => stateOn(unit, day) === query.state,
    (unit) => query.parent === undefined || (placementOn(unit, day)?.parent ?? null) === parent,
    (unit) => query.kind === undefined || unit.kindId === (kind?.id ?? ""),
    (unit) => query.calendar === undefined || unit.calendarId === (calendar?.id ?? ""),
    (unit) => query.without === undefined || unmanaged.has(unit.id),
    (unit) => words === "" || `${unit.code}\n${unit.name}`.toLocaleLowerCase().includes(words),
  ];
  const found = [...tree.units.values()].filter((unit) => tests.every((test) => test(unit)));

  const start = query.cursor === undefined ? 0 : startAfter(found, query.cursor);
  const page = found.slice(start, start + query.limit);
  const below = countBelow(tree.units, day);
  const nameOfKind = new Map(kinds.map(({ id, name }) => [id, name]));
  const items = page.map((unit): UnitLine => ({
    ...briefOf(unit),
    kind: nameOfKind.get(unit.kindId ?? "") ?? null,
    parentCode: tree.units.get(placementOn(unit, day)?.parent ?? "")?.code ?? null,
    state: stateOn(unit, day),
    below: below.get(unit.id) ?? 0,
    hasManager: !unmanaged.has(unit.id),
  }));
  const last = page.at(-1);
  const isMore = start + query.limit < found.length;
  return { items, nextCursor: isMore && last !== undefined ? cursorOf(last) : null, total: found.length };
}

/** One unit in full. @throws Refusal `access.forbidden`, `organisation.unit_not_found` also for one out of sight */
export async function readUnit({ stores, viewer }: Asker, code: string, asOf?: Day): Promise<Unit> {
  requirePermission(viewer, "organisation.read");
  return stores.postgres.read((tx) => showUnit(tx, viewer, { code, asOf }));
}

/** The same inside a transaction that has just written it. */
export async function showUnit(
  tx: Tx,
  viewer: Viewer,
  { code, asOf }: { readonly code: string; readonly asOf?: Day | undefined },
): Promise<Unit> {
  const tree = await readForest(tx);
  const day = asOf ?? tree.today;
  const unit = requireSeen(tree, code, sightOn(tree, viewer, day));
  const kind = (await listKindRows(tx)).find(({ id }) => id === unit.kindId);
  const calendars = new Map((await listCalendarRows(tx)).map(({ id, name }) => [id, { id, name }]));
  const path = (belongingOn(tree.units, unit.id, day)?.path ?? []).flatMap((id) => tree.units.get(id) ?? []);
  return {
    ...briefOf(unit),
    kind: kind === undefined ? null : { id: kind.id, name: kind.name },
    state: stateOn(unit, day),
    above: path.filter((one) => one.id !== unit.id).map(briefOf),
    timeZone: unit.timeZone,
    calendar: calendars.get(unit.calendarId ?? "") ?? null,
    effective: effectiveOf(unit, path, { zone: tree.zone, calendars }),
    manager: await managerOf(tx, unit),
    address: unit.address,
    ...lifeOf(tree, unit),
    below: countBelow(tree.units, day).get(unit.id) ?? 0,
    staff: await unitSources.staffOf(tx, { viewer, unitId: unit.id, today: tree.today }),
  };
}

async function managerOf(tx: Tx, { managerEmployee, managerUser }: TreeUnit): Promise<Unit["manager"]> {
  if (managerEmployee === null && managerUser === null) return null;
  const manager = { employee: managerEmployee, user: managerUser };
  return { ...manager, name: (await findManagerName(tx, manager)) ?? null };
}

/** What holds for the unit: its own, else what the nearest above it has. */
function effectiveOf(
  unit: TreeUnit,
  path: readonly TreeUnit[],
  { zone, calendars }: { zone: string; calendars: ReadonlyMap<string, { id: string; name: string }> },
): Unit["effective"] {
  const zoneOwner = path.find((one) => one.timeZone !== null);
  const calendarOwner = path.find((one) => one.calendarId !== null);
  const other = (one: TreeUnit | undefined) => (one === undefined || one.id === unit.id ? null : briefOf(one));
  return {
    timeZone: zoneOwner?.timeZone ?? zone,
    calendar: calendars.get(calendarOwner?.calendarId ?? "") ?? null,
    timeZoneFrom: other(zoneOwner),
    calendarFrom: other(calendarOwner),
  };
}

/** The unit's days: null stands for always and for no end. */
function lifeOf(tree: TreeNow, unit: TreeUnit): Pick<Unit, "validFrom" | "validTo" | "history" | "successors"> {
  const dayOf = (day: Day | undefined) => (day === undefined || day === dawn || day === never ? null : day);
  const named = (id: string | null) => {
    const found = tree.units.get(id ?? "");
    return found === undefined ? null : briefOf(found);
  };
  return {
    validFrom: dayOf(unit.placements[0]?.from),
    validTo: dayOf(unit.placements.at(-1)?.to),
    history: unit.placements.map(({ from, to, parent }) => ({
      from: dayOf(from),
      to: dayOf(to),
      parent: named(parent),
    })),
    successors: unit.successions.flatMap(({ from, successor }) => {
      const next = named(successor);
      return next === null ? [] : [{ ...next, from }];
    }),
  };
}

/** Today's sight, and what lies below those units on the day asked about. */
function sightOn(tree: TreeNow, viewer: Viewer, day: Day): ReadonlySet<string> | "all" {
  return sightOf({ ...tree, today: day }, unitScope(viewer, "organisation.read"));
}

function requireSeen(tree: TreeNow, code: string, sight: ReadonlySet<string> | "all"): TreeUnit {
  const unit = tree.byCode.get(code.trim().toLowerCase());
  if (unit === undefined || (sight !== "all" && !sight.has(unit.id))) throw new Refusal("organisation.unit_not_found");
  return unit;
}

/** The one with this id or name. */
function meant<One extends { readonly id: string; readonly name: string }>(
  all: readonly One[],
  text: string | undefined,
): One | undefined {
  return all.find(({ id, name }) => id === text || name.toLowerCase() === text?.toLowerCase());
}

function briefOf({ id, code, name }: TreeUnit): UnitBrief {
  return { id, code, name };
}

function cursorOf({ code }: TreeUnit): string {
  return Buffer.from(code).toString("base64url");
}

/** Behind the unit of the cursor; refused when that is no longer in the list. */
function startAfter(found: readonly TreeUnit[], cursor: string): number {
  const code = Buffer.from(cursor, "base64url").toString();
  const at = found.findIndex((unit) => unit.code === code);
  if (at < 0) throw new Refusal("access.bad_cursor");
  return at + 1;
}
