import { normalQuantile, normalTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** Which of two groups answers higher on an ordinal scale, without treating the steps as equal distances. */
export interface RankComparison {
  /** Probability that a random answer of the first group beats one of the second, ties counted half; 0.5 = alike. */
  readonly superiority: number;
  readonly n: readonly [number, number];
  readonly interval: Interval;
  readonly z: number;
  readonly pValue: number;
  readonly clear: boolean;
}

/**
 * Mann–Whitney test from counts per scale step (lowest step first, same steps in both), with the correction for ties,
 * and the probability of superiority with a logit interval on its placement variance. A check beside a difference of
 * means or scores: cost grows with the steps of the scale, not with the answers.
 * Assumes independent answers; normal approximation, good from about 10 answers a group.
 * Sources: Mann & Whitney 1947; Lehmann 1975 (ties); Brunner & Munzel 2000 and Newcombe 2006 (interval).
 * Refuses (RangeError) scales of different length and an empty group.
 */
export function rankComparison(
  first: readonly number[],
  second: readonly number[],
  options: { readonly level?: number } = {},
): RankComparison {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  const [n1, n2] = sizes(first, second);

  const below = placements(second);
  const superiority = weightedMean(first, below) / n2;
  const size = n1 + n2;
  const tied = sumOf(first.map((count, step) => cubeLess(count + at(second, step))));
  const spread = ((n1 * n2) / 12) * (size + 1 - tied / (size * Math.max(1, size - 1)));
  const z = spread <= 0 ? 0 : ((superiority - 0.5) * n1 * n2) / Math.sqrt(spread);

  const variance = placementVariance(first, below, n2) / n1 + placementVariance(second, placements(first), n1) / n2;
  const interval = logitInterval(superiority, variance, { level, smallest: 0.5 / (n1 * n2) });
  const pValue = normalTwoSided(z);
  const clear = (interval.low > 0.5 || interval.high < 0.5) && pValue < 1 - level;
  return { superiority, n: [n1, n2], interval, z, pValue, clear };
}

function sizes(first: readonly number[], second: readonly number[]): [number, number] {
  if (first.length !== second.length) throw new RangeError("both groups must be counted over the same steps");
  [...first, ...second].forEach((count) => requireAmount("count", count));
  const n1 = sumOf(first);
  const n2 = sumOf(second);
  requirePositive("n of the first group", n1);
  requirePositive("n of the second group", n2);
  return [n1, n2];
}

/** How many answers of a group lie below each step, those on the step counted half. */
function placements(counts: readonly number[]): number[] {
  let below = 0;
  return counts.map((count) => {
    const placement = below + count / 2;
    below += count;
    return placement;
  });
}

function weightedMean(counts: readonly number[], values: readonly number[]): number {
  return sumOf(counts.map((count, i) => count * at(values, i))) / sumOf(counts);
}

function placementVariance(counts: readonly number[], placement: readonly number[], other: number): number {
  const shares = placement.map((value) => value / other);
  const mean = weightedMean(counts, shares);
  const squares = weightedMean(
    counts,
    shares.map((share) => (share - mean) ** 2),
  );
  const n = sumOf(counts);
  return n > 1 ? (squares * n) / (n - 1) : 0.25;
}

/** Keeps the ends inside 0..1; where the groups do not overlap at all, variance is that of half a pair overlapping. */
function logitInterval(
  p: number,
  variance: number,
  { level, smallest }: { level: number; smallest: number },
): Interval {
  const inside = Math.min(1 - smallest, Math.max(smallest, p));
  const floor = (smallest * (1 - smallest)) / 2;
  const margin = (normalQuantile((1 + level) / 2) * Math.sqrt(Math.max(variance, floor))) / (inside * (1 - inside));
  const logit = Math.log(inside / (1 - inside));
  const back = (x: number): number => 1 / (1 + Math.exp(-x));
  const low = Math.min(p, back(logit - margin));
  return { low, high: Math.max(p, back(logit + margin)), level, method: "placement-logit" };
}

function cubeLess(count: number): number {
  return count ** 3 - count;
}
