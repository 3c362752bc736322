import { requirePositive } from "./precondition.ts";
import { createRandom, type RandomSource } from "./random.ts";
import { addRow, rowProduct, rowsOf, type SparseMatrix } from "./sparse-matrix.ts";

/** A linear score: `weights` per column and a constant. Probability = 1 / (1 + exp(−score)). */
export interface LinearModel {
  readonly weights: Float64Array;
  readonly bias: number;
}

/** One yes-or-no question about the rows. */
export interface BinaryTarget {
  /** 1 for a positive row, 0 for a negative one. */
  readonly isPositive: ArrayLike<number>;
  /** What a misfit of a positive row costs against one of a negative row. Default 1. */
  readonly positiveCost?: number;
}

/** How logistic regressions are fitted. */
export interface LogisticOptions {
  /** C: how much a misfit costs against large weights (the inverse of the ridge). Default 1. */
  readonly fit?: number;
  /** Stop once no row's dual gradient is larger. Default .25: probabilities to about a twentieth. */
  readonly tolerance?: number;
  readonly mostRounds?: number;
  readonly seed?: number;
}

/**
 * Logistic regressions with a ridge, one a target, for many rows and columns of mostly zeros; the constant is fitted as one
 * more column of ones and shrunk with the rest. Method: coordinate descent in the dual (Yu, Huang & Lin 2011, Machine
 * Learning 85, as in LIBLINEAR), rows in a seeded random order; rows that have settled rest for some rounds and are looked
 * at again before it stops. Time is linear in what is not zero. Refuses (RangeError) targets that are not one label per
 * row, or a C that is not above zero. All labels equal: a model that says so.
 */
export function fitLogistic(
  rows: SparseMatrix,
  targets: readonly BinaryTarget[],
  options: LogisticOptions = {},
): LinearModel[] {
  requirePositive("fit", options.fit ?? 1);
  const n = rowsOf(rows);
  const squares = Float64Array.from({ length: n }, (_, row) => squareOf(rows, row) + 1);
  return targets.map((target) => {
    if (target.isPositive.length !== n) throw new RangeError(`${target.isPositive.length} labels for ${n} rows`);
    return fitOne(rows, squares, target, options);
  });
}

/** Rounds after which all rows are looked at again, and the share of rows that may be left unsettled by the last look. */
const fullEvery = 8;
const mayBeUnsettled = 0.002;

function fitOne(
  rows: SparseMatrix,
  squares: Float64Array,
  target: BinaryTarget,
  { fit = 1, tolerance = 0.25, mostRounds = 60, seed = 1 }: LogisticOptions,
): LinearModel {
  const n = rowsOf(rows);
  const state = beginning(rows, squares, target, fit);
  const random = createRandom(seed);
  let active = allOf(n);
  for (let round = 1; round <= mostRounds; round += 1) {
    const isFull = active.length === n;
    const unsettled = visit(rows, state, shuffled(active, random), tolerance);
    if (isFull && unsettled.length <= n * mayBeUnsettled) break;
    active = round % fullEvery === 0 || unsettled.length === 0 ? allOf(n) : unsettled;
  }
  return { weights: state.weights, bias: state.bias };
}

/** The dual variable α of each row (between 0 and its cost), and the weights they make. */
interface DualState {
  readonly weights: Float64Array;
  bias: number;
  readonly sign: Int8Array;
  readonly cost: Float64Array;
  readonly alpha: Float64Array;
  readonly square: Float64Array;
}

function beginning(rows: SparseMatrix, square: Float64Array, target: BinaryTarget, fit: number): DualState {
  const n = rowsOf(rows);
  const { isPositive, positiveCost = 1 } = target;
  const isOne = (row: number) => (isPositive[row] ?? 0) > 0;
  const smallest = Math.min(0.001 * fit, 1e-8);
  return {
    weights: new Float64Array(rows.columns),
    bias: 0,
    sign: Int8Array.from({ length: n }, (_, row) => (isOne(row) ? 1 : -1)),
    cost: Float64Array.from({ length: n }, (_, row) => fit * (isOne(row) ? positiveCost : 1)),
    alpha: new Float64Array(n).fill(smallest),
    square,
  };
}

function squareOf(rows: SparseMatrix, row: number): number {
  let sum = 0;
  for (let at = rows.start[row] ?? 0; at < (rows.start[row + 1] ?? 0); at += 1) sum += (rows.value[at] ?? 0) ** 2;
  return sum;
}

/** One round over the rows; those that were not settled. */
function visit(rows: SparseMatrix, state: DualState, order: readonly number[], tolerance: number): number[] {
  const unsettled: number[] = [];
  for (const row of order) {
    const change = settle(state, row, rowProduct(rows, row, state.weights) + state.bias, tolerance);
    if (change === 0) continue;
    unsettled.push(row);
    addRow(rows, row, change, state.weights);
    state.bias += change;
  }
  return unsettled;
}

/** Improves the dual variable of one row; what its multiple in the weights changes by, 0 when it was settled. */
function settle(state: DualState, row: number, score: number, tolerance: number): number {
  const sign = state.sign[row] as number;
  const margin = sign * score;
  const old = state.alpha[row] as number;
  const cost = state.cost[row] as number;
  const square = state.square[row] as number;

  const isLow = 0.5 * square * (cost - 2 * old) + margin >= 0;
  const from = isLow ? old : cost - old;
  const gradient = (isLow ? margin : -margin) + Math.log(from / (cost - from));
  if (Math.abs(gradient) <= tolerance) return 0;

  const best = newton({ from, cost, square, margin: isLow ? margin : -margin });
  const value = isLow ? best : cost - best;
  state.alpha[row] = value;
  return sign * (value - old);
}

const mostNewtonSteps = 40;

/** The best value of whichever of α and C − α is the smaller, where the logarithm is steep, the other rows held. */
function newton(at: {
  readonly from: number;
  readonly cost: number;
  readonly square: number;
  readonly margin: number;
}): number {
  const { from, cost, square, margin } = at;
  let z = cost - from < 0.5 * cost ? 0.1 * from : from;
  for (let step = 0; step < mostNewtonSteps; step += 1) {
    const gradient = square * (z - from) + margin + Math.log(z / (cost - z));
    if (Math.abs(gradient) < 1e-4) break;
    const next = z - gradient / (square + cost / (cost - z) / z);
    z = next <= 0 ? z * 0.1 : Math.min(next, cost * (1 - 1e-12));
  }
  return z;
}

function allOf(n: number): number[] {
  return Array.from({ length: n }, (_, row) => row);
}

function shuffled(items: number[], random: RandomSource): number[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random.uniform() * (at + 1));
    [items[at], items[other]] = [items[other] ?? 0, items[at] ?? 0];
  }
  return items;
}
