import { changeWithin, contributionOf, togetherOf, type InBoth } from "#statistics/cell-changes";
import { addMoments } from "#statistics/cell-moments";
import { mergeCells, type CrossedCell } from "#statistics/crossed-cells";
import type { Bounds } from "#statistics/estimate";
import { heterogeneityOf } from "#statistics/simpson";

import { mostDimensions, type Place } from "../contract.ts";

/** A value of a dimension with its answers in both groups. */
export interface CutValue extends InBoth {
  readonly key: Place["key"][number];
}

/** Both groups cut by one dimension, most answers first. */
export interface Cut {
  readonly dimension: string;
  readonly values: readonly CutValue[];
}

/** Dimensions that say who was asked, where and about what; what was answered and when is none of it. */
const never: ReadonlySet<string> = new Set([
  "question",
  "programme",
  "import",
  "hour",
  "employee",
  "account",
  "score",
  "group",
  "theme",
  "option",
  "sentiment",
  "day",
  "week",
  "month",
  "quarter",
  "year",
]);

/** Whether a dimension is looked at without being asked for. */
export function isUseful(dimension: string): boolean {
  return !never.has(dimension);
}

/**
 * How much of the difference a dimension tells by itself, in the unit of the measure: what its mix did, and how unlike its
 * values changed beyond chance. Only to order dimensions by; nothing is concluded from it.
 */
export function tellsOf({ values }: Cut, bounds: Bounds | undefined): number {
  const whole = togetherOf(values);
  const both = values.filter(({ a, b }) => a.w > 0 && b.w > 0);
  const changes = both.map((value) => changeWithin(value, bounds));
  const share = ({ a, b }: InBoth) => (a.w / whole.a.w + b.w / whole.b.w) / 2;
  const rate = both.reduce((sum, value, index) => sum + share(value) * (changes[index]?.value ?? 0), 0);
  const total = changeWithin(whole, bounds).value;
  const found = heterogeneityOf(changes);
  const beyond = found === null ? 0 : Math.max(0, 1 - found.freedom / Math.max(found.statistic, 1e-9));
  const spread = both.reduce((sum, value, index) => sum + share(value) * ((changes[index]?.value ?? 0) - rate) ** 2, 0);
  return Math.abs(total - rate) + Math.sqrt(beyond * spread);
}

/** Whether a dimension tells the answers apart: at least two of its values have enough answers. */
export function tellsApart({ values }: Cut, least: number): boolean {
  return values.filter(({ a, b }) => a.n + b.n >= least).length > 1;
}

/** The dimensions to explain by: those asked for, else those that tell most, at most six. */
export function chosenCuts(
  cuts: readonly (Cut & { readonly tells: number })[],
  asked: readonly string[] | undefined,
): readonly Cut[] {
  if (asked !== undefined) return cuts.filter(({ dimension }) => asked.includes(dimension));
  return cuts.toSorted((a, b) => b.tells - a.tells).slice(0, mostDimensions);
}

/** The values that keep a cell of their own. */
export interface Kept {
  readonly dimension: string;
  readonly values: readonly CutValue[];
}

/** So many values of a dimension at most. */
const mostValues = 24;
/** So many cells the values may make; the data fill a part of them. */
const mostProduct = 60_000;

/** The largest values of each dimension, so many that all together make a bounded number of cells. */
export function keptOf(cuts: readonly Cut[], least: number): Kept[] {
  const kept = cuts.map(({ dimension, values }) => ({
    dimension,
    values: values.filter(({ a, b }) => a.n + b.n >= least).slice(0, mostValues),
  }));
  const product = () => kept.reduce((all, { values }) => all * (values.length + 1), 1);
  while (product() > mostProduct) {
    const widest = kept.reduce((most, one) => (one.values.length > most.values.length ? one : most));
    kept[kept.indexOf(widest)] = { ...widest, values: widest.values.slice(0, -1) };
  }
  return kept;
}

/** So many cells are worked through at most. */
export const mostCells = 4000;

/** Fewer values of the widest dimensions until the cells are few enough; what is not kept is place 0. */
export function coarsened(
  cells: readonly CrossedCell[],
  kept: readonly Kept[],
): { readonly cells: readonly CrossedCell[]; readonly kept: readonly Kept[] } {
  let [few, left] = [cells, [...kept]];
  while (few.length > mostCells && left.some(({ values }) => values.length > 1)) {
    const widest = left.reduce(
      (most, one, at) => (one.values.length > (left[most]?.values.length ?? 0) ? at : most),
      0,
    );
    const most = Math.max(1, Math.floor((left[widest]?.values.length ?? 1) * 0.7));
    left = left.map((one, at) => (at === widest ? { ...one, values: one.values.slice(0, most) } : one));
    const folded = few.map(({ categories, a, b }) => ({
      categories: categories.map((place, at) => (at === widest && place > most ? 0 : place)),
      a,
      b,
    }));
    few = mergeCells(folded, addMoments);
  }
  return { cells: few, kept: left };
}

/** What a value did to the whole difference. */
export function contributionIn(value: InBoth, whole: InBoth, bounds: Bounds | undefined) {
  return contributionOf(value, { whole, bounds });
}
