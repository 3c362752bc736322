import { requireAmount, requirePositive } from "./precondition.ts";
import { answersForMargin, invitationsFor, marginFromAnswers, type MarginGoal } from "./sample-size.ts";

/** A group of people that is to be known by itself. */
export interface SegmentToPlan {
  readonly population?: number | undefined;
  /** Variance of one answer, in the measure's squared unit; that of the goal where left out. */
  readonly variance?: number | undefined;
  readonly response?: number | undefined;
}

/** What is wished, and what is to be expected of the field. */
export interface QuotaGoal extends Omit<MarginGoal, "population"> {
  /** Share of those reached who answer, above 0 and at most 1. */
  readonly response: number;
  /** Share of contacts that can be reached. */
  readonly reachable?: number | undefined;
  /** Days over which to ask. */
  readonly days: number;
  /** Days that each person is left in peace after being asked; limits how often a small group can be asked. */
  readonly rest?: number | undefined;
}

/** How many of one segment to ask, and what that gives. */
export interface Quota {
  readonly answers: number;
  readonly invitations: number;
  readonly perDay: number;
  readonly perWeek: number;
  readonly perMonth: number;
  /** Whether there are enough people to ask so many in these days. */
  readonly isReachable: boolean;
  /** Answers and margin there can be at most, where the wish cannot be met. */
  readonly mostAnswers: number;
  readonly margin: number;
}

/**
 * How many to ask a day, a week and a month (R43): answers for the margin (finite population and design effect
 * included), over response and reach, spread over the days. A segment too small for the wish is told what it can give:
 * everybody asked as often as rest days allow. A month is 30.4 days. Source: Cochran 1977, 4; methods 3.2.
 * Refuses (RangeError) what `answersForMargin` and `invitationsFor` refuse, and no days.
 */
export function quotaOf(segment: SegmentToPlan, goal: QuotaGoal): Quota {
  requirePositive("days", goal.days);
  requireAmount("rest", goal.rest ?? 0);
  const variance = segment.variance ?? goal.variance;
  const response = segment.response ?? goal.response;
  const rates = { response, reachable: goal.reachable ?? 1 };
  const wish = {
    ...withoutUndefined(goal),
    variance,
    ...(segment.population === undefined ? {} : { population: segment.population }),
  };
  const answers = answersForMargin(wish);
  const invitations = invitationsFor(answers, rates);

  const mayAsk = segment.population === undefined ? Infinity : segment.population * timesAsked(goal);
  const isReachable = invitations <= mayAsk;
  const mostAnswers = isReachable ? answers : Math.floor(mayAsk * rates.response * rates.reachable);
  const asked = isReachable ? invitations : Math.floor(mayAsk);
  return {
    answers,
    invitations: asked,
    perDay: asked / goal.days,
    perWeek: (asked / goal.days) * 7,
    perMonth: (asked / goal.days) * 30.4,
    isReachable,
    mostAnswers,
    margin: mostAnswers > 0 ? marginFromAnswers(mostAnswers, wish) : Number.NaN,
  };
}

/** How often one person may be asked within the days. */
function timesAsked({ days, rest }: QuotaGoal): number {
  return rest === undefined || rest === 0 ? 1 : Math.max(1, Math.ceil(days / rest));
}

function withoutUndefined(goal: QuotaGoal): MarginGoal {
  const { margin, variance, level, designEffect } = goal;
  return {
    margin,
    variance,
    ...(level === undefined ? {} : { level }),
    ...(designEffect === undefined ? {} : { designEffect }),
  };
}
