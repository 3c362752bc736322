import { groupTallies, recommendationCounts, topBoxCounts, type Reading, type Sums } from "#feature/facts";
import type { Figure } from "#feature/facts/contract";
import { individualsChart, MINIMUM_BASELINE, type ChartPoint, type ControlChart } from "#statistics/control-chart";
import { recommendationChart, shareChart } from "#statistics/share-chart";

import type { Trend } from "../contract.ts";

/** One point of a trend with the sums behind it; null when they must not be used. */
export interface TrendPoint {
  readonly at: string;
  readonly figure: Figure;
  readonly sums: Sums | null;
}

type Charted = Pick<Trend, "points" | "centre" | "limitsMethod" | "baseline" | "baselineNeeded">;

/**
 * Points with control limits and signals. Periods that are over and have a figure are the baseline; with fewer of them
 * than a baseline needs there are no limits. Recommendation and shares are charted with varying n, stretched by what
 * ordinarily varies between periods (Laney) when that is more than chance; means by their moving ranges.
 */
export function charted(points: readonly TrendPoint[], reading: Reading): Charted {
  const usable = points.filter(
    (point) => point.figure.state === "ok" && point.figure.estimate !== null && point.sums !== null,
  );
  const baseline = usable.filter(({ figure }) => !figure.provisional).length;
  const none = { centre: null, limitsMethod: null, baseline, baselineNeeded: MINIMUM_BASELINE };
  const bare = points.map(({ at, figure }) => ({ at, figure, signal: null, limits: null }));
  if (baseline < MINIMUM_BASELINE) return { points: bare, ...none };

  const settled = [...usable.filter(isSettled), ...usable.filter((point) => !isSettled(point))];
  const { chart, scale } = chartOf(settled, reading, baseline);
  const charts = new Map(settled.map((point, index) => [point.at, chart.points[index]]));
  return {
    points: bare.map((point) => ({ ...point, ...marksOf(charts.get(point.at), chart.centre, scale) })),
    centre: chart.centre * scale,
    limitsMethod: chart.method,
    baseline,
    baselineNeeded: MINIMUM_BASELINE,
  };
}

function isSettled({ figure }: TrendPoint): boolean {
  return !figure.provisional;
}

/** Shares are charted from 0 to 1 and shown in per cent. */
function chartOf(
  points: readonly TrendPoint[],
  reading: Reading,
  baseline: number,
): { readonly chart: ControlChart; readonly scale: number } {
  const groups = points.map(({ sums }) => groupTallies(sums ?? empty, reading));
  const { isWeighted } = reading;
  if (reading.kind === "nps" || reading.kind === "enps") {
    const counts = groups.map((group) => recommendationCounts(group, isWeighted));
    return { chart: stretched((laney) => recommendationChart(counts, { baseline, laney })), scale: 1 };
  }
  if (reading.kind === "csat") {
    const counts = groups.map((group) => topBoxCounts(group, isWeighted));
    return { chart: stretched((laney) => shareChart(counts, { baseline, laney })), scale: 100 };
  }
  const values = points.map(({ figure }) => ({ value: figure.estimate?.value ?? 0, n: figure.n ?? 0 }));
  return { chart: individualsChart(values, { baseline }), scale: 1 };
}

const empty: Sums = { n: 0, steps: [], choices: [], moments: null };

/** Limits are never narrower than sampling alone makes them. */
function stretched(chart: (laney: boolean) => ControlChart): ControlChart {
  const wide = chart(true);
  return wide.overdispersion > 1 ? wide : chart(false);
}

function marksOf(point: ChartPoint | undefined, centre: number, scale: number) {
  if (point === undefined) return {};
  const isAbove = point.value > centre;
  const limits = { low: point.low * scale, high: point.high * scale };
  if (point.signals.includes("beyond-limits"))
    return { limits, signal: isAbove ? ("above" as const) : ("below" as const) };
  if (!point.signals.includes("run-of-eight")) return { limits };
  return { limits, signal: isAbove ? ("run-above" as const) : ("run-below" as const) };
}
