import type { WeightSums } from "./design-effect.ts";
import { meanDifference, recommendationDifference, shareDifference, type Difference } from "./difference.ts";
import type { MeanOptions, MeanSums, MeanWeights } from "./mean.ts";
import type { RecommendationCounts } from "./nps.ts";
import { requireProbability } from "./precondition.ts";
import { at } from "./sequence.ts";
import type { ShareCounts } from "./share.ts";

/** A difference among many: `clear` now also survives the correction for having looked at all of them. */
export interface JudgedDifference {
  readonly difference: Difference;
  readonly adjustedPValue: number;
  readonly clear: boolean;
}

/** Of the differences declared clear, at most this share is expected to be noise. */
export const FALSE_DISCOVERY_RATE = 0.05;

/**
 * Benjamini–Hochberg adjusted p-values, in the order given: reject those at most q and the expected share of false
 * discoveries is at most q. Assumes independent or positively dependent tests; simulated in `many-units.test.ts`.
 * Source: Benjamini & Hochberg 1995. Refuses (RangeError) anything outside 0..1.
 */
export function adjustPValues(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  order.forEach(({ p, index }, fromTop) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a p-value must lie in 0..1, got ${p}`);
    smallest = Math.min(smallest, (p * pValues.length) / (pValues.length - fromTop));
    adjusted[index] = smallest;
  });
  return adjusted;
}

/** Judges differences together: clear where each is clear by itself and its adjusted p-value is at most the rate. */
export function judgeTogether(
  differences: readonly Difference[],
  falseDiscoveryRate: number = FALSE_DISCOVERY_RATE,
): JudgedDifference[] {
  requireProbability("falseDiscoveryRate", falseDiscoveryRate);
  const adjusted = adjustPValues(differences.map((difference) => difference.pValue));
  return differences.map((difference, i) => {
    const adjustedPValue = at(adjusted, i);
    return { difference, adjustedPValue, clear: difference.clear && adjustedPValue <= falseDiscoveryRate };
  });
}

/**
 * Each unit's recommendation score against all other units together, in the order given, corrected for their number.
 * Refuses (RangeError) fewer than two units with answers, and a unit without any: leave it out.
 */
export function recommendationVersusRest(
  units: readonly RecommendationCounts[],
  options: { readonly level?: number; readonly falseDiscoveryRate?: number } = {},
): JudgedDifference[] {
  const rests = restsOf(units, addRecommendations);
  const differences = units.map((unit, i) => recommendationDifference(unit, restOf(rests, i), options));
  return judgeTogether(differences, options.falseDiscoveryRate);
}

/** Each unit's share against all other units together; as `recommendationVersusRest`. */
export function shareVersusRest(
  units: readonly ShareCounts[],
  options: { readonly level?: number; readonly falseDiscoveryRate?: number } = {},
): JudgedDifference[] {
  const rests = restsOf(units, addShares);
  const differences = units.map((unit, i) => shareDifference(unit, restOf(rests, i), options));
  return judgeTogether(differences, options.falseDiscoveryRate);
}

/** Each unit's mean against all other units together; as `recommendationVersusRest`. */
export function meanVersusRest(
  units: readonly MeanSums[],
  options: MeanOptions & { readonly falseDiscoveryRate?: number } = {},
): JudgedDifference[] {
  const rests = restsOf(units, addMeans);
  const differences = units.map((unit, i) => meanDifference(unit, restOf(rests, i), options));
  return judgeTogether(differences, options.falseDiscoveryRate);
}

/** Sums over all but one, from both sides, so that nothing is subtracted and weighted sums keep their digits. */
function restsOf<T>(units: readonly T[], add: (a: T, b: T) => T): T[] {
  if (units.length < 2) throw new RangeError("a unit needs others to be compared with");

  const running = (list: readonly T[]): (T | undefined)[] => {
    let sum: T | undefined;
    return list.map((unit) => {
      const before = sum;
      sum = sum === undefined ? unit : add(sum, unit);
      return before;
    });
  };
  const before = running(units);
  const after = running(units.toReversed()).toReversed();
  return units.flatMap((_, i) => {
    const [left, right] = [before[i], after[i]];
    if (left === undefined) return right === undefined ? [] : [right];
    return [right === undefined ? left : add(left, right)];
  });
}

function restOf<T>(rests: readonly T[], i: number): T {
  const rest = rests[i];
  if (rest === undefined) throw new RangeError("a unit needs others to be compared with");
  return rest;
}

function addRecommendations(a: RecommendationCounts, b: RecommendationCounts): RecommendationCounts {
  const counts = {
    promoters: a.promoters + b.promoters,
    passives: a.passives + b.passives,
    detractors: a.detractors + b.detractors,
  };
  if (a.weights === undefined || b.weights === undefined) return refuseMixed(a, b, counts);
  const weights = {
    promoters: addWeights(a.weights.promoters, b.weights.promoters),
    passives: addWeights(a.weights.passives, b.weights.passives),
    detractors: addWeights(a.weights.detractors, b.weights.detractors),
  };
  return { ...counts, weights };
}

function addShares(a: ShareCounts, b: ShareCounts): ShareCounts {
  const counts = { successes: a.successes + b.successes, n: a.n + b.n };
  if (a.weights === undefined || b.weights === undefined) return refuseMixed(a, b, counts);
  const successes = addWeights(a.weights.successes, b.weights.successes);
  return { ...counts, weights: { successes, failures: addWeights(a.weights.failures, b.weights.failures) } };
}

function addMeans(a: MeanSums, b: MeanSums): MeanSums {
  const sums = { n: a.n + b.n, sum: a.sum + b.sum, sumSquares: a.sumSquares + b.sumSquares };
  if (a.weights === undefined || b.weights === undefined) return refuseMixed(a, b, sums);
  return { ...sums, weights: addMeanWeights(a.weights, b.weights) };
}

function addMeanWeights(a: MeanWeights, b: MeanWeights): MeanWeights {
  const sums = addWeights(a, b);
  const [x, y] = [a.sumSquaredWeightsTimesX, b.sumSquaredWeightsTimesX];
  const [xx, yy] = [a.sumSquaredWeightsTimesXSquared, b.sumSquaredWeightsTimesXSquared];
  if (x === undefined || y === undefined || xx === undefined || yy === undefined) return sums;
  return { ...sums, sumSquaredWeightsTimesX: x + y, sumSquaredWeightsTimesXSquared: xx + yy };
}

function addWeights(a: WeightSums, b: WeightSums): WeightSums {
  return {
    sumWeights: a.sumWeights + b.sumWeights,
    sumSquaredWeights: a.sumSquaredWeights + b.sumSquaredWeights,
  };
}

/** Weighted and unweighted units in one comparison would be a silent mistake. */
function refuseMixed<T>(a: { weights?: unknown }, b: { weights?: unknown }, counts: T): T {
  if (a.weights !== b.weights) throw new RangeError("either all units are weighted or none");
  return counts;
}
