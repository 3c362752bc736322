import type { Estimate } from "#statistics/estimate";
import { othersOf, shareCountsOf, wholeOf, type NamedCounts } from "#statistics/problems/named-counts";
import type { BlockEstimate, Impact, ProblemImpact } from "#statistics/problems/problem-impact";
import { shareOf } from "#statistics/share";

import type { MapItem, PainMap, Reach, Side, Uncertain } from "../contract.ts";
import { figureOfGroups, type Outcome } from "./outcome.ts";

/** Everything of an item that comes from answers. */
export type ItemNumbers = Pick<
  MapItem,
  | "standing"
  | "reach"
  | "mentions"
  | "groups"
  | "share"
  | "shareOfGroup"
  | "shareOfMentions"
  | "estimatedShare"
  | "named"
  | "others"
  | "gross"
  | "effect"
  | "lift"
  | "adjustedP"
  | "clear"
  | "rank"
  | "tied"
  | "affected"
  | "revenueAtRisk"
>;

/** What an item's numbers are made from. */
export interface ItemGround {
  readonly impact: Impact;
  /** As they were counted: not mirrored for praise. */
  readonly counts: NamedCounts;
  readonly side: Side;
  readonly outcome: Outcome;
  readonly minimum: number;
  readonly base: PainMap["base"];
  /** Answers stand for customers: their shares may be taken for those of the base. */
  readonly isOfCustomers: boolean;
}

/** The numbers of one problem. */
export function numbersOf(index: number, reach: Reach, ground: ItemGround): ItemNumbers {
  const { impact, counts, outcome, minimum, base } = ground;
  const [one, own] = [impact.problems[index], counts.problems[index]];
  if (one === undefined || own === undefined) throw new RangeError(`no problem ${index}`);
  const mentions = counts.problems.reduce((sum, { named }) => sum + wholeOf(named).sumWeights, 0);
  const { sumWeights } = wholeOf(own.named);
  const customers = ground.isOfCustomers ? base.customers : null;
  return {
    standing: one.standing,
    reach,
    mentions: one.mentions,
    groups: { low: own.named[0].n, middle: own.named[1].n, high: own.named[2].n },
    share: percent(one.share),
    shareOfGroup: percent(one.shareOfLow),
    shareOfMentions: mentions > 0 ? (100 * sumWeights) / mentions : null,
    estimatedShare: reach === "everybody" || one.standing !== "ok" ? null : 100 * one.touched,
    named: figureOfGroups(own.named, outcome, minimum),
    others: figureOfGroups(othersOf(counts.all, own.named), outcome, minimum),
    gross: one.gross,
    effect: one.effect === null ? null : uncertain(one.effect),
    lift: liftOf(one),
    adjustedP: one.adjustedPValue,
    clear: one.clear,
    rank: one.rank,
    tied: one.tied,
    affected: one.share === null || customers === null ? null : times(one.share, customers),
    revenueAtRisk: customers === null ? null : revenueOf(index, ground, customers),
  };
}

/** Yearly revenue of the customers in the low group who name it. */
function revenueOf(index: number, { counts, side, base }: ItemGround, customers: number): Uncertain | null {
  const own = counts.problems[index];
  const all = wholeOf(counts.all);
  if (side === "praise" || base.revenuePerCustomer === null || own === undefined || all.n === 0) return null;
  return times(shareOf(shareCountsOf(own.named[0], all)), customers * base.revenuePerCustomer);
}

function liftOf({ lift }: ProblemImpact): MapItem["lift"] {
  if (lift === null) return null;
  const { lower, expected, oneUp, lowToTop, most } = lift;
  return { lower, expected: uncertain(expected), oneUp, lowToTop, upper: most };
}

function uncertain({ value, interval }: BlockEstimate): Uncertain {
  return { value, low: interval.low, high: interval.high };
}

function times({ value, interval }: Estimate, factor: number): Uncertain {
  return { value: value * factor, low: interval.low * factor, high: interval.high * factor };
}

/** A share as per cent. */
export function percent(estimate: Estimate | null): Estimate | null {
  if (estimate === null) return null;
  const { value, standardError, interval } = estimate;
  return {
    ...estimate,
    value: 100 * value,
    standardError: 100 * standardError,
    interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
  };
}

/** Largest expected lift first; what has none by its share. */
export function byWeight(a: MapItem, b: MapItem): number {
  const [left, right] = [a.lift?.expected.value ?? -Infinity, b.lift?.expected.value ?? -Infinity];
  if (left !== right) return right - left;
  return (b.share?.value ?? 0) - (a.share?.value ?? 0) || (a.key < b.key ? -1 : 1);
}

/**
 * Whether the lifts may be added up: hardly anybody names two problems, and the sum does not exceed what is possible at all.
 * Only then does a mark at 80 % of the sum mean anything.
 */
export function isAdditive(counts: NamedCounts, total: number, most: number): boolean {
  const named = counts.problems.reduce((sum, one) => sum + wholeOf(one.named).sumWeights, 0);
  const only = counts.problems.reduce((sum, { onlyWeight }) => sum + onlyWeight, 0);
  return named > 0 && only / named >= 0.9 && total <= most;
}
