import { requireFinite } from "../precondition.ts";
import { at } from "../sequence.ts";
import { incompleteBeta } from "../special-functions.ts";
import { cell, dot, picked, solutionOf } from "./matrix.ts";
import type { Centred } from "./moment-matrix.ts";

/** A fitted line through several predictors. */
export interface LeastSquares {
  /** In units of the outcome for one unit of the predictor, the others held. */
  readonly coefficients: readonly number[];
  /** In standard deviations of the outcome for one of the predictor. */
  readonly standardised: readonly number[];
  readonly intercept: number;
  /** Share of the outcome's variance that the predictors go with, 0..1. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** Standard deviation of what is left, in units of the outcome. */
  readonly residualDeviation: number;
  readonly residualDegrees: number;
  /** The F statistic of "none of them matters", and its p-value; assumes equal spread and independent answers. */
  readonly f: number;
  readonly pValue: number;
}

/**
 * Weighted ordinary least squares of the last column on the given ones, from means and covariances alone.
 * Undefined where a predictor is constant or a sum of others (`independentColumns` finds these), where the outcome does not
 * vary, or where there are not more answers than coefficients.
 * Source: any text on regression, e.g. Weisberg, Applied Linear Regression, ch. 3.
 */
export function leastSquares(centred: Centred, columns: readonly number[]): LeastSquares | undefined {
  const { n, means, covariance } = centred;
  const outcome = means.length - 1;
  const spread = cell(covariance, outcome, outcome);
  const residualDegrees = n - columns.length - 1;
  if (residualDegrees <= 0 || !(spread > 0)) return undefined;

  const right = columns.map((column) => cell(covariance, column, outcome));
  const coefficients = solutionOf(picked(covariance, columns), right);
  if (coefficients === undefined) return undefined;
  const rSquared = Math.min(1, Math.max(0, dot(coefficients, right) / spread));
  const intercept =
    at(means, outcome) -
    dot(
      coefficients,
      columns.map((column) => at(means, column)),
    );
  const deviation = (column: number): number => Math.sqrt(cell(covariance, column, column));
  const f = rSquared / columns.length / ((1 - rSquared) / residualDegrees);
  return {
    coefficients,
    standardised: coefficients.map((b, index) => (b * deviation(at(columns, index))) / Math.sqrt(spread)),
    intercept,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / residualDegrees,
    residualDeviation: Math.sqrt((spread * (1 - rSquared) * n) / residualDegrees),
    residualDegrees,
    f,
    pValue: fTail(f, columns.length, residualDegrees),
  };
}

/** Probability that an F value with these degrees of freedom exceeds f. */
export function fTail(f: number, above: number, below: number): number {
  requireFinite("degrees", above + below);
  if (!(f > 0)) return 1;
  return f === Infinity ? 0 : incompleteBeta(below / 2, above / 2, below / (below + above * f));
}
