import type { Chart } from "#feature/alerts/contract";
import type { Figure, MeasureKind } from "#feature/facts/contract";
import type { Trend } from "#feature/insight/contract";

/** How the values of a chart are written: shares in per cent, volumes as plain numbers. */
export function unitOf({ kind, measureKind }: Pick<Chart, "kind" | "measureKind">): MeasureKind {
  if (kind === "share") return "csat";
  return kind === "volume" ? "number" : (measureKind as MeasureKind);
}

const mostPoints = { day: 90, week: 60, month: 48 } as const;

/** The newest part of a chart: as much as can be told apart in a panel. */
export function recent(chart: Chart): Chart {
  return { ...chart, points: chart.points.slice(-mostPoints[chart.step]) };
}

/** The chart behind an alert as a trend with limits: an alarm marks the point at which it was raised. */
export function trendOf(chart: Chart): Trend {
  const alarms = new Map(chart.alarms.map(({ at, move }) => [at, move]));
  return {
    step: chart.step,
    centre: null,
    limitsMethod: "self-starting",
    baseline: chart.points.filter(({ isJudged }) => !isJudged).length,
    baselineNeeded: 0,
    points: chart.points.map((point) => {
      const move = alarms.get(point.at);
      return {
        at: point.at,
        figure: figureOf(point),
        signal: move === undefined ? null : move === "up" ? "above" : "below",
        limits:
          point.lowLimit === null || point.highLimit === null ? null : { low: point.lowLimit, high: point.highLimit },
      };
    }),
  };
}

function figureOf({ value, n, low, high }: Chart["points"][number]): Figure {
  const interval = { low: low ?? value, high: high ?? value, level: 0.95, method: "" };
  return {
    state: "ok",
    n,
    estimate: { value, n, effectiveN: n, standardError: 0, interval },
    mean: null,
    distribution: null,
    groups: null,
    provisional: false,
    designEffect: null,
  };
}
