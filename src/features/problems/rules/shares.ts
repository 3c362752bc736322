import type { Difference } from "#statistics/difference";
import { shareDifference } from "#statistics/difference";
import { judgeTogether, type JudgedDifference } from "#statistics/many-units";
import { midPValue } from "#statistics/mid-p";
import { shareCountsOf, type CountedAnswers } from "#statistics/problems/named-counts";
import { proportionOf, shareOf } from "#statistics/share";

import type { MapItem } from "../contract.ts";
import { percent } from "./map-item.ts";

/** Some answers out of all. */
export interface Part {
  readonly some: CountedAnswers;
  readonly all: CountedAnswers;
}

/** A share in per cent; null below the minimum of answers. */
export function shareIn({ some, all }: Part, minimum: number): MapItem["share"] {
  return all.n < minimum || all.n === 0 || !(all.sumWeights > 0) ? null : percent(shareOf(shareCountsOf(some, all)));
}

/** First share less the second, by the exact test where it matters: few may name a problem. */
export function differenceOfParts(first: Part, second: Part): Difference {
  const [a, b] = [shareCountsOf(first.some, first.all), shareCountsOf(second.some, second.all)];
  const [one, other] = [proportionOf(a), proportionOf(b)];
  const pValue = midPValue({
    first: { successes: one.share * one.effectiveN, n: one.effectiveN },
    second: { successes: other.share * other.effectiveN, n: other.effectiveN },
  });
  const found = shareDifference(a, b);
  return { ...found, pValue, clear: found.clear && pValue < 1 - found.interval.level };
}

/** Differences judged together, those that are missing left in their places. */
export function judgedWithGaps(differences: readonly (Difference | null)[]): readonly (JudgedDifference | null)[] {
  const judged = judgeTogether(differences.filter((one) => one !== null));
  let next = 0;
  return differences.map((one) => (one === null ? null : (judged[next++] ?? null)));
}

/** A judged difference of shares as the contract tells it, in per cent points. */
export function changeOf(judged: JudgedDifference | null): MapItem["change"] {
  if (judged === null) return null;
  const { difference, adjustedPValue, clear } = judged;
  const { value, interval, pValue } = difference;
  return {
    value: 100 * value,
    interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
    p: pValue,
    clear,
    adjustedP: adjustedPValue,
  };
}
