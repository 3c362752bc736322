import { fail, succeed, type Outcome } from "#kit/outcome";

import {
  belongingOn,
  dawn,
  isSameBelonging,
  never,
  placementOn,
  stepsOf,
  type Day,
  type Forest,
  type Placement,
  type Standing,
} from "./forest.ts";

/** A tree that is being changed. Rules change it in place and check it when all is done. */
export type Growing = Map<string, Standing>;

/** Why the tree cannot be changed so. */
export type Misgrowth =
  | "organisation.cycle"
  | "organisation.parent_not_open"
  | "organisation.open_below"
  | "organisation.not_open"
  | "organisation.already_open";

/** Ids of units in the new tree with a reason; the caller knows their codes. */
export type Grown = Outcome<null, Misgrowth>;

/** A new unit, from this day on. */
export function plant(tree: Growing, id: string, { from, parent }: { from: Day; parent: string | null }): void {
  tree.set(id, { placements: [{ from, to: never, parent }], successions: [] });
}

/** These units lie below another one from this day on, until they close; later moves that were planned give way. */
export function move(
  tree: Growing,
  ids: readonly string[],
  { from, parent }: { from: Day; parent: string | null },
): Grown {
  for (const id of ids) {
    const unit = tree.get(id);
    if (unit === undefined || placementOn(unit, from) === undefined) return fail("organisation.not_open", { id, from });
    write(tree, id, { placements: unit.placements.flatMap((one) => reparented(one, { from, parent })) });
  }
  return succeed(null);
}

/**
 * From this day on these units are one: what lay below them lies below the target, their codes stand for it. A unit that is
 * closed by then only gets a successor.
 */
export function merge(tree: Growing, sources: readonly string[], { into, from }: { into: string; from: Day }): Grown {
  for (const id of sources) {
    const source = tree.get(id);
    const placement = source === undefined ? undefined : placementOn(source, from);
    if (id === into || isMergedInto(source, into, from)) continue;
    if (source !== undefined && isClosedFrom(source, from)) {
      const target = tree.get(into);
      if (target === undefined || placementOn(target, from) === undefined)
        return fail("organisation.not_open", { id: into, from });
      write(tree, id, {
        successions: [...source.successions.filter((one) => one.from < from), { from, successor: into }],
      });
      continue;
    }
    if (source === undefined || placement === undefined) return fail("organisation.not_open", { id, from });
    handDown(tree, id, { from, parent: into, into, above: placement.parent });
    write(tree, id, {
      placements: endedAt(source.placements, from),
      successions: [...source.successions.filter((one) => one.from < from), { from, successor: into }],
    });
  }
  return succeed(null);
}

/** From this day on the unit is not open; nothing takes its place. */
export function close(tree: Growing, id: string, from: Day): Grown {
  const unit = tree.get(id);
  if (unit?.placements.at(-1)?.to === from) return succeed(null);
  if (unit === undefined || placementOn(unit, from) === undefined) return fail("organisation.not_open", { id, from });
  write(tree, id, {
    placements: endedAt(unit.placements, from),
    successions: unit.successions.filter((one) => one.from < from),
  });
  return succeed(null);
}

/** Open again from this day on. Doing it again changes nothing. */
export function reopen(tree: Growing, id: string, { from, parent }: { from: Day; parent: string | null }): Grown {
  const unit = tree.get(id) ?? { placements: [], successions: [] };
  const last = unit.placements.at(-1);
  if (last !== undefined && last.from === from && last.parent === parent) return succeed(null);
  if (last !== undefined && last.to > from) return fail("organisation.already_open", { id, from });
  write(tree, id, {
    placements: [...unit.placements, { from, to: never, parent }],
    successions: unit.successions.filter((one) => one.from < from),
  });
  return succeed(null);
}

/** Ids of the units that stand otherwise than before. */
export function writtenIn(before: Forest, after: Forest): readonly string[] {
  return [...after.keys()].filter((id) => !isSameStanding(before.get(id), after.get(id)));
}

/**
 * Whether what was written leaves a forest on every day: nobody below himself, nobody below a unit that is not open.
 * Answers the first thing that is wrong.
 */
export function checkGrowth(after: Forest, written: readonly string[]): Grown {
  const fresh = new Set(written);
  for (const id of written) {
    for (const placement of after.get(id)?.placements ?? []) {
      if (returnsTo(after, id, placement)) return fail("organisation.cycle", { id });
    }
  }
  for (const [id, { placements }] of after) {
    const loose = placements.find((one) => isLoose(after, one, { isFresh: fresh.has(id), fresh }));
    if (loose === undefined) continue;
    const { parent, from } = loose;
    return fresh.has(id)
      ? fail("organisation.parent_not_open", { id, parent, from })
      : fail("organisation.open_below", { id, parent });
  }
  return succeed(null);
}

/** Whether the unit above is not open on some day of the placement; asked of what was written only. */
function isLoose(
  after: Forest,
  { from, to, parent }: Placement,
  { isFresh, fresh }: { isFresh: boolean; fresh: ReadonlySet<string> },
): boolean {
  if (parent === null || (!isFresh && !fresh.has(parent))) return false;
  return !isOpenThrough(after.get(parent), from, to);
}

/** Units whose answers belong elsewhere than before, each with the first day on which they do. */
export function concernedBy(before: Forest, after: Forest): ReadonlyMap<string, Day> {
  const concerned = new Map<string, Day>();
  for (const id of after.keys()) {
    const day = firstDifference(before, after, id);
    if (day !== undefined) concerned.set(id, day);
  }
  return concerned;
}

function firstDifference(before: Forest, after: Forest, id: string): Day | undefined {
  const [old, now] = [stepsOf(before, id), stepsOf(after, id)];
  if (
    old.length === now.length &&
    old.every((step, at) => step.from === now[at]?.from && isSameBelonging(step, now[at]))
  )
    return undefined;
  const days = [...new Set([dawn, ...old.map(({ from }) => from), ...now.map(({ from }) => from)])].toSorted();
  return days.find((day) => {
    const [was, is] = [belongingOn(before, id, day), belongingOn(after, id, day)];
    return was === undefined || is === undefined ? was !== is : !isSameBelonging(was, is);
  });
}

function write(tree: Growing, id: string, standing: Partial<Standing>): void {
  const before = tree.get(id) ?? { placements: [], successions: [] };
  const next = { ...before, ...standing };
  tree.set(id, { ...next, placements: joined(next.placements) });
}

/** What lies below the source comes below the target; when that is the target itself, it comes to where the source was. */
function handDown(
  tree: Growing,
  source: string,
  { from, parent, into, above }: { from: Day; parent: string; into: string; above: string | null },
): void {
  for (const [id, { placements }] of tree) {
    if (!placements.some((one) => one.parent === source && one.to > from)) continue;
    const target = id === into ? above : parent;
    write(tree, id, {
      placements: placements.flatMap((one) =>
        one.parent === source ? reparented(one, { from, parent: target }) : one,
      ),
    });
  }
}

function reparented(
  placement: Placement,
  { from, parent }: { from: Day; parent: string | null },
): readonly Placement[] {
  if (placement.to <= from) return [placement];
  if (placement.from >= from) return [{ ...placement, parent }];
  return [
    { ...placement, to: from },
    { ...placement, from, parent },
  ];
}

function endedAt(placements: readonly Placement[], day: Day): readonly Placement[] {
  return placements.filter(({ from }) => from < day).map((one) => (one.to > day ? { ...one, to: day } : one));
}

function joined(placements: readonly Placement[]): readonly Placement[] {
  const result: Placement[] = [];
  for (const placement of placements) {
    const last = result.at(-1);
    const isOne = last !== undefined && last.to === placement.from && last.parent === placement.parent;
    if (isOne) result[result.length - 1] = { ...last, to: placement.to };
    else result.push(placement);
  }
  return result;
}

/** Whether it was open once and is not on any day from this one on. */
function isClosedFrom({ placements }: Standing, from: Day): boolean {
  const last = placements.at(-1);
  return last !== undefined && last.to <= from;
}

function isMergedInto(source: Standing | undefined, into: string, from: Day): boolean {
  return source?.successions.some((one) => one.from === from && one.successor === into) === true;
}

function isOpenThrough(unit: Standing | undefined, from: Day, to: Day): boolean {
  let reached = from;
  for (const placement of unit?.placements ?? []) {
    if (placement.from <= reached && placement.to > reached) reached = placement.to;
  }
  return reached >= to;
}

function returnsTo(forest: Forest, id: string, { from, to, parent }: Placement, depth = 0): boolean {
  if (parent === null || from >= to) return false;
  if (parent === id || depth > forest.size) return true;
  return (forest.get(parent)?.placements ?? []).some((above) =>
    returnsTo(
      forest,
      id,
      { ...above, from: from > above.from ? from : above.from, to: to < above.to ? to : above.to },
      depth + 1,
    ),
  );
}

function isSameStanding(one: Standing | undefined, other: Standing | undefined): boolean {
  if (one === other) return true;
  return (
    JSON.stringify([one?.placements, one?.successions]) === JSON.stringify([other?.placements, other?.successions])
  );
}
