import { normalTwoSided, studentTTwoSided } from "./distributions.ts";
import type { Estimate } from "./estimate.ts";
import { meanOf } from "./mean.ts";
import { requireAmount, requirePositive } from "./precondition.ts";
import { shareOf } from "./share.ts";

/** How many people had this gap: result minus expectation, in steps of the scale. */
export interface GapCount {
  readonly gap: number;
  readonly count: number;
}

/** What became of expectations: the mean gap, who was let down, served as expected, surprised, and the whole picture. */
export interface GapResult {
  /** Mean of result - expectation in steps; below 0 the experience fell short. */
  readonly mean: Estimate;
  readonly negative: Estimate;
  readonly zero: Estimate;
  readonly positive: Estimate;
  /** Gaps in rising order with their shares, for the strip beside the mean. */
  readonly distribution: readonly (GapCount & { readonly share: number })[];
  /** Two-sided paired t test of "no gap", and the sign test, which asks only for the direction. */
  readonly pValue: number;
  readonly signPValue: number;
  readonly clear: boolean;
}

/**
 * Experience = result - expectation (R67), from the counts of each person's own gap: t interval on the paired
 * differences, Wilson for the shares. `steps` is the number of scale steps, so that a gap lies within ±(steps - 1).
 * The same function serves any pair of answers of the same people (a panel asked twice), where a comparison of two
 * independent groups would be wrong. Assumes pairs are independent of each other. Source: Student 1908 (paired t).
 * Refuses (RangeError) an empty sample and gaps beyond the scale.
 */
export function gapOf(
  counts: readonly GapCount[],
  steps: number,
  options: { readonly level?: number } = {},
): GapResult {
  const pairs = counts.filter(({ count }) => count !== 0).toSorted((a, b) => a.gap - b.gap);
  for (const { gap, count } of pairs) {
    requireAmount("count", count);
    if (Math.abs(gap) > steps - 1) throw new RangeError(`gap ${gap} does not fit a scale of ${steps} steps`);
  }
  const n = total(pairs, () => 1);
  requirePositive("n", n);

  const bounds = { min: 1 - steps, max: steps - 1 };
  const sums = { n, sum: total(pairs, (gap) => gap), sumSquares: total(pairs, (gap) => gap * gap) };
  const mean = meanOf(sums, { ...options, bounds });
  const centre = (mean.value * n) / (n + 1);
  const pValue = studentTTwoSided(centre / mean.standardError, n);
  const share = (is: (gap: number) => boolean): Estimate =>
    shareOf({ successes: total(pairs, (gap) => (is(gap) ? 1 : 0)), n }, options);
  const [negative, zero, positive] = [share((g) => g < 0), share((g) => g === 0), share((g) => g > 0)];

  const signPValue = signTest(positive.value * n, negative.value * n);
  const distribution = pairs.map(({ gap, count }) => ({ gap, count, share: count / n }));
  const { low, high, level } = mean.interval;
  const clear = (low > 0 || high < 0) && pValue < 1 - level;
  return { mean, negative, zero, positive, distribution, pValue, signPValue, clear };
}

function total(pairs: readonly GapCount[], of: (gap: number) => number): number {
  return pairs.reduce((sum, { gap, count }) => sum + count * of(gap), 0);
}

/** Sign test with continuity correction; ties say nothing about the direction. */
function signTest(positive: number, negative: number): number {
  const n = positive + negative;
  if (n === 0) return 1;
  return normalTwoSided(Math.max(0, Math.abs(positive - negative) - 1) / Math.sqrt(n));
}
