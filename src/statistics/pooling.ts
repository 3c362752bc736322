import type { WeightSums } from "./design-effect.ts";
import type { MeanSums, MeanWeights } from "./mean.ts";
import type { RecommendationCounts } from "./nps.ts";
import type { ShareCounts } from "./share.ts";

/**
 * Each unit with the sum of all others. Added up from both sides, so that nothing is subtracted and weighted sums
 * keep their digits. Refuses (RangeError) fewer than two units.
 */
export function withRests<T>(units: readonly T[], add: (a: T, b: T) => T): { readonly unit: T; readonly rest: T }[] {
  if (units.length < 2) throw new RangeError("a unit needs others to be compared with");

  const before = sumsBefore(units, add);
  const after = sumsBefore(units.toReversed(), add).toReversed();
  return units.flatMap((unit, i) => {
    const [left, right] = [before[i], after[i]];
    if (left === undefined) return right === undefined ? [] : [{ unit, rest: right }];
    return [{ unit, rest: right === undefined ? left : add(left, right) }];
  });
}

/** The counts of two units together. Refuses (RangeError) a weighted with an unweighted one. */
export function addRecommendations(a: RecommendationCounts, b: RecommendationCounts): RecommendationCounts {
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

/** As `addRecommendations`, for shares. */
export function addShares(a: ShareCounts, b: ShareCounts): ShareCounts {
  const counts = { successes: a.successes + b.successes, n: a.n + b.n };
  if (a.weights === undefined || b.weights === undefined) return refuseMixed(a, b, counts);
  const successes = addWeights(a.weights.successes, b.weights.successes);
  return { ...counts, weights: { successes, failures: addWeights(a.weights.failures, b.weights.failures) } };
}

/** As `addRecommendations`, for means. */
export function addMeans(a: MeanSums, b: MeanSums): MeanSums {
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

function sumsBefore<T>(units: readonly T[], add: (a: T, b: T) => T): (T | undefined)[] {
  let sum: T | undefined;
  return units.map((unit) => {
    const before = sum;
    sum = sum === undefined ? unit : add(sum, unit);
    return before;
  });
}
