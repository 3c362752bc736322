import { at } from "../sequence.ts";
import { dot, inverseOf, times, type Working } from "./matrix.ts";

/** Answers that are alike in every predictor and lie in one block of persons. */
export interface Pattern {
  readonly block: number;
  readonly values: readonly number[];
  readonly n: number;
  /** Sum of weights, and of the weights of those with the outcome. */
  readonly weight: number;
  readonly events: number;
  /** Sum of the squares of the weights. */
  readonly squares: number;
}

/** A fitted logistic regression. */
export interface Logistic {
  /** Intercept first, then one for each value, on the log-odds scale. */
  readonly coefficients: readonly number[];
  /** Inverse of the information matrix. */
  readonly covariance: Working;
  /** Fitted probability of each pattern. */
  readonly fitted: readonly number[];
  /** McFadden's pseudo-R²: 1 − log-likelihood over that of the intercept alone. */
  readonly pseudoRSquared: number;
  /** Twice the gain in log-likelihood over the intercept alone: chi-square with one degree of freedom a value when nothing matters. */
  readonly likelihoodRatio: number;
  readonly rounds: number;
}

const MOST_ROUNDS = 60;

/**
 * Logistic regression of a yes or no on the values, from grouped patterns: cost follows the number of different patterns,
 * not of answers. Newton's method (iteratively reweighted least squares) on Firth's penalised likelihood, which has a finite
 * answer also where a predictor separates yes from no wholly, and takes away the bias of small samples.
 * Undefined where columns are collinear or the outcome never varies. Assumes independent answers; take errors from blocks.
 * Sources: Firth 1993, Biometrika 80(1); Heinze & Schemper 2002, Statistics in Medicine 21(16); McFadden 1974.
 */
export function logisticFit(patterns: readonly Pattern[]): Logistic | undefined {
  const total = patterns.reduce((sum, { weight }) => sum + weight, 0);
  const events = patterns.reduce((sum, { events: own }) => sum + own, 0);
  if (!(events > 0) || !(events < total)) return undefined;
  const size = (patterns[0]?.values.length ?? 0) + 1;
  let coefficients = Array.from({ length: size }, (_, index) =>
    index === 0 ? Math.log(events / (total - events)) : 0,
  );

  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const fitted = patterns.map(({ values }) => probability(coefficients, values));
    const covariance = inverseOf(informationOf(patterns, fitted), 1e-9);
    if (covariance === undefined) return undefined;
    const step = times(covariance, penalisedScore(patterns, fitted, covariance));
    const longest = Math.max(...step.map(Math.abs));
    if (longest < 1e-8) {
      return {
        coefficients,
        covariance,
        fitted,
        ...likelihoods(patterns, fitted, events / total),
        rounds: round,
      };
    }
    const shortened = longest > 3 ? 3 / longest : 1;
    coefficients = coefficients.map((value, index) => value + shortened * at(step, index));
  }
  return undefined;
}

/** Probability of the outcome at these values. */
export function probability(coefficients: readonly number[], values: readonly number[]): number {
  let sum = at(coefficients, 0);
  for (let index = 0; index < values.length; index++) sum += at(coefficients, index + 1) * at(values, index);
  return 1 / (1 + Math.exp(-sum));
}

/** Σ w p (1 − p) (1, x)(1, x)'. */
export function informationOf(patterns: readonly Pattern[], fitted: readonly number[]): Working {
  const size = (patterns[0]?.values.length ?? 0) + 1;
  const information: Working = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  patterns.forEach(({ values, weight }, index) => {
    const p = at(fitted, index);
    addSquare(information, [1, ...values], weight * p * (1 - p));
  });
  return information;
}

function addSquare(into: Working, values: readonly number[], factor: number): void {
  into.forEach((row, i) => {
    const own = factor * at(values, i);
    for (let j = 0; j < values.length; j++) row[j] = at(row, j) + own * at(values, j);
  });
}

/** Σ (events − w p + w h (½ − p)) (1, x), h the leverage of one answer: the score with Firth's term. */
function penalisedScore(patterns: readonly Pattern[], fitted: readonly number[], covariance: Working): number[] {
  const score = covariance.map(() => 0);
  patterns.forEach(({ values, weight, events }, index) => {
    const p = at(fitted, index);
    const row = [1, ...values];
    const leverage = weight * p * (1 - p) * dot(row, times(covariance, row));
    const residual = events - weight * p + leverage * (0.5 - p);
    row.forEach((value, i) => (score[i] = at(score, i) + residual * value));
  });
  return score;
}

function likelihoods(
  patterns: readonly Pattern[],
  fitted: readonly number[],
  share: number,
): Pick<Logistic, "pseudoRSquared" | "likelihoodRatio"> {
  const likelihood = (of: (index: number) => number): number =>
    patterns.reduce((sum, { weight, events }, index) => {
      const p = Math.min(1 - 1e-15, Math.max(1e-15, of(index)));
      return sum + events * Math.log(p) + (weight - events) * Math.log(1 - p);
    }, 0);
  const [own, none] = [likelihood((index) => at(fitted, index)), likelihood(() => share)];
  return { pseudoRSquared: 1 - own / none, likelihoodRatio: Math.max(0, 2 * (own - none)) };
}
