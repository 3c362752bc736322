import { percentOf } from "#statistics/csat";
import { meanDifference, recommendationDifference, shareDifference } from "#statistics/difference";
import type { Estimate } from "#statistics/estimate";
import { meanOf } from "#statistics/mean";
import { recommendationScore } from "#statistics/nps";
import { mayCompare } from "#statistics/too-few";

import type { Difference, Figure } from "../contract.ts";
import {
  boundsOf,
  commonScale,
  groupTallies,
  meanSums,
  recommendationCounts,
  topBoxCounts,
  type Reading,
} from "./counts.ts";
import type { Sums, Tally } from "./sums.ts";

/** How a group may be shown, decided before it is computed. */
export interface Showing {
  readonly isHidden: boolean;
  /** From how many answers on a figure is printed. */
  readonly minimum: number;
  readonly isProvisional: boolean;
}

/**
 * The figure of a group of answers: points for recommendation, per cent of top boxes for satisfaction, the mean in steps
 * of the scale for effort, ratings and gaps, the plain mean for numbers; choices and texts are only counted.
 * Answers on different scales have no common mean: then there is no estimate, and n alone is told.
 */
export function figureOf(sums: Sums, reading: Reading, showing: Showing): Figure {
  const provisional = showing.isProvisional;
  if (showing.isHidden) return { ...nothing, state: "hidden", provisional };
  if (sums.n === 0) return { ...nothing, state: "none", n: 0, provisional };
  if (sums.n < showing.minimum) return { ...nothing, state: "too-few", n: sums.n, provisional };

  const estimate = estimateOf(sums, reading);
  return {
    state: "ok",
    n: sums.n,
    estimate,
    mean: reading.kind === "number" ? estimate : scaleMean(sums, reading),
    distribution: distributionOf(sums, reading),
    groups: groupsOf(sums, reading),
    provisional,
    designEffect: reading.isWeighted ? designEffectOf(sums) : null,
  };
}

/** How the first group differs from the second; null where either says too little for a comparison. */
export function differenceOf(first: Sums, second: Sums, reading: Reading): Difference | null {
  if (first.n === 0 || second.n === 0 || !mayCompare([first.n, second.n])) return null;
  const found = compared(first, second, reading);
  return found === null ? null : { value: found.value, interval: found.interval, p: found.pValue, clear: found.clear };
}

const nothing = {
  n: null,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  designEffect: null,
} as const;

/** The estimate alone. */
export function estimateOf(sums: Sums, reading: Reading): Estimate | null {
  const { kind, isWeighted } = reading;
  switch (kind) {
    case "nps":
    case "enps":
      return plain(recommendationScore(recommendationCounts(groupTallies(sums, reading), isWeighted)));
    case "csat":
      return percentOf(topBoxCounts(groupTallies(sums, reading), isWeighted));
    case "ces":
    case "rating":
    case "gap":
      return scaleMean(sums, reading);
    case "number":
      return numberMean(sums, isWeighted);
    case "choice":
    case "text":
      return null;
  }
}

function plain({ value, n, effectiveN, standardError, interval }: Estimate): Estimate {
  return { value, n, effectiveN, standardError, interval };
}

function scaleMean(sums: Sums, { kind, isWeighted }: Reading): Estimate | null {
  const bounds = boundsOf(kind, sums);
  return bounds === undefined ? null : meanOf(meanSums(sums, isWeighted), { bounds });
}

function numberMean(sums: Sums, isWeighted: boolean): Estimate | null {
  return sums.n < 2 || sums.moments === null ? null : meanOf(meanSums(sums, isWeighted));
}

function compared(first: Sums, second: Sums, reading: Reading) {
  const { kind, isWeighted } = reading;
  if (kind === "choice" || kind === "text") return null;
  if (isScaledMean(kind) || kind === "number") return comparedMeans(first, second, reading);

  const [a, b] = [groupTallies(first, reading), groupTallies(second, reading)];
  return kind === "csat"
    ? inPercent(shareDifference(topBoxCounts(a, isWeighted), topBoxCounts(b, isWeighted)))
    : recommendationDifference(recommendationCounts(a, isWeighted), recommendationCounts(b, isWeighted));
}

function comparedMeans(first: Sums, second: Sums, { kind, isWeighted }: Reading) {
  const isComparable = kind === "number" ? hasSpread(first) && hasSpread(second) : sameScale(first, second);
  if (!isComparable) return null;
  return meanDifference(meanSums(first, isWeighted), meanSums(second, isWeighted), boundsOption(kind, first));
}

function isScaledMean(kind: Reading["kind"]): boolean {
  return kind === "ces" || kind === "rating" || kind === "gap";
}

function inPercent(difference: ReturnType<typeof shareDifference>) {
  const { interval } = difference;
  return {
    ...difference,
    value: 100 * difference.value,
    interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
  };
}

function boundsOption(kind: Reading["kind"], sums: Sums) {
  const bounds = boundsOf(kind, sums);
  return bounds === undefined ? {} : { bounds };
}

function sameScale(first: Sums, second: Sums): boolean {
  const [a, b] = [commonScale(first), commonScale(second)];
  return a !== null && b !== null && a.from === b.from && a.to === b.to && a.isLowGood === b.isLowGood;
}

function hasSpread({ moments }: Sums): boolean {
  return moments !== null && moments.n > 1 && moments.sumXX * moments.n > moments.sumX ** 2 * (1 + 1e-12);
}

function distributionOf(sums: Sums, { kind, isWeighted }: Reading): Figure["distribution"] {
  const amount = (tally: Tally) => (isWeighted ? tally.sumWeights : tally.n);
  if (kind === "choice") return Object.fromEntries(sums.choices.map((tally) => [tally.choice, amount(tally)]));
  const scale = commonScale(sums);
  if (scale === null) return null;

  const span = scale.to - scale.from;
  const [low, high] = kind === "gap" ? [-span, span] : [scale.from, scale.to];
  const counts = new Map(sums.steps.map((tally) => [tally.step.score, amount(tally)]));
  return Object.fromEntries(
    Array.from({ length: high - low + 1 }, (_, index) => [String(low + index), counts.get(low + index) ?? 0]),
  );
}

function groupsOf(sums: Sums, reading: Reading): Figure["groups"] {
  if (sums.steps.length === 0) return null;
  const { high, middle, low } = groupTallies(sums, reading);
  return reading.isWeighted
    ? { high: high.sumWeights, middle: middle.sumWeights, low: low.sumWeights }
    : { high: high.n, middle: middle.n, low: low.n };
}

/** Kish: n Σw² / (Σw)². */
function designEffectOf(sums: Sums): number | null {
  const tallies: readonly Tally[] =
    sums.moments === null ? [...sums.steps, ...sums.choices.map(({ first }) => first)] : [sums.moments];
  let [n, weights, squares] = [0, 0, 0];
  for (const tally of tallies) {
    n += tally.n;
    weights += tally.sumWeights;
    squares += tally.sumSquaredWeights;
  }
  return weights > 0 ? (n * squares) / weights ** 2 : null;
}
