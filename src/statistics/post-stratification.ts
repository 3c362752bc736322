import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, type Estimate } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** A stratum: how many the population has (or its share), and n, mean and variance of one answer in the sample. */
export interface Stratum {
  readonly population: number;
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Weights by stratum, (N_h/N) / (n_h/n): their mean over the answers is 1. The same as raking on one margin.
 * Source: Holt & Smith 1979. Refuses (RangeError) a stratum of the population without answers.
 */
export function postStratificationWeights(strata: readonly Pick<Stratum, "population" | "n">[]): number[] {
  const population = sumOf(strata.map((stratum) => stratum.population));
  const n = sumOf(strata.map((stratum) => stratum.n));
  requirePositive("population", population);
  return strata.map((stratum) => {
    requireAmount("population", stratum.population);
    if (stratum.population > 0) requirePositive("n", stratum.n);
    return stratum.n === 0 ? 0 : stratum.population / population / (stratum.n / n);
  });
}

/**
 * The post-stratified mean Σ W_h ȳ_h, in the unit of the answers, with the variance given the strata sizes,
 * Σ W_h² s_h² / n_h. Smaller than Kish's whenever strata differ, since it leaves out what lies between them.
 * Assumes a random sample within each stratum. Source: Holt & Smith 1979; Cochran 1977, 5A.9.
 * Refuses (RangeError) what `postStratificationWeights` refuses.
 */
export function postStratifiedMean(strata: readonly Stratum[], options: { readonly level?: number } = {}): Estimate {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  postStratificationWeights(strata);
  const population = sumOf(strata.map((stratum) => stratum.population));
  const shares = strata.map((stratum) => stratum.population / population);
  const n = sumOf(strata.map((stratum) => stratum.n));

  const value = sumOf(strata.map(({ mean }, h) => at(shares, h) * mean));
  const variance = sumOf(
    strata.map((stratum, h) => (stratum.n === 0 ? 0 : (at(shares, h) ** 2 * stratum.variance) / stratum.n)),
  );
  const whole = sumOf(strata.map(({ mean, variance: within }, h) => at(shares, h) * (within + (mean - value) ** 2)));
  const standardError = Math.sqrt(variance);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  return {
    value,
    n,
    effectiveN: variance > 0 ? whole / variance : n,
    standardError,
    interval: { low: value - margin, high: value + margin, level, method: "post-stratified" },
  };
}
