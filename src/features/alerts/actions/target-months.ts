import { addDays, slice, startOfStep, type Asker } from "#feature/facts";
import type { Figure, SliceRow } from "#feature/facts/contract";
import {
  judgeRolling,
  judgeTarget,
  NINE_OF_TWELVE,
  thresholdOf,
  trendToTarget,
  type Target,
} from "#statistics/target-tracking";

import type { Month, TargetView } from "../contract.ts";
import { monthsUntil, toleranceOf } from "../rules/targets.ts";
import type { TargetRow } from "../store/targets.ts";

/** What months say about a target. */
export type Tracked = Pick<TargetView, "threshold" | "months" | "rule" | "trend"> & {
  /** The rule as it stood a month ago. */
  readonly ruleBefore: TargetView["rule"];
};

/**
 * The last twelve whole months of a target's measure and the running one, each judged by its own interval, and the rule of
 * nine of twelve over the whole ones. Months before the target held are judged as well, so that a new one says something.
 * @throws Refusal `access.forbidden`, `facts.too_heavy`
 */
export async function trackTarget(asker: Asker, row: TargetRow, today: string): Promise<Tracked> {
  const months = monthsUntil(startOfStep("month", today), NINE_OF_TWELVE.of + 2);
  const { rows } = await slice(asker, {
    measure: row.measure,
    by: ["month"],
    period: { from: months[0] ?? today, to: today },
    ...(row.unitId === null ? {} : { where: { field: "unit", op: "in", value: [row.unitId] } }),
  });
  const target: Target = { value: row.value, better: row.better, tolerance: toleranceOf(row) };
  const figures = new Map(rows.map((one: SliceRow) => [one.key[0]?.value ?? "", one.figure]));
  const judged = months.map((month) => judgedMonth(month, figures.get(month), { target, today }));

  const whole = judged.slice(0, -1);
  return {
    threshold: thresholdOf(target),
    months: judged.slice(1),
    rule: ruleOf(whole.slice(1)),
    ruleBefore: ruleOf(whole.slice(0, -1)),
    trend: trendOf(whole.slice(1), target),
  };
}

const noFigure: Figure = {
  state: "none",
  n: 0,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};

function judgedMonth(
  month: string,
  figure: Figure = noFigure,
  { target, today }: { readonly target: Target; readonly today: string },
): Month {
  const isRunning = startOfStep("month", addDays(month, 32)) > today;
  const base = { month, figure, isRunning };
  if (figure.state !== "ok") return { ...base, verdict: figure.state, onTarget: null, probability: null };
  if (figure.estimate === null) return { ...base, verdict: "none", onTarget: null, probability: null };
  const { onTarget, probability, verdict } = judgeTarget(figure.estimate, target);
  return { ...base, verdict, onTarget, probability };
}

function ruleOf(months: readonly Month[]): TargetView["rule"] {
  const { holdsByFigures: _, ...rolling } = judgeRolling(
    months.map(({ onTarget, probability }) =>
      onTarget === null || probability === null ? null : { onTarget, probability, verdict: "unclear" },
    ),
  );
  return { ...NINE_OF_TWELVE, ...rolling };
}

function trendOf(months: readonly Month[], target: Target): TargetView["trend"] {
  const figures = months.flatMap(({ figure: { estimate } }, at) => (estimate === null ? [] : [{ at, ...estimate }]));
  return trendToTarget(figures, target);
}
