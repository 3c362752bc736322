import { solveIncreasing } from "./distributions.ts";
import type { Interval } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";
import { wilson } from "./share.ts";

/** When a good average is to be distrusted. */
export interface HeavyTailRule {
  /** The average looks good from this height on the scale, 0 (all at the bottom) to 1 (all at the top). */
  readonly goodHeight: number;
  /** So many of the lowest steps are "the bottom"; absent: the lowest two fifths, rounded down (2 of 5, 4 of 11). */
  readonly bottomSteps?: number;
  /** A bottom share up to this is tolerated however it came about. */
  readonly tolerated: number;
}

/** What stands behind an average: how many are at the bottom, how many one would expect there, and whether to warn. */
export interface TailFinding {
  /** Height of the mean on the scale, 0..1. */
  readonly height: number;
  readonly looksGood: boolean;
  readonly n: number;
  readonly bottomSteps: number;
  /** Share of answers in the bottom steps with Wilson's interval. */
  readonly bottomShare: number;
  readonly interval: Interval;
  /** The bottom share of the smoothest distribution with the same mean. */
  readonly expectedShare: number;
  /** Good mean, heavy tail (R7). */
  readonly warn: boolean;
}

/** Good from 65 % of the scale's height (3.6 of 5, 6.5 of 10); one in twenty at the bottom is tolerated. Our own choice. */
export const HEAVY_TAIL_RULE: HeavyTailRule = { goodHeight: 0.65, tolerated: 0.05 };

/**
 * "Good mean, heavy tail" (R7), from counts per scale step, lowest first (weighted: effective counts).
 * Warns when the mean looks good and yet the share at the bottom is, beyond doubt (lower end of Wilson's interval),
 * both more than is tolerated and more than the mean lets one expect. Expected is the maximum-entropy distribution
 * with that mean, p_k ∝ exp(λk): of all distributions with this average the one that assumes nothing else
 * (Jaynes 1957). One angry answer of ten therefore does not warn, nor does a bottom that a mediocre mean implies anyway.
 * Refuses (RangeError) fewer than three steps, negative counts, an empty sample.
 */
export function heavyTail(
  counts: readonly number[],
  options: { readonly rule?: HeavyTailRule; readonly level?: number } = {},
): TailFinding {
  const rule = options.rule ?? HEAVY_TAIL_RULE;
  requireProbability("goodHeight", rule.goodHeight);
  requireProbability("tolerated", rule.tolerated);
  const bottomSteps = rule.bottomSteps ?? Math.max(1, Math.floor(counts.length * 0.4));
  if (counts.length < 3 || bottomSteps >= counts.length) throw new RangeError("the scale has too few steps");
  counts.forEach((count) => requireAmount("count", count));
  const n = sumOf(counts);
  requirePositive("n", n);

  const height = sumOf(counts.map((count, step) => count * step)) / n / (counts.length - 1);
  const bottomShare = sumOf(counts.slice(0, bottomSteps)) / n;
  const interval = wilson(bottomShare, n, options.level);
  const expectedShare = sumOf(smoothest(counts.length, height).slice(0, bottomSteps));

  const looksGood = height >= rule.goodHeight;
  const warn = looksGood && interval.low > Math.max(rule.tolerated, expectedShare);
  return { height, looksGood, n, bottomSteps, bottomShare, interval, expectedShare, warn };
}

/** Maximum-entropy shares over steps 0..k-1 whose mean has this height (0..1). */
function smoothest(steps: number, height: number): number[] {
  const sharesAt = (lambda: number): number[] => {
    const weights = Array.from({ length: steps }, (_, k) => Math.exp(lambda * (k - (lambda > 0 ? steps - 1 : 0))));
    const sum = sumOf(weights);
    return weights.map((weight) => weight / sum);
  };
  const heightAt = (shares: readonly number[]): number => sumOf(shares.map((_, k) => k * at(shares, k))) / (steps - 1);
  return sharesAt(solveIncreasing((lambda) => heightAt(sharesAt(lambda)) - height, -60, 60, 1e-9));
}
