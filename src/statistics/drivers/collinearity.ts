import { at } from "../sequence.ts";
import { cell, determinantOf, inverseOf, picked, type Matrix } from "./matrix.ts";
import type { Centred } from "./moment-matrix.ts";

/** A predictor that can say nothing of its own. */
export interface SetAside {
  readonly column: number;
  /** It never varies, or it is a sum of the others named in `with`. */
  readonly reason: "constant" | "collinear";
  readonly with: readonly number[];
}

/** A column counts as a sum of earlier ones when they leave less than this share of its variance. */
const LEAST_OWN_SHARE = 1e-7;

/**
 * Goes through the columns in the order given and keeps those that vary and are no linear combination of the kept ones,
 * so that what is kept always has one least-squares answer. What is set aside is named with the columns it follows from.
 */
export function independentColumns(
  { covariance, means }: Centred,
  columns: readonly number[],
): { readonly kept: readonly number[]; readonly setAside: readonly SetAside[] } {
  const kept: number[] = [];
  const setAside: SetAside[] = [];
  const work = covariance.map((row) => [...row]);
  for (const column of columns) {
    const variance = cell(covariance, column, column);
    if (!(variance > 1e-12 * Math.max(1e-6, at(means, column) ** 2))) {
      setAside.push({ column, reason: "constant", with: [] });
      continue;
    }
    if (cell(work, column, column) <= LEAST_OWN_SHARE * variance) {
      setAside.push({ column, reason: "collinear", with: partsOf({ covariance, kept, column }) });
      continue;
    }
    kept.push(column);
    eliminate(work, column);
  }
  return { kept, setAside };
}

/** Which kept columns the column is made of: those with a share in it worth naming. */
function partsOf(of: {
  readonly covariance: Matrix;
  readonly kept: readonly number[];
  readonly column: number;
}): number[] {
  const { covariance, kept, column } = of;
  const inverse = inverseOf(picked(covariance, kept), 0);
  if (inverse === undefined) return [...kept];
  const right = kept.map((other) => cell(covariance, other, column));
  const own = Math.sqrt(cell(covariance, column, column));
  return kept.filter((other, index) => {
    const coefficient = right.reduce((sum, value, k) => sum + value * cell(inverse, index, k), 0);
    return Math.abs(coefficient) * Math.sqrt(cell(covariance, other, other)) > 1e-3 * own;
  });
}

/** Takes what the pivot explains out of every covariance (one step of Gauss). */
function eliminate(work: number[][], pivot: number): void {
  const diagonal = cell(work, pivot, pivot);
  const pivotRow = [...(work[pivot] ?? [])];
  for (const row of work) {
    const factor = at(row, pivot) / diagonal;
    for (let column = 0; column < row.length; column++) row[column] = at(row, column) - factor * at(pivotRow, column);
  }
}

/**
 * Variance inflation of each group of columns, as a factor for one column: 1 is none, above 5 the effect is hard to tell from
 * the others', above 10 hardly at all. For a single column the classical VIF 1/(1 − R²) against all others; for several
 * (the levels of one category) the generalised one, taken to the power 1/df so that both read alike.
 * Source: Fox & Monette 1992, JASA 87. `columns` must be independent.
 */
export function varianceInflation(covariance: Matrix, groups: readonly (readonly number[])[]): number[] {
  const columns = groups.flat();
  const own = picked(covariance, columns);
  const scaled = own.map((row, i) => row.map((value, j) => value / Math.sqrt(cell(own, i, i) * cell(own, j, j))));
  const inverse = inverseOf(scaled, 0);
  if (inverse === undefined) return groups.map(() => Infinity);
  let next = 0;
  return groups.map((group) => {
    const places = group.map(() => next++);
    const factor = determinantOf(picked(scaled, places)) * determinantOf(picked(inverse, places));
    return Math.max(1, factor ** (1 / group.length));
  });
}
