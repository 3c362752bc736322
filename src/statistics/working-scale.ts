import type { Bounds } from "./estimate.ts";
import type { SeriesPoint } from "./level-filter.ts";
import { momentsOf, type MeanSums } from "./mean.ts";
import { recommendationShares, recommendationVariance, type RecommendationCounts } from "./nps.ts";
import { addMeans, addRecommendations } from "./pooling.ts";
import { requireAmount } from "./precondition.ts";
import { at } from "./sequence.ts";
import { proportionOf, type ShareCounts } from "./share.ts";

/**
 * A series brought to a scale on which points are nearly normal with a known variance, and the way back. `perUnit` is how
 * far one unit of the measure is on the working scale at this value.
 */
export interface WorkingSeries {
  readonly points: readonly Pick<SeriesPoint, "value" | "variance">[];
  readonly back: (value: number) => number;
}

/** Points whose answers set the spread of one answer at the beginning; later all points before do. */
const FIRST = 20;

/**
 * Recommendation scores in points; the variance of a point is V/n with V the variance of one answer over all points
 * before (over the first 20 at the beginning), so that a score does not choose its own limits. 3/4 promoter, 3/2 passive,
 * 3/4 detractor are added to V (Rocks 2016), so that it is never 0.
 */
export function recommendationSeries(points: readonly RecommendationCounts[]): WorkingSeries {
  const variances = pastOf(points, addRecommendations, (counts) => {
    const { promoters, detractors, effectiveN } = recommendationShares(counts);
    const share = (of: number) => (of * effectiveN + 0.75) / (effectiveN + 3);
    return 1e4 * recommendationVariance({ promoters: share(promoters), detractors: share(detractors) });
  });
  return {
    points: points.map((counts, i) => {
      const { promoters, detractors, effectiveN } = recommendationShares(counts);
      return { value: 100 * (promoters - detractors), variance: at(variances, i) / effectiveN };
    }),
    back: (value) => Math.min(100, Math.max(-100, value)),
  };
}

/**
 * Shares (0..1) by Anscombe's arcsine, asin √((x + 3/8)/(n + 3/4)) with variance 1/(4n + 2): close to normal from about
 * three expected cases on, where p ± 3σ is not. Source: Anscombe 1948, Biometrika 35.
 */
export function shareSeries(points: readonly ShareCounts[]): WorkingSeries {
  return {
    points: points.map((counts) => {
      const { share, effectiveN: n } = proportionOf(counts);
      return { value: Math.asin(Math.sqrt((share * n + 3 / 8) / (n + 3 / 4))), variance: 1 / (4 * n + 2) };
    }),
    back: (value) => Math.sin(Math.min(Math.PI / 2, Math.max(0, value))) ** 2,
  };
}

/** Means in their own unit, with the variance of one answer over all points before. */
export function meanSeries(points: readonly MeanSums[], bounds?: Bounds): WorkingSeries {
  const variances = pastOf(points, addMeans, (sums) => momentsOf(sums, bounds).variance);
  return {
    points: points.map((sums, i) => {
      const total = sums.weights?.sumWeights ?? sums.n;
      return { value: sums.sum / total, variance: Math.max(1e-12, at(variances, i)) / sums.n };
    }),
    back: (value) => (bounds === undefined ? value : Math.min(bounds.max, Math.max(bounds.min, value))),
  };
}

/** Counts by twice the root of x + 3/8, with variance 1. Source: Anscombe 1948. */
export function countSeries(counts: readonly number[]): WorkingSeries {
  counts.forEach((count) => requireAmount("count", count));
  return {
    points: counts.map((count) => ({ value: 2 * Math.sqrt(count + 3 / 8), variance: 1 })),
    back: (value) => Math.max(0, (Math.max(0, value) / 2) ** 2 - 3 / 8),
  };
}

/** Something of all points before each, of the first 20 where there are fewer before. */
function pastOf<T>(points: readonly T[], add: (a: T, b: T) => T, of: (sum: T) => number): number[] {
  let sum: T | undefined;
  const running = points.map((point) => (sum = sum === undefined ? point : add(sum, point)));
  return points.map((_, i) => {
    const past = running[Math.min(points.length, Math.max(FIRST, i)) - 1];
    if (past === undefined) throw new RangeError("no points");
    return of(past);
  });
}
