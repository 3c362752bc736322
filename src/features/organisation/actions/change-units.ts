import { requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Random } from "#platform/random";

import type { Effect, TreeChange } from "../contract.ts";
import { belongingOn, openBelow, placementOn } from "../rules/forest.ts";
import { close, merge, move, plant, reopen, type Grown, type Growing } from "../rules/growth.ts";
import { putUnitRows, type TreeUnit } from "../store/units.ts";
import { effectOf } from "./effects.ts";
import { readForest, type TreeNow } from "./forest.ts";
import { holdTree, planOver, requireOwn, unitNamed, writePlan, type Plan } from "./tree-writing.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * Moves, merges, splits, closes or reopens units from a day on. Answers of earlier days stay where they belong; those from
 * that day on are projected anew. The same change again does nothing and answers `changeId` null.
 * @throws Refusal `access.forbidden`, `organisation.unknown_unit`, `organisation.cycle`, `organisation.parent_not_open`,
 * `organisation.open_below`, `organisation.not_open`, `organisation.already_open`, `organisation.code_taken`
 */
export async function changeUnits(
  { stores, viewer }: Asker,
  change: TreeChange,
): Promise<{ changeId: string | null; units: number }> {
  requirePermission(viewer, "organisation.write");
  return stores.postgres.transaction(async (tx) => {
    const { plan, told, fresh } = planChange(await holdTree(tx), change, { viewer, random: stores.random });
    if (fresh.length > 0) await putUnitRows(tx, fresh);
    const summary = { ...told, count: plan.written.length, from: change.from };
    const changeId = await writePlan(tx, viewer, { plan, action: change.action, summary });
    return { changeId, units: plan.written.length };
  });
}

/** What that would do, and nothing done. @throws Refusal as the change itself */
export async function previewChange({ stores, viewer }: Asker, change: TreeChange): Promise<Effect> {
  requirePermission(viewer, "organisation.write");
  const before = await stores.postgres.read(readForest);
  const { plan } = planChange(before, change, { viewer, random: stores.random });
  return effectOf(stores, { before: before.units, after: plan.after, from: change.from });
}

interface Planned {
  readonly plan: Plan;
  readonly told: { readonly codes: readonly string[]; readonly to: readonly string[] };
  readonly fresh: readonly TreeUnit[];
}

interface Planning {
  readonly viewer: Viewer;
  readonly random: Random;
}

function planChange(tree: TreeNow, change: TreeChange, planning: Planning): Planned {
  switch (change.action) {
    case "move":
      return planMove(tree, change, planning);
    case "merge":
      return planMerge(tree, change, planning);
    case "split":
      return planSplit(tree, change, planning);
    case "close":
      return planClose(tree, change, planning);
    case "reopen":
      return planReopen(tree, change, planning);
  }
}

type Of<Action extends TreeChange["action"]> = Extract<TreeChange, { action: Action }>;

function planMove(tree: TreeNow, { codes, parentCode, from }: Of<"move">, { viewer }: Planning): Planned {
  const units = unitsNamed(tree, codes);
  const parent = parentCode === null ? null : unitNamed(tree, parentCode, "body.parentCode").id;
  requireOwn(tree, viewer, [...units.map(({ id }) => id), parent]);
  const run = (growing: Growing) => move(growing, idsOf(units), { from, parent });
  const plan = planOver(tree, { fresh: [], run, field: "body.parentCode" });
  return { plan, told: { codes: codesOf(units), to: parentCode === null ? [] : [parentCode] }, fresh: [] };
}

function planMerge(tree: TreeNow, { codes, into, from }: Of<"merge">, { viewer, random }: Planning): Planned {
  const units = unitsNamed(tree, codes);
  const existing = targetNamed(tree, into, from);
  const target = existing ?? unitLike(into, random);
  requireOwn(tree, viewer, [...idsOf(units), ...(existing === undefined ? [] : [target.id])]);
  const first = units[0];
  const parent = (first && belongingOn(tree.units, first.id, from)?.path[1]) ?? null;
  const run = (growing: Growing): Grown => {
    if (target.placements.length === 0) plant(growing, target.id, { from, parent });
    return merge(growing, idsOf(units), { into: target.id, from });
  };
  const fresh = existing === undefined ? [target] : [];
  const plan = planOver(tree, { fresh, run, field: "body.into.code" });
  return { plan, told: { codes: codesOf(units), to: [target.code] }, fresh };
}

/** The unit to merge into; undefined for one that is to be made. It must be open on that day, or never have been. */
function targetNamed(tree: TreeNow, into: Of<"merge">["into"], from: string): TreeUnit | undefined {
  const existing = tree.byCode.get(into.code.toLowerCase());
  if (existing === undefined) return into.name === undefined ? unitNamed(tree, into.code, "body.into.code") : undefined;
  if (existing.placements.length === 0 || placementOn(existing, from) !== undefined) return existing;
  throw new Refusal("organisation.not_open", { code: existing.code, from }, [
    { field: "body.into.code", code: "organisation.not_open" },
  ]);
}

function planSplit(tree: TreeNow, { code, parts, from }: Of<"split">, { viewer, random }: Planning): Planned {
  const unit = unitNamed(tree, code, "body.code");
  requireOwn(tree, viewer, [unit.id]);
  const parent = placementOn(unit, from)?.parent ?? unit.placements.findLast((one) => one.to === from)?.parent ?? null;
  const resolved = parts.map((part, index) => ({
    ...part,
    unit: partOf(tree, part, { unit, parent, from, random, index }),
  }));
  const goesOn = resolved.some((part) => part.unit.id === unit.id);
  const heir = resolved.find((part) => part.unit.id === unit.id) ?? resolved[0];

  const run = (growing: Growing): Grown => {
    for (const part of resolved)
      if ((growing.get(part.unit.id)?.placements.length ?? 0) === 0) plant(growing, part.unit.id, { from, parent });
    const children = openChildren(tree, unit.id, from);
    for (const part of resolved) {
      const named = part.children.map((child, at) =>
        unitNamed(tree, child, `body.parts.${parts.indexOf(part)}.children.${at}`),
      );
      const rest = part === heir ? children.filter((child) => !isChosen(tree, resolved, child)) : [];
      const moved = move(growing, [...idsOf(named), ...rest], { from, parent: part.unit.id });
      if (!moved.ok) return moved;
    }
    return goesOn ? { ok: true, value: null } : close(growing, unit.id, from);
  };
  const fresh = resolved.map((part) => part.unit).filter((one) => !tree.units.has(one.id));
  const plan = planOver(tree, { fresh, run, field: "body.parts" });
  return { plan, told: { codes: [unit.code], to: resolved.map((part) => part.unit.code) }, fresh };
}

function planClose(tree: TreeNow, { codes, withBelow, from }: Of<"close">, { viewer }: Planning): Planned {
  const units = unitsNamed(tree, codes);
  requireOwn(tree, viewer, idsOf(units));
  const all = withBelow ? [...new Set([...idsOf(units), ...openBelow(tree.units, idsOf(units), from)])] : idsOf(units);
  const run = (growing: Growing) => firstFailure(all, (id) => close(growing, id, from));
  const plan = planOver(tree, { fresh: [], run, field: "body.codes" });
  return { plan, told: { codes: codesOf(units), to: [] }, fresh: [] };
}

function planReopen(tree: TreeNow, { code, parentCode, from }: Of<"reopen">, { viewer }: Planning): Planned {
  const unit = unitNamed(tree, code, "body.code");
  const last = unit.placements.at(-1)?.parent ?? null;
  const parent = typeof parentCode === "string" ? unitNamed(tree, parentCode, "body.parentCode").id : last;
  const wanted = parentCode === null ? null : parent;
  requireOwn(tree, viewer, [unit.id, wanted]);
  const run = (growing: Growing) => reopen(growing, unit.id, { from, parent: wanted });
  const plan = planOver(tree, { fresh: [], run, field: "body.from" });
  const above = wanted === null ? undefined : tree.units.get(wanted);
  return { plan, told: { codes: [unit.code], to: above === undefined ? [] : [above.code] }, fresh: [] };
}

/** A part of a split: the unit itself, a new one, or (the same split again) one that came from it on that day. */
function partOf(
  tree: TreeNow,
  part: { code: string; name: string },
  {
    unit,
    parent,
    from,
    random,
    index,
  }: { unit: TreeUnit; parent: string | null; from: string; random: Random; index: number },
): TreeUnit {
  const existing = tree.byCode.get(part.code.toLowerCase());
  if (existing === undefined) return unitLike(part, random);
  const only = existing.placements[0];
  const isSamePart = only === undefined || (only.from === from && only.parent === parent);
  if (existing.id === unit.id || isSamePart) return existing;
  throw new Refusal("organisation.code_taken", { code: existing.code }, [
    { field: `body.parts.${index}.code`, code: "organisation.code_taken" },
  ]);
}

function openChildren(tree: TreeNow, id: string, day: string): readonly string[] {
  return [...tree.units.values()].filter((unit) => placementOn(unit, day)?.parent === id).map((unit) => unit.id);
}

function isChosen(tree: TreeNow, parts: readonly { readonly children: readonly string[] }[], id: string): boolean {
  const code = tree.units.get(id)?.code.toLowerCase();
  return parts.some(({ children }) => children.some((child) => child.toLowerCase() === code));
}

function unitsNamed(tree: TreeNow, codes: readonly string[]): readonly TreeUnit[] {
  const units = codes.map((code, index) => unitNamed(tree, code, `body.codes.${index}`));
  return [...new Set(units)];
}

function firstFailure(ids: readonly string[], run: (id: string) => Grown): Grown {
  for (const id of ids) {
    const done = run(id);
    if (!done.ok) return done;
  }
  return { ok: true, value: null };
}

function unitLike({ code, name }: { code: string; name?: string | undefined }, random: Random): TreeUnit {
  const nothing = {
    timeZone: null,
    kindId: null,
    calendarId: null,
    managerEmployee: null,
    managerUser: null,
    address: null,
  };
  return { id: random.uuid(), code, name: name ?? code, ...nothing, placements: [], successions: [] };
}

function idsOf(units: readonly TreeUnit[]): string[] {
  return units.map(({ id }) => id);
}

function codesOf(units: readonly TreeUnit[]): string[] {
  return units.map(({ code }) => code);
}
