import { differenceOf, sliceWithSums, type Asker, type Reading } from "#feature/facts";
import type { Difference, Figure } from "#feature/facts/contract";
import { normalQuantile } from "#statistics/distributions";

import type { ChangeQuery, Explanation } from "../contract.ts";
import { filtersOf, isOverTime } from "../rules/sides.ts";

/** Both groups' figures as any page would show them, and their difference. */
export interface Whole {
  readonly a: Figure;
  readonly b: Figure;
  readonly difference: Difference | null;
  readonly reading: Reading;
  readonly asOf: string | null;
}

/** Asks the facts for both groups as slices: under the viewer's scope and the small-group rule, like every figure. */
export async function readWhole(asker: Asker, query: ChangeQuery): Promise<Whole> {
  const { a, b } = filtersOf(query);
  const ask = { measure: query.measure, weight: query.weight, by: [] };
  if (isOverTime(query) && a.period !== undefined) {
    const { slice, reading } = await sliceWithSums(asker, {
      ...ask,
      where: b.where,
      period: b.period,
      compare: a.period,
    });
    const { figure, before, difference } = slice.total;
    return { a: before ?? figure, b: figure, difference, reading, asOf: slice.asOf };
  }
  const [first, second] = await Promise.all(
    [a, b].map(({ where, period }) => sliceWithSums(asker, { ...ask, where, period })),
  );
  if (first === undefined || second === undefined) throw new Error("two slices were asked for");
  const isShown = [first, second].every(({ slice }) => slice.total.figure.state === "ok");
  const [from, to] = [first.totalSums, second.totalSums];
  return {
    a: first.slice.total.figure,
    b: second.slice.total.figure,
    difference: isShown && from !== null && to !== null ? differenceOf(to, from, second.reading) : null,
    reading: second.reading,
    asOf: second.slice.asOf,
  };
}

/** What can be said of the difference. */
export function verdictOf({ a, b, difference }: Pick<Whole, "a" | "b" | "difference">): Explanation["verdict"] {
  const states = new Set([a.state, b.state]);
  if (states.has("hidden")) return "hidden";
  if (states.has("none")) return "none";
  if (states.has("too-few") || difference === null) return "too-few";
  if (!difference.clear) return "no-clear-change";
  return difference.value > 0 ? "up" : "down";
}

/** The smallest change that would have been found with a chance of 80 % at a level of 95 %, in the measure's unit. */
export function detectableOf({ difference }: Pick<Whole, "difference">): number | null {
  if (difference === null) return null;
  const { low, high, level } = difference.interval;
  const standardError = (high - low) / 2 / normalQuantile((1 + level) / 2);
  return (normalQuantile(0.975) + normalQuantile(0.8)) * standardError;
}
