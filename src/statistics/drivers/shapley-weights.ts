import { at } from "../sequence.ts";
import { cell, picked, type Matrix, type Working } from "./matrix.ts";

/** The most predictors whose every combination is tried: 4,096 models. */
export const MOST_FOR_SHAPLEY = 12;

/** Shares of R², and for each predictor the mean gain when it joins 0, 1, 2 … others (conditional dominance). */
export interface ShapleyWeights {
  readonly weights: readonly number[];
  readonly bySize: readonly (readonly number[])[];
}

/**
 * LMG weights: what each predictor adds to R², averaged over all orders in which predictors can join; the Shapley value of
 * the game whose worth is R². Not negative, sum to R² exactly, indifferent to how a category is coded. Exact, over all
 * 2^p combinations, each one pivot step away from the last. `covariance` holds the outcome last.
 * Undefined for collinear columns. Refuses (RangeError) more than 12 predictors.
 * Sources: Lindeman, Merenda & Gold 1980; Grömping 2015, WIREs 7(2); Azen & Budescu 2003 for the means by size.
 */
export function shapleyWeights(covariance: Matrix, groups: readonly (readonly number[])[]): ShapleyWeights | undefined {
  const count = groups.length;
  if (count > MOST_FOR_SHAPLEY) throw new RangeError(`at most ${MOST_FOR_SHAPLEY} predictors, got ${count}`);
  const explained = explainedByAll(covariance, groups);
  if (explained === undefined) return undefined;

  const bySize = groups.map(() => Array.from({ length: count }, () => 0));
  for (let mask = 0; mask < explained.length; mask++) {
    const size = bitsOf(mask);
    for (let index = 0; index < count; index++) {
      if ((mask >> index) & 1) continue;
      const row = bySize[index];
      const gain = Math.max(0, at(explained, mask | (1 << index)) - at(explained, mask));
      if (row !== undefined) row[size] = at(row, size) + gain / combinations(count - 1, size);
    }
  }
  return { weights: bySize.map((gains) => gains.reduce((sum, gain) => sum + gain, 0) / count), bySize };
}

/** R² of every combination of groups; the bits of the index say which are in. */
function explainedByAll(covariance: Matrix, groups: readonly (readonly number[])[]): number[] | undefined {
  const outcome = covariance.length - 1;
  const spread = cell(covariance, outcome, outcome);
  if (!(spread > 0)) return undefined;
  const sizes = groups.map(({ length }) => length);
  const explained = Array.from({ length: 2 ** groups.length }, () => 0);

  /** Every combination of the groups from here on, on top of those that are in; `left` is what these leave of the rest. */
  function visit(from: number, mask: number, left: Matrix): boolean {
    let rest = left;
    for (let index = from; index < sizes.length; index++) {
      const swept = withoutFirst(rest, at(sizes, index));
      if (swept === undefined) return false;
      const joined = mask | (1 << index);
      explained[joined] = 1 - cell(swept, swept.length - 1, swept.length - 1) / spread;
      if (!visit(index + 1, joined, swept)) return false;
      rest = rest.slice(at(sizes, index)).map((row) => row.slice(at(sizes, index)));
    }
    return true;
  }
  return visit(0, 0, picked(covariance, [...groups.flat(), outcome])) ? explained : undefined;
}

/** What is left of the later columns once the part of the first ones is taken out; undefined where these leave nothing. */
function withoutFirst(matrix: Matrix, count: number): Working | undefined {
  let left: Matrix = matrix;
  for (let step = 0; step < count; step++) {
    const [row = [], ...others] = left;
    const diagonal = at(row, 0);
    if (!(diagonal > 0)) return undefined;
    left = others.map((other) => {
      const factor = at(other, 0) / diagonal;
      const own: number[] = [];
      for (let column = 1; column < row.length; column++) own.push(at(other, column) - factor * at(row, column));
      return own;
    });
  }
  return left as Working;
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

function combinations(of: number, chosen: number): number {
  let result = 1;
  for (let index = 1; index <= chosen; index++) result = (result * (of - chosen + index)) / index;
  return result;
}
