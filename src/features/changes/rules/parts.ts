import { changeWithin, type InBoth } from "#statistics/cell-changes";
import { meanOfCell, type CellMoments } from "#statistics/cell-moments";
import type { CrossedCell } from "#statistics/crossed-cells";
import type { Bounds } from "#statistics/estimate";
import { changePart, explainChange, type ExplainedChange } from "#statistics/explain-change";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { heterogeneityOf } from "#statistics/simpson";

import type { DimensionParts, Parts, Place } from "../contract.ts";
import type { Kept } from "./cut.ts";

/** What parts are made from. */
export interface Crossed {
  readonly cells: readonly CrossedCell[];
  readonly kept: readonly Kept[];
  readonly bounds: Bounds | undefined;
  readonly designEffect: number;
  /** From how many answers on a mean is printed. */
  readonly minimumN: number;
}

/** The difference taken apart, dimensions whose mix did most first. */
export function partsOf({ cells, kept, bounds, designEffect, minimumN }: Crossed): Parts {
  const explained = explainChange(
    { dimensions: kept.map(({ values }) => values.length + 1), cells, ...(bounds === undefined ? {} : { bounds }) },
    { designEffect, resamples: resamplesFor(cells.length, kept.length) },
  );
  const unlike = unlikenessOf(cells, kept, bounds);
  const dimensions = kept.map((one, d): DimensionParts => ({
    dimension: one.dimension,
    mix: explained.dimensions[d]?.mix ?? changePart(0, 0),
    heterogeneity: unlike[d] ?? null,
    categories: categoriesOf(explained, d, { kept: one, sums: sumsOf(cells, d, one.values.length + 1), minimumN }),
  }));
  const { difference, mix, performance, threefold } = explained;
  return {
    difference,
    mix,
    performance,
    threefold,
    dimensions: dimensions.toSorted((a, b) => Math.abs(b.mix.value) - Math.abs(a.mix.value)),
    cells: explained.cells,
  };
}

/** Pairs of resamples: enough for an error known to a tenth, fewer where cells are many. */
function resamplesFor(cells: number, dimensions: number): number {
  const work = cells * 2 ** dimensions;
  return Math.round(Math.min(120, Math.max(50, 12_000_000 / Math.max(1, work))));
}

/** Both groups by the places of one dimension; place 0 is all that is not kept. */
function sumsOf(cells: readonly CrossedCell[], d: number, size: number): InBoth[] {
  const blank = (): { -readonly [Key in keyof CellMoments]: number } => ({
    n: 0,
    w: 0,
    ww: 0,
    wx: 0,
    wxx: 0,
    wwx: 0,
    wwxx: 0,
  });
  const sums = Array.from({ length: size }, () => ({ a: blank(), b: blank() }));
  for (const cell of cells) {
    const into = sums[cell.categories[d] ?? 0];
    if (into === undefined) continue;
    for (const side of ["a", "b"] as const) {
      for (const key of Object.keys(into[side]) as (keyof CellMoments)[]) into[side][key] += cell[side][key];
    }
  }
  return sums;
}

interface OfDimension {
  readonly kept: Kept;
  readonly sums: readonly InBoth[];
  readonly minimumN: number;
}

function categoriesOf(explained: ExplainedChange, d: number, { kept, sums, minimumN }: OfDimension) {
  const found = (explained.dimensions[d]?.categories ?? []).flatMap((category, place) => {
    const sum = sums[place];
    if (sum === undefined || sum.a.n + sum.b.n === 0) return [];
    const value = kept.values[place - 1];
    const key = value?.key ?? { dimension: kept.dimension, value: "", name: "", resolved: true };
    return [
      {
        key: [key],
        isRest: value === undefined,
        a: { ...standingOf(sum.a, minimumN), share: category.shareA },
        b: { ...standingOf(sum.b, minimumN), share: category.shareB },
        mix: category.mix,
        performance: category.performance,
      },
    ];
  });
  return found.toSorted((x, y) => Number(x.isRest) - Number(y.isRest) || effectOf(y) - effectOf(x));
}

function effectOf({ mix, performance }: { readonly mix: Parts["mix"]; readonly performance: Parts["mix"] }): number {
  return Math.abs(mix.value + performance.value);
}

/** How many answers and their mean, which is not printed of too few. */
export function standingOf(cell: CellMoments, minimumN: number): { n: number; mean: number | null } {
  return { n: cell.n, mean: cell.n >= minimumN ? meanOfCell(cell) : null };
}

/** Whether values changed differently, for each dimension; false finds controlled over all of them. */
function unlikenessOf(cells: readonly CrossedCell[], kept: readonly Kept[], bounds: Bounds | undefined) {
  const found = kept.map(({ values }, d) => {
    const enough = sumsOf(cells, d, values.length + 1).filter(({ a, b }) => Math.min(a.n, b.n) >= leastToCompare);
    return heterogeneityOf(enough.map((sum) => changeWithin(sum, bounds)));
  });
  const adjusted = adjustPValues(found.map((one) => one?.pValue ?? 1));
  return found.map((one, d) => {
    if (one === null) return null;
    const adjustedP = adjusted[d] ?? 1;
    return { pValue: one.pValue, adjustedP, clear: adjustedP <= FALSE_DISCOVERY_RATE };
  });
}

/** So many answers in either group before their changes are held against each other. */
export const leastToCompare = 10;

/** Places that are told have so many answers in either group at least. */
export function isEnough({ a, b }: InBoth, least: number): boolean {
  return Math.min(a.n, b.n) >= Math.max(least, leastToCompare);
}

/** A place's answers as they are told. */
export function standingIn(cell: InBoth, whole: InBoth, minimumN: number): Pick<Place, "a" | "b"> {
  return {
    a: { ...standingOf(cell.a, minimumN), share: whole.a.w > 0 ? cell.a.w / whole.a.w : 0 },
    b: { ...standingOf(cell.b, minimumN), share: whole.b.w > 0 ? cell.b.w / whole.b.w : 0 },
  };
}
