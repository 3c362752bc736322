import { recordAudit, requirePermission } from "#feature/access";
import { Refusal, type FieldProblem } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { sql, type Tx } from "#platform/postgres";

import type { UnitWish } from "../contract.ts";
import { dawn, placementOn, type Standing } from "../rules/forest.ts";
import { move, plant, type Growing } from "../rules/growth.ts";
import { listCalendarRows, listKindRows } from "../store/hours.ts";
import { emitReferences } from "../store/references.ts";
import { bumpTree, putUnitRows, type TreeUnit } from "../store/units.ts";
import { deleteResolved } from "../store/unresolved.ts";
import { holdTree, planOver, requireOwn, writePlan, type Plan } from "./tree-writing.ts";
import { properZone } from "./zone.ts";

/** A unit as it is to be, under its code. What is left out stays as it is. */
export interface UnitToPut extends Partial<UnitWish> {
  readonly code: string;
}

/** What a bulk of units did. `changeId` names the change of the tree, null when units stand as before. */
export interface PutUnits {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly changeId: string | null;
}

/**
 * Creates and changes units by their codes, parents in any order, all or none. A new unit stands under its parent from
 * `from` on, or as long as the parent has been there. Another parent is a move from `from` on, or from today; a unit that
 * never had one is placed for all time. For imports and seeds: 5,000 rows take about a second.
 * @throws Refusal `access.forbidden`; for wrong rows `organisation.invalid_units` with fields such as `3.parentCode`, each
 * with its own code (`organisation.unknown_parent`, `.cycle`, `.two_managers`, `.unknown_kind`, `.unknown_calendar`,
 * `.code_taken`, `.unknown_time_zone`, `.not_open`); `organisation.cycle`, `.parent_not_open`
 */
export async function putUnits(tx: Tx, viewer: Viewer, many: readonly UnitToPut[]): Promise<PutUnits> {
  requirePermission(viewer, "organisation.write");
  const draft = await draftOf(tx, many);
  if (draft.problems.length > 0)
    throw new Refusal("organisation.invalid_units", { count: new Set(draft.problems.map(rowOf)).size }, draft.problems);
  return writeDraft(tx, viewer, draft);
}

/** What is wrong with these rows, nothing written: for a preview. Fields as in the refusal of `putUnits`. */
export async function checkUnits(tx: Tx, viewer: Viewer, many: readonly UnitToPut[]): Promise<readonly FieldProblem[]> {
  requirePermission(viewer, "organisation.write");
  return (await draftOf(tx, many)).problems;
}

interface Draft {
  readonly plan: Plan;
  readonly rows: readonly TreeUnit[];
  readonly created: readonly string[];
  readonly problems: readonly FieldProblem[];
  readonly touched: readonly (string | null)[];
}

async function writeDraft(tx: Tx, viewer: Viewer, { plan, rows, created, touched }: Draft): Promise<PutUnits> {
  requireOwn(plan.before, viewer, touched);
  const changed = rows.filter((row) => !isSameRow(plan.before.units.get(row.id), row));
  if (changed.length > 0) {
    await putUnitRows(tx, changed);
    await bumpTree(tx);
  }
  const codes = plan.written.flatMap((id) => plan.after.get(id)?.code ?? []);
  const action = created.length > 0 && created.length === rows.length && rows.length === 1 ? "create" : "import";
  const one = rows.length === 1 && created.length === 0 ? "move" : action;
  const summary = {
    codes: codes.slice(0, 20),
    to: parentCodes(plan, rows),
    count: plan.written.length,
    from: plan.before.today,
  };
  const changeId = await writePlan(tx, viewer, { plan, action: one, summary });

  const said = changed.filter((row) => isSaidAnew(plan.before.units.get(row.id), row)).map(({ id }) => id);
  if (said.length > 0) {
    await emitReferences(tx, said);
    await deleteResolved(tx, said);
  }
  const all = new Set([...changed.map(({ id }) => id), ...plan.written]);
  const done = { created: created.length, changed: all.size - created.length, unchanged: rows.length - all.size };
  if (all.size > 0) {
    const [first = ""] = all;
    await recordAudit(tx, viewer, {
      action: "organisation.units_put",
      subjectKind: "unit",
      subjectId: all.size === 1 ? first : "many",
      details: done,
    });
  }
  return { ...done, changeId };
}

async function draftOf(tx: Tx, many: readonly UnitToPut[]): Promise<Draft> {
  const tree = await holdTree(tx);
  const words = await wordsOf(tx);
  const ids = await freshIds(tx, many.length);
  const problems: FieldProblem[] = [];
  const rows = new Map<string, Wanted>();
  for (const [index, wish] of many.entries()) {
    const key = wish.code.trim().toLowerCase();
    const before = tree.byCode.get(key);
    const twin = rows.get(key);
    if (twin !== undefined) problems.push(...twinProblems(twin.wish, wish, index));
    else {
      const { row, wrong } = await rowFrom(tx, { wish, before, id: ids[index] ?? "", words });
      problems.push(...wrong.map((one) => ({ ...one, field: `${index}.${one.field}` })));
      rows.set(key, { index, wish, row, before });
    }
  }

  const placing: Placing = {
    tree: new Map<string, Standing>(tree.units),
    today: tree.today,
    rows,
    byCode: tree.byCode,
  };
  const state = new Map<string, "open" | "done">();
  for (const key of rows.keys()) placeRow(placing, key, { state, problems });
  const fresh = [...rows.values()].map(({ row }) => row);
  const plan =
    problems.length > 0
      ? { before: tree, after: tree.units, written: [] }
      : planOver(tree, { fresh, run: (growing) => adopt(growing, placing.tree), field: "parentCode" });
  const created = [...rows.values()].filter(({ before }) => before === undefined).map(({ row }) => row.id);
  return { plan, rows: fresh, created, problems, touched: touchedBy(plan, rows) };
}

interface Wanted {
  readonly index: number;
  readonly wish: UnitToPut;
  readonly row: TreeUnit;
  readonly before: TreeUnit | undefined;
}

interface Placing {
  readonly tree: Growing;
  readonly today: string;
  readonly rows: ReadonlyMap<string, Wanted>;
  readonly byCode: ReadonlyMap<string, TreeUnit>;
}

interface Walk {
  readonly state: Map<string, "open" | "done">;
  readonly problems: FieldProblem[];
}

/** Places a row's unit after its parent's; a way back to itself is a circle. */
function placeRow(placing: Placing, key: string, walk: Walk): void {
  const wanted = placing.rows.get(key);
  if (wanted === undefined || walk.state.get(key) === "done") return;
  const parentKey = wanted.wish.parentCode?.trim().toLowerCase();
  const isCircle = parentKey === key || walk.state.get(key) === "open";
  walk.state.set(key, "open");
  if (!isCircle && parentKey !== undefined && placing.rows.get(parentKey)?.before === undefined)
    placeRow(placing, parentKey, walk);
  if (walk.state.get(key) !== "open") return;
  walk.state.set(key, "done");
  const problem = isCircle ? problemAt(wanted, "parentCode", "cycle") : placeAlone(placing, wanted, parentKey);
  if (problem !== undefined) walk.problems.push(problem);
}

function placeAlone(placing: Placing, wanted: Wanted, parentKey: string | undefined): FieldProblem | undefined {
  const parent = parentKey === undefined ? null : (placing.byCode.get(parentKey) ?? placing.rows.get(parentKey)?.row);
  if (parent === undefined) return problemAt(wanted, "parentCode", "unknown_parent");
  return place(placing, wanted, parent?.id ?? null) ? undefined : problemAt(wanted, "from", "not_open");
}

function problemAt({ index }: Wanted, field: string, code: string): FieldProblem {
  return { field: `${index}.${field}`, code: `organisation.${code}` };
}

/** False when the unit is not open on the day of the move. */
function place({ tree, today }: Placing, { wish, row }: Wanted, parent: string | null): boolean {
  const held = tree.get(row.id);
  const above = parent === null ? undefined : tree.get(parent);
  const parentFirst = above?.placements[0]?.from ?? dawn;
  if (held === undefined || held.placements.length === 0) {
    plant(tree, row.id, { from: wish.from ?? parentFirst, parent });
    return true;
  }
  if (wish.parentCode === undefined) return true;
  const from = wish.from ?? (isUnplaced(held) ? parentFirst : today);
  return standsThere(held, { from: wish.from, parent }) || move(tree, [row.id], { from, parent }).ok;
}

/** It came with answers or a list, always at the top: nobody has said yet where it stands. */
function isUnplaced({ placements }: Standing): boolean {
  const [first] = placements;
  return placements.length === 1 && first?.from === dawn && first.parent === null;
}

function standsThere(held: Standing, { from, parent }: { from: string | undefined; parent: string | null }): boolean {
  const placement = from === undefined ? held.placements.at(-1) : placementOn(held, from);
  return placement?.parent === parent;
}

interface Words {
  readonly kinds: ReadonlyMap<string, string>;
  readonly calendars: ReadonlyMap<string, string>;
  readonly zones: Map<string, string | undefined>;
}

async function wordsOf(tx: Tx): Promise<Words> {
  const named = (items: readonly { id: string; name: string }[]) =>
    new Map(items.flatMap(({ id, name }) => [[id, id] as const, [name.toLowerCase(), id] as const]));
  return { kinds: named(await listKindRows(tx)), calendars: named(await listCalendarRows(tx)), zones: new Map() };
}

async function rowFrom(
  tx: Tx,
  { wish, before, id, words }: { wish: UnitToPut; before: TreeUnit | undefined; id: string; words: Words },
): Promise<{ row: TreeUnit; wrong: readonly FieldProblem[] }> {
  const wrong: FieldProblem[] = [];
  const look = (field: "kind" | "calendar", held: string | null): string | null => {
    const text = wish[field];
    if (text === undefined) return held;
    if (text === null || text.trim() === "") return null;
    const found = words[`${field}s`].get(text.trim().toLowerCase());
    if (found === undefined) wrong.push({ field, code: `organisation.unknown_${field}` });
    return found ?? null;
  };
  const zone = await zoneIn(tx, wish.timeZone, words);
  if (zone === undefined && wish.timeZone) wrong.push({ field: "timeZone", code: "organisation.unknown_time_zone" });
  if (wish.manager?.employee !== undefined && wish.manager.user !== undefined)
    wrong.push({ field: "manager", code: "organisation.two_managers" });

  const held = before ?? blank(id, wish.code.trim());
  const row: TreeUnit = {
    ...held,
    name: wish.name ?? held.name,
    timeZone: wish.timeZone === undefined ? held.timeZone : (zone ?? null),
    kindId: look("kind", held.kindId),
    calendarId: look("calendar", held.calendarId),
    ...managerIn(wish, held),
    address: wish.address === undefined ? held.address : wish.address,
    placements: [],
    successions: [],
  };
  return { row, wrong };
}

function blank(id: string, code: string): TreeUnit {
  const nothing = { timeZone: null, kindId: null, calendarId: null, managerEmployee: null, managerUser: null };
  return { id, code, name: code, ...nothing, address: null, placements: [], successions: [] };
}

function managerIn({ manager }: UnitToPut, { managerEmployee, managerUser }: TreeUnit) {
  if (manager === undefined) return { managerEmployee, managerUser };
  return { managerEmployee: manager?.employee ?? null, managerUser: manager?.user ?? null };
}

async function zoneIn(tx: Tx, zone: string | null | undefined, { zones }: Words): Promise<string | undefined> {
  if (zone === undefined || zone === null || zone === "") return undefined;
  if (!zones.has(zone)) {
    const known = await properZone(tx, zone).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    zones.set(zone, known);
  }
  return zones.get(zone);
}

function twinProblems(one: UnitToPut, other: UnitToPut, index: number): readonly FieldProblem[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const isManagers = JSON.stringify(one.manager ?? null) !== JSON.stringify(other.manager ?? null);
  return isManagers
    ? [{ field: `${index}.manager`, code: "organisation.two_managers" }]
    : [{ field: `${index}.code`, code: "organisation.code_taken" }];
}

function adopt(growing: Growing, placed: Growing): { ok: true; value: null } {
  for (const [id, standing] of placed) growing.set(id, standing);
  return { ok: true, value: null };
}

/** Units the rows change, and what they are put under: both must be the viewer's. */
function touchedBy(plan: Plan, rows: ReadonlyMap<string, Wanted>): readonly (string | null)[] {
  const written = new Set(plan.written);
  return [...rows.values()].flatMap(({ row, before }) => {
    const parent = plan.after.get(row.id)?.placements.at(-1)?.parent ?? null;
    const isNewParent = parent !== null && plan.before.units.get(parent) === undefined;
    const above = written.has(row.id) && !isNewParent ? [parent] : [];
    return before === undefined ? above : [row.id, ...above];
  });
}

function parentCodes(plan: Plan, rows: readonly TreeUnit[]): readonly string[] {
  if (rows.length !== 1) return [];
  const parent = plan.after.get(rows[0]?.id ?? "")?.placements.at(-1)?.parent;
  return parent === null || parent === undefined ? [] : [plan.after.get(parent)?.code ?? ""];
}

function isSameRow(before: TreeUnit | undefined, row: TreeUnit): boolean {
  return before !== undefined && told.every((field) => before[field] === row[field]);
}

const told = [
  "name",
  "timeZone",
  "kindId",
  "calendarId",
  "managerEmployee",
  "managerUser",
  "address",
] as const satisfies readonly (keyof TreeUnit)[];

/** Answers find a unit by its code or its name, and take its zone: then they are projected anew. */
function isSaidAnew(before: TreeUnit | undefined, row: TreeUnit): boolean {
  return before === undefined || before.name !== row.name || before.timeZone !== row.timeZone;
}

async function freshIds(tx: Tx, count: number): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`select uuidv7() as id from generate_series(1, ${count})`);
  return rows.map(({ id }) => id);
}

function rowOf({ field }: FieldProblem): string {
  return field.slice(0, field.indexOf("."));
}
