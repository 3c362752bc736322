import { normalQuantile, studentTQuantile, studentTTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "./estimate.ts";
import { requireFinite } from "./precondition.ts";
import { at, averageOf, sumOf } from "./sequence.ts";

/** Two values of one unit. */
export interface PairOfValues {
  readonly x: number;
  readonly y: number;
}

/** A correlation with its interval, the p-value of "none", and how many pairs it rests on. */
export interface CorrelationFound {
  readonly value: number;
  readonly n: number;
  readonly interval: Interval;
  readonly pValue: number;
}

/** From how many pairs on a correlation is told at all: below, the interval of Fisher's z does not exist. */
export const LEAST_PAIRS = 4;

/**
 * Pearson's correlation with Fisher's z interval, atanh r ± z/√(n − 3), and the t test of none. Null for fewer than 4 pairs and where
 * one of the two does not vary. Assumes pairs that do not depend on each other and are about normal together.
 * Checked against Anscombe's first set: r .8164, interval .4244 to .9507, p .0022. Source: Fisher 1921, Metron 1, 3–32.
 */
export function pearsonCorrelation(
  pairs: readonly PairOfValues[],
  level: number = DEFAULT_LEVEL,
): CorrelationFound | null {
  return judged(pairs, (n) => 1 / Math.sqrt(n - 3), { level, method: "fisher-z" });
}

/**
 * Spearman's rank correlation (ties share their mean rank) with the interval of Bonett and Wright, whose error on Fisher's scale is
 * √((1 + r²/2)/(n − 3)). Null as `pearsonCorrelation`. One unit far off moves it less than Pearson's.
 * Source: Bonett & Wright 2000, Psychometrika 65(1), 23–28.
 */
export function spearmanCorrelation(
  pairs: readonly PairOfValues[],
  level: number = DEFAULT_LEVEL,
): CorrelationFound | null {
  const [xs, ys] = [meanRanks(pairs.map(({ x }) => x)), meanRanks(pairs.map(({ y }) => y))];
  const ranked = pairs.map((_, index) => ({ x: at(xs, index), y: at(ys, index) }));
  return judged(ranked, (n, r) => Math.sqrt((1 + (r * r) / 2) / (n - 3)), { level, method: "bonett-wright" });
}

/** The smallest Pearson correlation of n pairs that chance alone gives in fewer than 1 − level of cases: 8 pairs, 95 %: .71. */
export function smallestTold(n: number, level: number = DEFAULT_LEVEL): number | null {
  if (n < LEAST_PAIRS) return null;
  const t = studentTQuantile((1 + level) / 2, n - 2);
  return t / Math.sqrt(n - 2 + t * t);
}

/** Pearson's correlation without each of the pairs in turn; null where it does not exist. */
export function leaveOneOut(pairs: readonly PairOfValues[]): (number | null)[] {
  return pairs.map((_, index) => plainCorrelation(pairs.filter((__, other) => other !== index)));
}

/** Ranks from 1; equal values share the mean of their ranks. */
export function meanRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let place = from; place <= to; place++) ranks[order[place]?.index ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

function judged(
  pairs: readonly PairOfValues[],
  errorOf: (n: number, r: number) => number,
  { level, method }: { readonly level: number; readonly method: string },
): CorrelationFound | null {
  const n = pairs.length;
  if (n < LEAST_PAIRS) return null;
  const value = plainCorrelation(pairs);
  if (value === null) return null;

  // At ±1 Fisher's z is infinite: the interval is then the point itself, and p is 0.
  const z = Math.atanh(Math.max(-1 + 1e-15, Math.min(1 - 1e-15, value)));
  const margin = normalQuantile((1 + level) / 2) * errorOf(n, value);
  const interval = { low: Math.tanh(z - margin), high: Math.tanh(z + margin), level, method };
  const t = (value * Math.sqrt(n - 2)) / Math.sqrt(Math.max(1e-300, 1 - value * value));
  return { value, n, interval, pValue: studentTTwoSided(t, n - 2) };
}

function plainCorrelation(pairs: readonly PairOfValues[]): number | null {
  if (pairs.length < 3) return null;
  for (const { x, y } of pairs) {
    requireFinite("x", x);
    requireFinite("y", y);
  }
  const [meanX, meanY] = [averageOf(pairs.map(({ x }) => x)), averageOf(pairs.map(({ y }) => y))];
  const xx = sumOf(pairs.map(({ x }) => (x - meanX) ** 2));
  const yy = sumOf(pairs.map(({ y }) => (y - meanY) ** 2));
  const tiny = (mean: number): number => 1e-18 * Math.max(1, mean * mean) * pairs.length;
  if (xx <= tiny(meanX) || yy <= tiny(meanY)) return null;
  const value = sumOf(pairs.map(({ x, y }) => (x - meanX) * (y - meanY))) / Math.sqrt(xx * yy);
  return Math.max(-1, Math.min(1, value));
}
