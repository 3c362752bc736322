/** A calendar day, YYYY-MM-DD; days compare as texts. */
export type Day = string;

/** Before every day that there is, and after. */
export const dawn: Day = "0001-01-01";
export const never: Day = "9999-12-31";

/** Where a unit stands on the days from `from` to the one before `to`; `parent` null: at the top. */
export interface Placement {
  readonly from: Day;
  readonly to: Day;
  readonly parent: string | null;
}

/** From this day on what comes with the unit's code belongs to another one, unless the unit is open again. */
export interface Succession {
  readonly from: Day;
  readonly successor: string;
}

/** What the tree knows of a unit over time. Placements are in order and never overlap; without one it was withdrawn. */
export interface Standing {
  readonly placements: readonly Placement[];
  readonly successions: readonly Succession[];
}

/** The tree over time: on every day a forest. */
export type Forest<Unit extends Standing = Standing> = ReadonlyMap<string, Unit>;

/** Which unit an answer belongs to, and what lies above that unit, nearest first, itself included. */
export interface Belonging {
  readonly path: readonly string[];
  /** `planned`: before it opened; `closed`: after it closed, when nothing took its place. */
  readonly state: "open" | "planned" | "closed";
}

/** The same from one day to the one before another. */
export interface Step extends Belonging {
  readonly from: Day;
  readonly to: Day;
}

/** Days of a unit, from `from` to the one before `to`. */
export interface Span {
  readonly id: string;
  readonly from: Day;
  readonly to: Day;
}

/** Where answers with this unit's code belong on this day; undefined for a unit that the tree does not hold. */
export function belongingOn(forest: Forest, id: string, day: Day): Step | undefined {
  return stepsOf(forest, id).find((step) => step.from <= day && day < step.to);
}

/** The unit's placement on this day; undefined when it is not open. */
export function placementOn({ placements }: Standing, day: Day): Placement | undefined {
  return placements.find((placement) => placement.from <= day && day < placement.to);
}

/**
 * Where answers with this unit's code belong, over all time: as it stood while it was open; at its successor after it was
 * merged; as on its last day after it was closed; by itself before it opened.
 */
export function stepsOf(forest: Forest, id: string): readonly Step[] {
  const known = memory.get(forest) ?? new Map<string, readonly Step[]>();
  memory.set(forest, known);
  const held = known.get(id);
  if (held !== undefined) return held;
  if (!forest.has(id)) return [];

  const steps = joined([...lifeWithin(forest, id, { from: dawn, to: never, depth: 0 })]);
  known.set(id, steps);
  return steps;
}

/** Days on which units' answers lie below one of these units, whatever the units are called today. */
export function spansBelow(forest: Forest, ids: readonly string[]): readonly Span[] {
  const wanted = new Set(ids);
  const spans: Span[] = [];
  for (const id of forest.keys()) {
    for (const { from, to, path } of stepsOf(forest, id)) {
      if (!path.some((one) => wanted.has(one))) continue;
      const last = spans.at(-1);
      if (last?.id === id && last.to === from) spans[spans.length - 1] = { ...last, to };
      else spans.push({ id, from, to });
    }
  }
  return spans;
}

/** The units open on this day that are one of these or lie below. */
export function openBelow(forest: Forest, ids: readonly string[], day: Day): readonly string[] {
  const wanted = new Set(ids);
  return [...forest.keys()].filter((id) => {
    const step = belongingOn(forest, id, day);
    return step?.state === "open" && step.path[0] === id && step.path.some((one) => wanted.has(one));
  });
}

/** Steps that touch and say the same become one. */
function joined(steps: readonly Step[]): readonly Step[] {
  const result: Step[] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (last !== undefined && isSameBelonging(last, step)) result[result.length - 1] = { ...last, to: step.to };
    else result.push(step);
  }
  return result;
}

/** Whether both belong to the same unit, with the same above it. */
export function isSameBelonging(one: Belonging, other: Belonging): boolean {
  return (
    one.state === other.state &&
    one.path.length === other.path.length &&
    one.path.every((id, index) => id === other.path[index])
  );
}

const memory = new WeakMap<Forest, Map<string, readonly Step[]>>();

/** Days that are asked about, and through how many successors one came to ask. */
interface Window {
  readonly from: Day;
  readonly to: Day;
  readonly depth: number;
}

/** Units that took each other's places in a circle on the same days would be asked for ever. */
const mostSuccessors = 100;

/** A unit's steps on these days only: two units may have taken each other's places one after the other. */
function* lifeWithin(forest: Forest, id: string, window: Window): Generator<Step> {
  const unit = forest.get(id);
  if (unit === undefined || window.depth > mostSuccessors) {
    yield alone(id, window.from, window.to);
    return;
  }
  let reached = dawn;
  let last: Step | undefined;
  for (const placement of [...unit.placements, { from: never, to: never, parent: null }]) {
    if (reached < placement.from) {
      const days = { ...window, from: later(reached, window.from), to: earlier(placement.from, window.to) };
      if (days.from < days.to) yield* closedDays(forest, { id, unit, last }, days);
    }
    for (const step of placedDays(forest, id, placement)) {
      last = step;
      const cut = { ...step, from: later(step.from, window.from), to: earlier(step.to, window.to) };
      if (cut.from < cut.to) yield cut;
    }
    reached = placement.to;
  }
}

/** Its own days in one placement, cut where something above it moved. */
function* placedDays(forest: Forest, id: string, { from, to, parent }: Placement): Generator<Step> {
  const above = parent === null ? undefined : forest.get(parent);
  if (from >= to) return;
  if (parent === null || above === undefined) {
    yield { from, to, path: [id], state: "open" };
    return;
  }
  for (const placement of above.placements) {
    const within = { ...placement, from: later(from, placement.from), to: earlier(to, placement.to) };
    for (const step of placedDays(forest, parent, within)) yield { ...step, path: [id, ...step.path] };
  }
}

/** Days on which the unit is not open: its successor's, or as on its last day, or by itself when it has had none. */
function* closedDays(
  forest: Forest,
  { id, unit, last }: { readonly id: string; readonly unit: Standing; readonly last: Step | undefined },
  { from, to, depth }: Window,
): Generator<Step> {
  const taken = unit.successions.filter((one) => one.from < to);
  const untaken = earlier(taken[0]?.from ?? to, to);
  if (from < untaken) {
    yield last === undefined ? alone(id, from, untaken) : { from, to: untaken, path: last.path, state: "closed" };
  }
  for (const [index, { from: start, successor }] of taken.entries()) {
    const days = { from: later(start, from), to: earlier(taken[index + 1]?.from ?? to, to), depth: depth + 1 };
    if (days.from < days.to) yield* lifeWithin(forest, successor, days);
  }
}

function alone(id: string, from: Day, to: Day): Step {
  return { from, to, path: [id], state: "planned" };
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}
