import { recordAudit, unitScope } from "#feature/access";
import type { Permission } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Tx } from "#platform/postgres";

import type { Reference, ReferenceKind } from "../contract.ts";
import { belongingOn, placementOn, spansBelow, type Day, type Span, type Step } from "../rules/forest.ts";
import {
  emitReferences,
  findByCode,
  findByName,
  insertReferences,
  listNames,
  type WantedReference,
} from "../store/references.ts";
import { bumpTree, insertUnits, type TreeUnit } from "../store/units.ts";
import { addUnresolved, deleteResolved, subtractUnresolved } from "../store/unresolved.ts";
import { readForest, sightOf, zoneOf } from "./forest.ts";

/** `unit:KYIV-1`: the kind and the code as it was asked for. */
export type ReferenceKey = `${ReferenceKind}:${string}`;

/**
 * What is known under these codes: first by code without case, then by the exact name where only one has it.
 * Three statements at most, however many are asked for. Unknown ones are missing from the map. A unit without a time zone
 * of its own carries the one it inherits.
 */
export async function resolveReferences(
  tx: Tx,
  wanted: readonly WantedReference[],
): Promise<Map<ReferenceKey, Reference>> {
  const found = new Map<ReferenceKey, Reference>();
  const asked = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  for (const find of [findByCode, findByName]) {
    const open = asked.filter((one) => !found.has(keyOf(one)));
    if (open.length === 0) break;
    for (const { index, ...reference } of await find(tx, open)) {
      const one = open[index];
      if (one !== undefined) found.set(keyOf(one), reference);
    }
  }
  return inTheirPlaces(tx, found);
}

/**
 * The same, after creating those that are unknown, under their code as name where none is given. For imports and seeds;
 * answers that came with such a code are projected anew.
 * @throws Refusal `access.forbidden` unless the viewer may import or change the organisation
 */
export async function ensureReferences(
  tx: Tx,
  viewer: Viewer,
  items: readonly (WantedReference & { readonly name?: string | undefined })[],
): Promise<Map<ReferenceKey, Reference>> {
  if (!viewer.permissions.has("imports.run") && !viewer.permissions.has("organisation.write"))
    throw new Refusal("access.forbidden", { permission: "organisation.write" });

  const found = await resolveReferences(tx, items);
  const unknown = items.filter((one) => !found.has(keyOf(one)));
  if (unknown.length === 0) return found;

  const made = await insertReferences(
    tx,
    unknown.map(({ kind, code, name }) => ({ kind, code, name: name ?? code })),
  );
  const ids = made.map((one) => one.id);
  const units = made.filter(({ kind }) => kind === "unit").map(({ id }) => id);
  if (units.length > 0) {
    await insertUnits(tx, units);
    await bumpTree(tx);
  }
  await emitReferences(tx, ids);
  await deleteResolved(tx, ids);
  await recordAudit(tx, viewer, {
    action: "organisation.references_created",
    subjectKind: "reference",
    subjectId: "many",
    details: { count: made.length, kinds: [...new Set(made.map((one) => one.kind))] },
  });
  return resolveReferences(tx, items);
}

/** Notes that an answer came with each of these codes and nothing is known under it. Once for each answer. */
export async function noteUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  if (items.length > 0) await addUnresolved(tx, items);
}

/** The other way: answers that came with these codes have been erased. A code that no other answer has goes with them. */
export async function forgetUnresolved(tx: Tx, items: readonly WantedReference[]): Promise<void> {
  if (items.length > 0) await subtractUnresolved(tx, items);
}

/** The units over time, for whoever asks about many answers. Holds what this transaction saw. */
export interface UnitsOverTime {
  /** Where answers with this unit belong on this day; undefined for a unit that is unknown. */
  unitOn(unitId: string, day: Day): (Pick<Step, "path" | "state"> & { readonly code: string }) | undefined;
  /** The days on which answers of units lie below one of these, with the names those answers may carry. */
  spansBelow(ids: readonly string[]): readonly (Span & { readonly code: string; readonly name: string })[];
}

/** Read once for each state of the tree; asking costs one row and no more. */
export async function unitsOverTime(tx: Tx): Promise<UnitsOverTime> {
  const { units } = await readForest(tx);
  return {
    unitOn: (unitId, day) => {
      const step = belongingOn(units, unitId, day);
      const head = step && units.get(step.path[0] ?? "");
      return step === undefined || head === undefined
        ? undefined
        : { path: step.path, state: step.state, code: head.code };
    },
    spansBelow: (ids) =>
      spansBelow(units, ids).flatMap((span) => {
        const unit = units.get(span.id);
        return unit === undefined ? [] : [{ ...span, code: unit.code, name: unit.name }];
      }),
  };
}

/** Every unit with itself and what lies above it today, nearest first. Of a day: `unitPathOn`, `unitsOverTime`. */
export async function unitAncestors(tx: Tx): Promise<Map<string, readonly string[]>> {
  const { units, today } = await readForest(tx);
  return new Map([...units.keys()].map((id) => [id, belongingOn(units, id, today)?.path ?? [id]]));
}

/** Ids of the unit that answers with this unit belonged to on this day, and of all above it then; nearest first. */
export async function unitPathOn(tx: Tx, unitId: string, day: Day): Promise<readonly string[]> {
  return belongingOn((await readForest(tx)).units, unitId, day)?.path ?? [];
}

/** Who answers for the unit today: an employee by code, a user by id, or nobody (null). */
export async function unitManager(
  tx: Tx,
  unitId: string,
): Promise<{ readonly employee: string } | { readonly user: string } | null> {
  const unit = (await readForest(tx)).units.get(unitId);
  if (unit === undefined) return null;
  if (unit.managerEmployee !== null) return { employee: unit.managerEmployee };
  return unit.managerUser === null ? null : { user: unit.managerUser };
}

/** Units that this employee or user is the manager of, for whoever must find them another. */
export async function unitsManagedBy(
  tx: Tx,
  manager: { readonly employee?: string | undefined; readonly user?: string | undefined },
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> {
  const employee = manager.employee?.toLowerCase();
  const isManaged = (unit: TreeUnit) =>
    (employee !== undefined && unit.managerEmployee?.toLowerCase() === employee) ||
    (manager.user !== undefined && unit.managerUser === manager.user);
  return [...(await readForest(tx)).units.values()].filter(isManaged).map(({ id, code, name }) => ({ id, code, name }));
}

/**
 * Ids of every unit the viewer holds the permission for as the tree stands today, those below its own included; `"all"`
 * when there is no limit.
 */
export async function unitsInScope(tx: Tx, viewer: Viewer, permission: Permission): Promise<"all" | readonly string[]> {
  const scope = unitScope(viewer, permission);
  if (scope === "all") return "all";
  const sight = sightOf(await readForest(tx), scope);
  return sight === "all" ? "all" : [...sight];
}

/** References with the parent that each unit has today. */
export async function placed(tx: Tx, references: readonly Reference[]): Promise<Reference[]> {
  if (!references.some(({ kind }) => kind === "unit")) return [...references];
  const { units, today } = await readForest(tx);
  return references.map((one) => {
    const unit = one.kind === "unit" ? units.get(one.id) : undefined;
    return unit === undefined ? one : { ...one, parentId: placementOn(unit, today)?.parent ?? null };
  });
}

async function inTheirPlaces(tx: Tx, found: Map<ReferenceKey, Reference>): Promise<Map<ReferenceKey, Reference>> {
  if (![...found.values()].some(({ kind }) => kind === "unit")) return found;
  const tree = await readForest(tx);
  for (const [key, one] of found) {
    const unit = one.kind === "unit" ? tree.units.get(one.id) : undefined;
    if (unit === undefined) continue;
    const parentId = placementOn(unit, tree.today)?.parent ?? null;
    found.set(key, { ...one, parentId, timeZone: one.timeZone ?? zoneOf(tree, one.id) });
  }
  return found;
}

/** Names by id; ids that are unknown are missing. */
export async function referenceNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await listNames(tx, ids)).map((row) => [row.id, row.name]));
}

function keyOf({ kind, code }: WantedReference): ReferenceKey {
  return `${kind}:${code}`;
}
