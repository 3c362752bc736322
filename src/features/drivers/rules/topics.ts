import { shareDifference } from "#statistics/difference";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "#statistics/many-units";
import { noAnswers, shareCountsOf, type CountedAnswers } from "#statistics/problems/named-counts";
import { shareOf } from "#statistics/share";

import type { Topic, TopicGroup, Topics } from "../contract.ts";

/** One group of the score: answers that speak of any topic, and of each topic in its order. */
export interface SpokenGroup {
  readonly all: CountedAnswers;
  readonly named: readonly CountedAnswers[];
}

/** A topic by its key and name. */
export interface NamedTopic {
  readonly key: string;
  readonly name: string;
}

/** Where lists are held against each other, they hold at most so many topics. */
const mostCompared = 10;
/** From this part on in common, two lists are called alike. */
const alikeFrom = 0.6;
/** A topic said by fewer than so many answers in all is not looked at. */
const leastSaid = 5;

/** Told from the topics of two or three groups of a score. */
export type FoundTopics = Pick<Topics, "items" | "common" | "isAlike" | "tested">;

/**
 * What promoters and detractors speak of (R57). A share is of the answers that speak of any topic (Wilson); promoters less
 * detractors by Newcombe's interval, chance finds among all topics controlled (Benjamini and Hochberg 1995). How alike the two
 * lists are is told by counting those that stand among the most named of both.
 */
export function topicsOf(
  topics: readonly NamedTopic[],
  groups: Readonly<Record<TopicGroup, SpokenGroup>>,
  minimumN: number,
): FoundTopics {
  const looked = topics
    .map((topic, index) => ({ topic, said: saidOf(groups, index) }))
    .filter(({ said }) => said.high.n + said.middle.n + said.low.n >= leastSaid);
  const isComparable = Math.min(groups.high.all.n, groups.low.all.n) >= minimumN;
  const differences = isComparable
    ? looked.map(({ said }) =>
        shareDifference(shareCountsOf(said.high, groups.high.all), shareCountsOf(said.low, groups.low.all)),
      )
    : [];
  const adjusted = adjustPValues(differences.map(({ pValue }) => pValue));

  const items = looked.map(({ topic, said }, index): Topic => {
    const [found, adjustedP] = [differences[index], adjusted[index] ?? null];
    const share = (group: TopicGroup) =>
      groups[group].all.n < minimumN ? null : shareIn(said[group], groups[group].all);
    return {
      ...topic,
      shares: { high: share("high"), middle: share("middle"), low: share("low") },
      difference: found === undefined ? null : inPoints(found),
      adjustedP,
      clear: found?.clear === true && adjustedP !== null && adjustedP <= FALSE_DISCOVERY_RATE,
    };
  });
  const common = isComparable ? commonOf(items) : null;
  return {
    items: items.toSorted((a, b) => largest(b) - largest(a)),
    common,
    isAlike: common !== null && common.shared >= alikeFrom * common.most,
    tested: differences.length,
  };
}

function saidOf(groups: Readonly<Record<TopicGroup, SpokenGroup>>, index: number): Record<TopicGroup, CountedAnswers> {
  const at = (group: TopicGroup): CountedAnswers => groups[group].named[index] ?? noAnswers;
  return { high: at("high"), middle: at("middle"), low: at("low") };
}

/** Of the topics that detractors name most, those that promoters name most too. Few topics have nothing to be compared by. */
function commonOf(items: readonly Topic[]): FoundTopics["common"] {
  const most = Math.min(mostCompared, Math.floor(items.length / 2));
  if (most < 3) return null;
  const first = (group: TopicGroup): readonly string[] =>
    items
      .toSorted((a, b) => (b.shares[group]?.value ?? 0) - (a.shares[group]?.value ?? 0))
      .slice(0, most)
      .map(({ key }) => key);
  const ofPromoters = new Set(first("high"));
  return { shared: first("low").filter((key) => ofPromoters.has(key)).length, most };
}

function largest({ shares }: Topic): number {
  return Math.max(shares.high?.value ?? 0, shares.low?.value ?? 0, shares.middle?.value ?? 0);
}

function shareIn(said: CountedAnswers, all: CountedAnswers): Topic["shares"][TopicGroup] {
  const { value, interval } = shareOf(shareCountsOf(said, all));
  return { n: said.n, of: all.n, value, interval };
}

function inPoints({ value, interval, pValue, clear }: ReturnType<typeof shareDifference>): Topic["difference"] {
  const { low, high, ...how } = interval;
  return { value: 100 * value, interval: { low: 100 * low, high: 100 * high, ...how }, p: pValue, clear };
}
