import { recommendationDifference, type Difference } from "./difference.ts";
import { judgeTogether } from "./many-units.ts";
import type { RecommendationCounts } from "./nps.ts";
import { requireFinite, requirePositive } from "./precondition.ts";

/**
 * Counts that a published score of n answers could have come from and that leave most room for error: nobody passive. The variance
 * of one answer, P + D − (P − D)², is greatest when P + D = 1, so an interval from these counts is never too narrow, whatever
 * the unknown distribution was (`relative-score.test.ts`). Refuses (RangeError) scores beyond ±100 and n that is not above zero.
 */
export function widestCounts(score: number, n: number): RecommendationCounts {
  requireFinite("score", score);
  requirePositive("n", n);
  if (Math.abs(score) > 100) throw new RangeError(`a score lies between -100 and 100, got ${score}`);
  const promoters = (n * (1 + score / 100)) / 2;
  return { promoters, passives: 0, detractors: n - promoters };
}

/**
 * Relative recommendation score: ours minus theirs in points, of different people, by `recommendationDifference` (adjusted Wald).
 * Source of the idea: Keiningham and others, "Customer loyalty isn't enough. Grow your share of wallet", Harvard Business
 * Review 89(10), 2011: what counts is the place among the brands that a customer may choose.
 */
export function relativeScore(ours: RecommendationCounts, theirs: RecommendationCounts): Difference {
  return recommendationDifference(ours, theirs, { reference: "student" });
}

/** The ranks a score may truly hold among the others. */
export interface PlaceAmong {
  /** 1 + the number of those clearly better. */
  readonly rank: number;
  /** The number of all less those clearly worse. */
  readonly rankHigh: number;
}

/**
 * Places with honest ties: two scores are told apart where their difference is clear and stays so after Benjamini and Hochberg's
 * correction for all pairs. Sources: Benjamini & Hochberg 1995; rank ranges as in Klein, Wright & Wieczorek 2020.
 */
export function placesAmong(all: readonly RecommendationCounts[]): PlaceAmong[] {
  const pairs = all.flatMap((_, first) => all.slice(first + 1).map((__, rest) => [first, first + 1 + rest] as const));
  const judged = judgeTogether(pairs.map(([first, second]) => relativeScore(all[first] ?? none, all[second] ?? none)));
  const better = all.map(() => 0);
  const worse = all.map(() => 0);
  judged.forEach(({ clear, difference }, index) => {
    const [first = 0, second = 0] = pairs[index] ?? [];
    if (!clear) return;
    const [high, low] = difference.value > 0 ? [first, second] : [second, first];
    better[low] = (better[low] ?? 0) + 1;
    worse[high] = (worse[high] ?? 0) + 1;
  });
  return all.map((_, index) => ({ rank: 1 + (better[index] ?? 0), rankHigh: all.length - (worse[index] ?? 0) }));
}

const none: RecommendationCounts = { promoters: 0, passives: 0, detractors: 0 };
