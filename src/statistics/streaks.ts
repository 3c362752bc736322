import { normalQuantile, normalTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, fitInterval, type Estimate } from "./estimate.ts";
import { requireAmount, requirePositive } from "./precondition.ts";

/** Runs of good moments of many persons, added up: what was seen and what shuffling each person's own moments gives. */
export interface RunSums {
  /** Persons with at least one good and one other moment; only theirs can be shuffled. */
  readonly persons: number;
  readonly runs: number;
  readonly expected: number;
  readonly variance: number;
}

/** Whether moments of one kind come in clusters. */
export interface Clustering {
  /** Runs seen for each one that chance gives; below 1: moments of one kind follow each other. */
  readonly ratio: number;
  readonly z: number;
  readonly pValue: number;
  readonly verdict: "clustered" | "alternating" | "chance";
}

/** From how many persons on the sum of their runs is near enough to normal to be judged. */
export const LEAST_MIXED_PERSONS = 20;

/**
 * Runs expected when a person's moments, `good` of `n`, stand in random order, and their variance:
 * 1 + 2·g·b/n and 2gb(2gb − n)/(n²(n − 1)). Source: Wald & Wolfowitz 1940, Annals of Mathematical Statistics 11(2), 147–162.
 */
export function expectedRuns(n: number, good: number): { readonly mean: number; readonly variance: number } {
  requirePositive("n", n);
  requireAmount("good", good);
  if (good > n) throw new RangeError(`good (${good}) must not exceed n (${n})`);
  const product = 2 * good * (n - good);
  return { mean: 1 + product / n, variance: n === 1 ? 0 : (product * (product - n)) / (n * n * (n - 1)) };
}

/** Runs of good moments at least so long that random order gives on average: (b + 1)·g!/(g − k)!·(n − k)!/n!. */
export function expectedGoodRuns(n: number, good: number, length: number): number {
  return (n - good + 1) * chanceOfTail(n, good, length);
}

/** The chance that the last `length` of n moments, `good` of them good, are all good when their order is random. */
export function chanceOfTail(n: number, good: number, length: number): number {
  let chance = 1;
  for (let place = 0; place < length; place++) chance *= Math.max(0, good - place) / Math.max(1, n - place);
  return length > n ? 0 : chance;
}

/**
 * The runs test over many persons: runs of each are held against the random order of that person's own moments (so that happier and
 * less happy persons do not pass for clusters), summed, and judged by the normal. Null for fewer persons than it needs.
 * Simulated in `streaks.test.ts`. Source: Wald & Wolfowitz 1940, stratified by person.
 */
export function clusteringOf(
  { persons, runs, expected, variance }: RunSums,
  level: number = DEFAULT_LEVEL,
): Clustering | null {
  if (persons < LEAST_MIXED_PERSONS || variance <= 0 || expected <= 0) return null;
  const z = (runs - expected) / Math.sqrt(variance);
  const pValue = normalTwoSided(z);
  const isChance = pValue >= 1 - level;
  return { ratio: runs / expected, z, pValue, verdict: isChance ? "chance" : z < 0 ? "clustered" : "alternating" };
}

/** Sums over persons of how many runs (r) and how many moments in them (m). */
export interface RatioSums {
  readonly persons: number;
  readonly runs: number;
  readonly moments: number;
  readonly runsSquared: number;
  readonly momentsSquared: number;
  readonly product: number;
}

/**
 * Mean length of a run: moments in runs over runs, with an interval by persons (a ratio of two sums; persons, not runs, are drawn
 * at random). Null without runs or for fewer than 2 persons. Source: Cochran, Sampling Techniques, 1977, 2.11 (linearised ratio).
 */
export function meanRunLength(sums: RatioSums, level: number = DEFAULT_LEVEL): Estimate | null {
  const { persons, runs, moments, runsSquared, momentsSquared, product } = sums;
  if (persons < 2 || runs <= 0) return null;
  const value = moments / runs;
  const squares = Math.max(0, momentsSquared - 2 * value * product + value * value * runsSquared);
  const standardError = Math.sqrt((squares * persons) / (persons - 1)) / runs;
  const margin = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: value - margin, high: value + margin, level, method: "linearised-ratio" };
  const bounds = { min: 1, max: Infinity };
  return { value, n: persons, effectiveN: persons, standardError, interval: fitInterval(interval, value, bounds) };
}
