import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** Variance of one answer on -1, 0, 1: the largest possible, and one often met (tune it on own answers). */
export const NPS_VARIANCE = { safe: 1, typical: 0.67 } as const;

/** A wished precision. `margin` and `variance` are in the measure's own unit: for NPS a fraction, 5 points = 0.05. */
export interface MarginGoal {
  readonly margin: number;
  readonly variance: number;
  readonly level?: number;
  /** People there are to ask at all; small ones need fewer answers. */
  readonly population?: number;
  /** Design effect of weights or clusters to be expected, at least 1. */
  readonly designEffect?: number;
}

/** A difference that a comparison of two equal groups should not miss. */
export interface DifferenceGoal {
  readonly difference: number;
  readonly variance: number;
  readonly power?: number;
  readonly level?: number;
}

/**
 * Answers needed for an interval of ± margin: z² V / E², and n / (1 + (n - 1)/N) in a population of N.
 * Checks at 95 %, V = 1: 10 points 385, 5 points 1,537, 3 points 4,269; of N = 500: 218, 378, 448.
 * Source: Cochran 1977, 4.
 */
export function answersForMargin(goal: MarginGoal): number {
  requirePositive("margin", goal.margin);
  requirePositive("variance", goal.variance);
  const effect = Math.max(1, goal.designEffect ?? 1);
  const endless = (effect * zOf(goal.level) ** 2 * goal.variance) / goal.margin ** 2;
  if (goal.population === undefined) return roundUp(endless);

  requirePositive("population", goal.population);
  return Math.min(goal.population, roundUp(endless / (1 + (endless - 1) / goal.population)));
}

/** The margin (± half width, in the measure's unit) that n answers will give; the way back of `answersForMargin`. */
export function marginFromAnswers(answers: number, goal: Omit<MarginGoal, "margin">): number {
  requirePositive("answers", answers);
  const { population = Infinity, variance, designEffect = 1 } = goal;
  const left = Number.isFinite(population) ? Math.max(0, (population - answers) / Math.max(1, population - 1)) : 1;
  return zOf(goal.level) * Math.sqrt((Math.max(1, designEffect) * variance * left) / answers);
}

/**
 * Answers needed in each of two groups to find a difference with this power (default 0.8):
 * 2 V (z_level + z_power)² / d² - 3 (the 3 answers that adjusted Wald adds). Checks, V = .67, 80 %: 10 points 1,049,
 * 5 points 4,204. Source: measuringu.com/nps-sig-test-sample-size.
 */
export function answersPerGroup(goal: DifferenceGoal): number {
  requirePositive("difference", goal.difference);
  requirePositive("variance", goal.variance);
  const power = goal.power ?? 0.8;
  requireProbability("power", power);
  const needed = (2 * goal.variance * (zOf(goal.level) + normalQuantile(power)) ** 2) / goal.difference ** 2;
  return Math.max(1, roundUp(needed - 3));
}

/** The smallest difference that two groups of n answers each would find with this power, in the measure's unit. */
export function detectableDifference(answers: number, goal: Omit<DifferenceGoal, "difference">): number {
  requirePositive("answers", answers);
  const power = goal.power ?? 0.8;
  requireProbability("power", power);
  return (zOf(goal.level) + normalQuantile(power)) * Math.sqrt((2 * goal.variance) / (answers + 3));
}

/** Invitations to send for so many answers, given the share of contacts that answer and that can be reached. */
export function invitationsFor(
  answers: number,
  rates: { readonly response: number; readonly reachable?: number },
): number {
  const reachable = rates.reachable ?? 1;
  requireAmount("answers", answers);
  for (const [name, rate] of Object.entries({ response: rates.response, reachable })) {
    if (!(rate > 0 && rate <= 1)) throw new RangeError(`${name} must lie above 0 and at most 1, got ${rate}`);
  }
  return roundUp(answers / rates.response / reachable);
}

/**
 * Answers by segment for the smallest error of the total: proportional to N_h × S_h, at least `minimum` each, rounded
 * up. Source: Neyman 1934.
 */
export function neymanAllocation(
  answers: number,
  segments: readonly { readonly population: number; readonly standardDeviation: number }[],
  minimum = 0,
): number[] {
  requirePositive("answers", answers);
  const pulls = segments.map(({ population, standardDeviation }) => population * standardDeviation);
  const all = sumOf(pulls);
  requirePositive("sum of population × standard deviation", all);
  return segments.map(({ population }, i) =>
    Math.min(population, Math.max(minimum, roundUp((answers * at(pulls, i)) / all))),
  );
}

function zOf(level: number = DEFAULT_LEVEL): number {
  requireProbability("level", level);
  return normalQuantile((1 + level) / 2);
}

/** Up to the next whole answer, forgiving the last bits of floating point. */
function roundUp(value: number): number {
  return Math.ceil(value - 1e-9);
}
