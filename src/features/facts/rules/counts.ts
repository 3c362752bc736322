import type { CutPoints } from "#feature/organisation/contract";
import type { MeanSums } from "#statistics/mean";
import type { RecommendationCounts } from "#statistics/nps";
import type { ShareCounts } from "#statistics/share";

import type { MeasureKind } from "../contract.ts";
import { groupOf, type ScoreGroup } from "./step.ts";
import { addTallies, noTally, type Moments, type StepTally, type Sums, type Tally } from "./sums.ts";

/** How a measure is read: its kind, where recommendation is cut, and whether answers count by weight. */
export interface Reading {
  readonly kind: MeasureKind;
  readonly cuts: CutPoints;
  readonly isWeighted: boolean;
}

/** Answers by group of their score. */
export type GroupTallies = Readonly<Record<ScoreGroup, Tally>>;

/** Promoters, passives and detractors, or top, middle and bottom boxes. */
export function groupTallies(sums: Sums, { kind, cuts }: Reading): GroupTallies {
  const groups: Record<ScoreGroup, Tally> = { high: noTally, middle: noTally, low: noTally };
  for (const tally of sums.steps) {
    const group = groupOf(kind, tally.step, cuts);
    groups[group] = addTallies(groups[group], tally);
  }
  return groups;
}

/** The groups as the estimator of recommendation takes them. */
export function recommendationCounts(groups: GroupTallies, isWeighted: boolean): RecommendationCounts {
  const { high, middle, low } = groups;
  const counts = { promoters: high.n, passives: middle.n, detractors: low.n };
  return isWeighted ? { ...counts, weights: { promoters: high, passives: middle, detractors: low } } : counts;
}

/** Top boxes against all others. */
export function topBoxCounts({ high, middle, low }: GroupTallies, isWeighted: boolean): ShareCounts {
  const failures = addTallies(middle, low);
  const counts = { successes: high.n, n: high.n + failures.n };
  return isWeighted ? { ...counts, weights: { successes: high, failures } } : counts;
}

/** Those with the property against the rest. */
export function shareCounts(successes: Tally, all: Tally, isWeighted: boolean): ShareCounts {
  const failures = {
    n: all.n - successes.n,
    sumWeights: Math.max(0, all.sumWeights - successes.sumWeights),
    sumSquaredWeights: Math.max(0, all.sumSquaredWeights - successes.sumSquaredWeights),
  };
  const counts = { successes: successes.n, n: all.n };
  return isWeighted ? { ...counts, weights: { successes, failures } } : counts;
}

/** Sums of the scores themselves. */
export function meanSums(sums: Sums, isWeighted: boolean): MeanSums {
  const moments = sums.moments ?? momentsOfSteps(sums.steps);
  if (!isWeighted) return { n: moments.n, sum: moments.sumX, sumSquares: moments.sumXX };
  return {
    n: moments.n,
    sum: moments.sumWX,
    sumSquares: moments.sumWXX,
    weights: {
      sumWeights: moments.sumWeights,
      sumSquaredWeights: moments.sumSquaredWeights,
      sumSquaredWeightsTimesX: moments.sumWWX,
      sumSquaredWeightsTimesXSquared: moments.sumWWXX,
    },
  };
}

/** The one scale of all answers; null when they stand on different ones, or on none. */
export function commonScale(
  sums: Sums,
): { readonly from: number; readonly to: number; readonly isLowGood: boolean } | null {
  const first = sums.steps[0]?.step;
  if (first === undefined) return null;
  const isCommon = sums.steps.every(
    ({ step }) => step.from === first.from && step.to === first.to && step.isLowGood === first.isLowGood,
  );
  return isCommon ? { from: first.from, to: first.to, isLowGood: first.isLowGood } : null;
}

/** Ends of the values a mean can take; undefined for plain numbers. */
export function boundsOf(kind: MeasureKind, sums: Sums): { readonly min: number; readonly max: number } | undefined {
  const scale = commonScale(sums);
  if (scale === null) return undefined;
  const span = scale.to - scale.from;
  return kind === "gap" ? { min: -span, max: span } : { min: scale.from, max: scale.to };
}

function momentsOfSteps(steps: readonly StepTally[]): Moments {
  const moments = {
    n: 0,
    sumWeights: 0,
    sumSquaredWeights: 0,
    sumX: 0,
    sumXX: 0,
    sumWX: 0,
    sumWXX: 0,
    sumWWX: 0,
    sumWWXX: 0,
  };
  for (const { step, n, sumWeights, sumSquaredWeights } of steps) {
    const x = step.score;
    moments.n += n;
    moments.sumWeights += sumWeights;
    moments.sumSquaredWeights += sumSquaredWeights;
    moments.sumX += n * x;
    moments.sumXX += n * x * x;
    moments.sumWX += sumWeights * x;
    moments.sumWXX += sumWeights * x * x;
    moments.sumWWX += sumSquaredWeights * x;
    moments.sumWWXX += sumSquaredWeights * x * x;
  }
  return moments;
}
