import {
  addMoments,
  meanOfCell,
  pooledVariance,
  subtractMoments,
  varianceOfCell,
  worthOf,
  type CellMoments,
} from "./cell-moments.ts";
import { normalQuantile, normalTwoSided, studentTQuantile, studentTTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Bounds } from "./estimate.ts";
import type { ChangePart } from "./explain-change.ts";

/** A cell, or a whole, in both groups. */
export interface InBoth {
  readonly a: CellMoments;
  readonly b: CellMoments;
}

/** What the cells are judged with. */
export interface CellContext {
  readonly whole: InBoth;
  readonly bounds?: Bounds | undefined;
}

/** How the answers of a cell changed by themselves: mean of B minus mean of A, in the unit of the answers. */
export function changeWithin(cell: InBoth, bounds?: Bounds): ChangePart {
  const { value, variance, freedom } = withinOf(cell, pooledVariance([cell.a, cell.b], bounds));
  return withT(value, variance, freedom);
}

/**
 * Whether a cell changed otherwise than those around it: its change less the change of `around` without it (a difference
 * of differences), with Welch's degrees of freedom, as many cells are looked at and the far tail counts. Null where either
 * has nobody in one of the groups.
 */
export function changeAgainstRest(cell: InBoth, around: InBoth, bounds?: Bounds): ChangePart | null {
  const rest = { a: subtractMoments(around.a, cell.a), b: subtractMoments(around.b, cell.b) };
  if ([cell.a, cell.b, rest.a, rest.b].some(({ w }) => w <= 0)) return null;
  const pooled = pooledVariance([cell.a, cell.b, rest.a, rest.b], bounds);
  const [own, other] = [withinOf(cell, pooled), withinOf(rest, pooled)];
  const variance = own.variance + other.variance;
  const freedom = variance ** 2 / (own.variance ** 2 / own.freedom + other.variance ** 2 / other.freedom);
  return withT(own.value - other.value, variance, freedom);
}

/**
 * What a cell did to the difference of the whole, B minus A: pB (mB − M) − pA (mA − M), with M the mean of both groups'
 * means. It adds up over the cells of a breakdown to the whole difference, and a cell that grows where rates are high
 * counts up. Normal interval by the delta method.
 */
export function contributionOf(cell: InBoth, { whole, bounds }: CellContext): ChangePart {
  const middle = (meanOfCell(whole.a) + meanOfCell(whole.b)) / 2;
  const pooled = pooledVariance([cell.a, cell.b], bounds);
  const share = (side: "a" | "b") => cell[side].w / whole[side].w;
  const moved = share("b") - share("a");
  const sides = (["a", "b"] as const).map((side) => {
    const p = share(side);
    const value = p * (meanOfCell(cell[side]) - middle);
    // Answers outside pull the middle, those inside both.
    const rest = subtractMoments(whole[side], cell[side]);
    const pull = (side === "b" ? moved : -moved) / 2;
    const mean = meanOfCell(whole[side]);
    const inside = meanOfCell(cell[side]) - middle - pull * (meanOfCell(cell[side]) - mean) - value;
    const outside = -pull * (meanOfCell(rest) - mean) - value;
    const variance =
      p * ((1 - pull) ** 2 * varianceOfCell(cell[side], pooled) + inside ** 2) +
      (1 - p) * (pull ** 2 * varianceOfCell(rest, pooled) + outside ** 2);
    return { value, variance: variance / worthOf(whole[side]) };
  });
  const [a, b] = sides;
  return withZ((b?.value ?? 0) - (a?.value ?? 0), (a?.variance ?? 0) + (b?.variance ?? 0), "delta");
}

/**
 * The difference of two groups at one mix, the average of theirs, of the categories of one breakdown: Σ p (mB − mA) over
 * the categories that both have (Kitagawa 1955, its rate component), with a normal interval by the delta method that also
 * follows the uncertain mix. Null where they share no category.
 */
export function sameMixDifference(cells: readonly InBoth[], bounds?: Bounds): ChangePart | null {
  const shared = cells.filter(({ a, b }) => a.w > 0 && b.w > 0);
  if (shared.length === 0) return null;
  const pooled = pooledVariance(
    shared.flatMap(({ a, b }) => [a, b]),
    bounds,
  );
  const totals = { a: shared.reduce((sum, { a }) => sum + a.w, 0), b: shared.reduce((sum, { b }) => sum + b.w, 0) };
  const worth = { a: 0, b: 0 };
  let [value, variance] = [0, 0];
  const moments = { a: { first: 0, second: 0 }, b: { first: 0, second: 0 } };
  for (const cell of shared) {
    const own = withinOf(cell, pooled);
    const share = { a: cell.a.w / totals.a, b: cell.b.w / totals.b };
    const p = (share.a + share.b) / 2;
    value += p * own.value;
    variance += p * p * own.variance;
    for (const side of ["a", "b"] as const) {
      worth[side] += worthOf(cell[side]);
      moments[side].first += share[side] * own.value;
      moments[side].second += share[side] * own.value ** 2;
    }
  }
  for (const side of ["a", "b"] as const) {
    const { first, second } = moments[side];
    variance += Math.max(0, second - first * first) / 4 / Math.max(1, worth[side]);
  }
  return withZ(value, variance, "delta");
}

/** Cells put together. */
export function togetherOf(cells: readonly InBoth[]): InBoth {
  return cells.reduce((sum, { a, b }) => ({ a: addMoments(sum.a, a), b: addMoments(sum.b, b) }));
}

interface Within {
  readonly value: number;
  readonly variance: number;
  readonly freedom: number;
}

function withinOf({ a, b }: InBoth, pooled: number): Within {
  const of = (cell: CellMoments) => varianceOfCell(cell, pooled) / Math.max(1, worthOf(cell));
  const [left, right] = [of(a), of(b)];
  const free = (cell: CellMoments) => Math.max(1, worthOf(cell) - 1);
  const freedom = left + right > 0 ? (left + right) ** 2 / (left ** 2 / free(a) + right ** 2 / free(b)) : 1;
  return { value: meanOfCell(b) - meanOfCell(a), variance: left + right, freedom };
}

function withT(value: number, variance: number, freedom: number): ChangePart {
  if (variance <= 0) return withZ(value, 0, "welch");
  const standardError = Math.sqrt(variance);
  const margin = studentTQuantile((1 + DEFAULT_LEVEL) / 2, freedom) * standardError;
  const pValue = studentTTwoSided(value / standardError, freedom);
  const interval = { low: value - margin, high: value + margin, level: DEFAULT_LEVEL, method: "welch" };
  return { value, standardError, interval, pValue, clear: pValue < 1 - DEFAULT_LEVEL };
}

function withZ(value: number, variance: number, method: string): ChangePart {
  const standardError = Math.sqrt(Math.max(0, variance));
  const margin = normalQuantile((1 + DEFAULT_LEVEL) / 2) * standardError;
  const pValue = standardError > 0 ? normalTwoSided(value / standardError) : 1;
  const interval = { low: value - margin, high: value + margin, level: DEFAULT_LEVEL, method };
  return { value, standardError, interval, pValue, clear: pValue < 1 - DEFAULT_LEVEL };
}
