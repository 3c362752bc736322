import type { StreakSums } from "#feature/facts/contract";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { shareOf } from "#statistics/share";
import { clusteringOf, meanRunLength } from "#statistics/streaks";

import type { StreakGroup, StreaksAnswer } from "../contract.ts";

/** Runs so long or longer are told as one. */
const longestTold = 10;

/** What sequences of one group say; no share is printed for fewer persons than the minimum. */
export function groupOf(
  sums: StreakSums,
  { name, atLeast, minimum }: { readonly name: string; readonly atLeast: number; readonly minimum: number },
): StreakGroup {
  const { key, persons, contacts, positive, neutral, negative, longest, mixed, squares } = sums;
  const eligible = at(sums.reaching, atLeast);
  const isTooFew = eligible < minimum;
  const counts = { key, name, persons, contacts, positive, neutral, negative, eligible, isTooFew };
  if (isTooFew) return { ...counts, ...nothing };

  const share = shareOf({ successes: at(sums.current, atLeast), n: eligible });
  const runs = { persons, runs: at(sums.runsOfAtLeast, 1), moments: positive };
  const length = meanRunLength({
    ...runs,
    runsSquared: squares.runs,
    momentsSquared: squares.moments,
    product: squares.product,
  });
  const clustering = clusteringOf(mixed);
  return {
    ...counts,
    current: {
      value: 100 * share.value,
      interval: { low: 100 * share.interval.low, high: 100 * share.interval.high },
    },
    currentByOwnRate: (100 * at(sums.currentByChance, atLeast)) / eligible,
    currentByCommonRate: 100 * (positive / contacts) ** atLeast,
    meanLength: length === null ? null : { value: length.value, interval: spanOf(length.interval) },
    longest,
    clustering:
      clustering === null
        ? null
        : {
            persons: mixed.persons,
            ratio: clustering.ratio,
            p: clustering.pValue,
            verdict: clustering.verdict,
          },
  };
}

/** Of many groups some look clustered by chance: their p-values are corrected for all of them (Benjamini and Hochberg). */
export function judgedTogether(groups: readonly StreakGroup[]): StreakGroup[] {
  const adjusted = adjustPValues(groups.flatMap(({ clustering }) => clustering?.p ?? []));
  let next = 0;
  return groups.map((group) => {
    if (group.clustering === null) return group;
    const p = adjusted[next++] ?? 1;
    const verdict = p <= FALSE_DISCOVERY_RATE ? group.clustering.verdict : "chance";
    return { ...group, clustering: { ...group.clustering, p, verdict } };
  });
}

/**
 * Runs of positive moments by length: seen, by the order of each person's own moments, and at one rate for all:
 * p^k·(persons with k moments + (1 − p)·moments beyond the k-th), summed over the places where a run can begin.
 */
export function lengthsOf(sums: StreakSums): StreaksAnswer["lengths"] {
  const rate = sums.positive / sums.contacts;
  const common = (length: number): number => {
    const within = sums.reaching.slice(0, length).reduce((sum, count) => sum + count, 0);
    return rate ** length * (at(sums.reaching, length) + (1 - rate) * Math.max(0, sums.contacts - within));
  };
  return Array.from({ length: longestTold }, (_, index) => {
    const length = index + 1;
    const isLast = length === longestTold;
    const exactly = (of: (length: number) => number): number => of(length) - (isLast ? 0 : of(length + 1));
    return {
      length,
      seen: exactly((one) => at(sums.runsOfAtLeast, one)),
      byOwnRate: exactly((one) => at(sums.runsByChance, one)),
      byCommonRate: exactly(common),
    };
  });
}

const nothing = {
  current: null,
  currentByOwnRate: null,
  currentByCommonRate: null,
  meanLength: null,
  longest: 0,
  clustering: null,
} as const;

function at(counts: readonly number[], length: number): number {
  return counts[length - 1] ?? 0;
}

function spanOf({ low, high }: { readonly low: number; readonly high: number }): { low: number; high: number } {
  return { low, high };
}
