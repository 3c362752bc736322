import type { MeasureKind } from "#feature/facts/contract";
import { recommendationVariance } from "#statistics/nps";
import { quotaOf, type Quota, type QuotaGoal, type SegmentToPlan } from "#statistics/quota-plan";
import { detectableDifference, marginFromAnswers, neymanAllocation } from "#statistics/sample-size";

import type { Plan, PlanRequest } from "../contract.ts";

/** In what a margin is told, and by what it is divided to be in the measure's own unit. */
export function unitOf(kind: MeasureKind | null): { readonly unit: Plan["unit"]; readonly divisor: number } {
  if (kind === null || kind === "nps" || kind === "enps") return { unit: "points", divisor: 100 };
  return kind === "csat" ? { unit: "percent", divisor: 100 } : { unit: "steps", divisor: 1 };
}

/** The largest variance one answer can have. */
export function safeVariance(
  kind: MeasureKind | null,
  scale: { readonly min: number; readonly max: number } | undefined,
): number {
  if (kind === null || kind === "nps" || kind === "enps") return 1;
  if (kind === "csat") return 0.25;
  return scale === undefined ? 1 : ((scale.max - scale.min) / 2) ** 2;
}

/** The variance of one answer among those there are. */
export function ownVariance(
  kind: MeasureKind,
  of: {
    readonly groups: { readonly high: number; readonly middle: number; readonly low: number } | null;
    readonly mean: { readonly standardError: number; readonly effectiveN: number } | null;
  },
): number | null {
  if (kind === "nps" || kind === "enps" || kind === "csat") {
    if (of.groups === null) return null;
    const n = of.groups.high + of.groups.middle + of.groups.low;
    const promoters = of.groups.high / n;
    return kind === "csat"
      ? promoters * (1 - promoters)
      : recommendationVariance({ promoters, detractors: of.groups.low / n });
  }
  return of.mean === null ? null : of.mean.standardError ** 2 * (of.mean.effectiveN + 1);
}

/** A segment with its people. */
export interface PlannedSegment {
  readonly value: string;
  readonly name: string;
  readonly population: number | null;
}

/** The whole plan, margins in the unit in which they are told. */
export function planOf(
  request: PlanRequest,
  of: {
    readonly kind: MeasureKind | null;
    readonly variance: number;
    readonly varianceFrom: Plan["varianceFrom"];
    readonly varianceN: number | null;
    readonly segments: readonly PlannedSegment[];
    readonly population: number | null;
  },
): Plan {
  const { unit, divisor } = unitOf(of.kind);
  const goal: QuotaGoal = { ...goalOf(request), margin: request.margin / divisor, variance: of.variance };
  const whole = { value: "", name: "", population: of.population };
  const total = shown(whole, quotaOf(segmentOf(of.population), goal), divisor);
  const segments = segmentsOf(request, of.segments, { goal, total: total.answers, divisor });
  return {
    unit,
    variance: of.variance,
    varianceFrom: of.varianceFrom,
    varianceN: of.varianceN,
    total: request.aim === "each" && segments.length > 0 ? summed(segments, total) : total,
    segments,
    curve: steps.map((answers) => ({ answers, margin: divisor * marginFromAnswers(answers, goal) })),
    detectable:
      divisor *
      detectableDifference(Math.max(1, total.mostAnswers), {
        variance: of.variance * request.designEffect,
        level: request.level,
      }),
  };
}

const steps = [25, 50, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000, 3000, 5000, 10_000];

function goalOf(request: PlanRequest): Omit<QuotaGoal, "margin" | "variance"> {
  const { level, response, reachable, days, rest, designEffect } = request;
  return { level, response, reachable, days, rest, designEffect };
}

function segmentOf(population: number | null): SegmentToPlan {
  return population === null ? {} : { population };
}

/** Every segment by itself, or the answers of the whole shared out by size and spread (Neyman). */
function segmentsOf(
  { aim, response, reachable, days, rest }: PlanRequest,
  segments: readonly PlannedSegment[],
  { goal, total, divisor }: { readonly goal: QuotaGoal; readonly total: number; readonly divisor: number },
): Plan["segments"] {
  if (aim === "each") return segments.map((one) => shown(one, quotaOf(segmentOf(one.population), goal), divisor));
  const sized = segments.filter((one) => one.population !== null && one.population > 0);
  if (sized.length === 0) return [];
  const deviation = Math.sqrt(goal.variance);
  const allotted = neymanAllocation(
    total,
    sized.map((one) => ({ population: one.population ?? 0, standardDeviation: deviation })),
    1,
  );
  return sized.map((one, index) => {
    const answers = allotted[index] ?? 0;
    const margin = marginFromAnswers(answers, goal);
    // The margin that so many answers give is the wish for this segment.
    const quota = quotaOf({}, { ...goal, margin, response, reachable, days, rest });
    return shown(one, { ...quota, answers }, divisor);
  });
}

function shown({ value, name, population }: PlannedSegment, quota: Quota, divisor: number): Plan["total"] {
  return { value, name, population, ...quota, margin: Number.isNaN(quota.margin) ? null : divisor * quota.margin };
}

/** Answers and invitations of all segments; the precision of the whole is no worse than its own plan says. */
function summed(segments: Plan["segments"], whole: Plan["total"]): Plan["total"] {
  const sum = (of: (segment: Plan["total"]) => number): number => segments.reduce((all, one) => all + of(one), 0);
  return {
    ...whole,
    answers: sum((one) => one.answers),
    invitations: sum((one) => one.invitations),
    perDay: sum((one) => one.perDay),
    perWeek: sum((one) => one.perWeek),
    perMonth: sum((one) => one.perMonth),
    isReachable: segments.every(({ isReachable }) => isReachable),
    mostAnswers: sum((one) => one.mostAnswers),
  };
}
