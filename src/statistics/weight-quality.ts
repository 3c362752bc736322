import { designEffect, kishEffectiveN } from "./design-effect.ts";
import { weightedMedian } from "./raking.ts";
import { at, sumOf } from "./sequence.ts";

/** Above this the weights cost half of the sample; customary, our choice (methods 3.4). */
export const COSTLY_DESIGN_EFFECT = 2;
/** A category with fewer answers makes weights that chance made; customary, our choice (methods 3.4). */
export const SMALL_CATEGORY = 10;

/** What weights do to a sample. */
export interface WeightQuality {
  readonly n: number;
  /** Kish: n Σw² / (Σw)². */
  readonly designEffect: number;
  readonly effectiveN: number;
  readonly median: number;
  readonly smallest: number;
  readonly largest: number;
  readonly isCostly: boolean;
}

/** One bar of a histogram: weights from `from` on and below `to` (the last one with `to`). */
export interface WeightBin {
  readonly from: number;
  readonly to: number;
  readonly n: number;
}

/**
 * Design effect, effective n and extent of weights, each of `counts[i]` answers with weight `weights[i]`.
 * Kish's formula assumes weights unrelated to the answers; figures themselves use the linearised effective n.
 * Source: Kish 1965, 11.7. Refuses (RangeError) an empty sample.
 */
export function weightQuality(weights: readonly number[], counts: readonly number[]): WeightQuality {
  const n = sumOf(counts);
  const sums = {
    sumWeights: sumOf(weights.map((weight, group) => weight * at(counts, group))),
    sumSquaredWeights: sumOf(weights.map((weight, group) => weight ** 2 * at(counts, group))),
  };
  const there = weights.filter((_, group) => at(counts, group) > 0);
  const effect = designEffect(n, sums);
  return {
    n,
    designEffect: effect,
    effectiveN: kishEffectiveN(n, sums),
    median: weightedMedian(weights, counts),
    smallest: there.reduce((least, weight) => Math.min(least, weight), Infinity),
    largest: there.reduce((most, weight) => Math.max(most, weight), 0),
    isCostly: effect > COSTLY_DESIGN_EFFECT,
  };
}

/** A histogram over `bins` equal steps of the logarithm, since a weight of 2 is to 1 as 1 is to a half. */
export function weightHistogram(weights: readonly number[], counts: readonly number[], bins = 24): WeightBin[] {
  const { smallest, largest } = weightQuality(weights, counts);
  if (largest <= smallest * (1 + 1e-9)) return [{ from: smallest, to: largest, n: sumOf(counts) }];

  const step = Math.log(largest / smallest) / bins;
  const found = Array.from({ length: bins }, () => 0);
  weights.forEach((weight, group) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(Math.log(weight / smallest) / step)));
    found[bin] = at(found, bin) + at(counts, group);
  });
  return found.map((n, bin) => ({
    from: smallest * Math.exp(bin * step),
    to: smallest * Math.exp((bin + 1) * step),
    n,
  }));
}
