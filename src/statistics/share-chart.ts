import { baselineOf, chartOf, overdispersionOf, type ChartOptions, type ControlChart } from "./control-chart.ts";
import { NPS_BOUNDS, recommendationShares, recommendationVariance, type RecommendationCounts } from "./nps.ts";
import { sumOf } from "./sequence.ts";
import { proportionOf, type ShareCounts } from "./share.ts";

/** `laney` also counts the ordinary variation between periods; needed when n is large and the plain limits cry wolf. */
export interface VaryingChartOptions extends ChartOptions {
  readonly laney?: boolean;
}

interface Sampled {
  readonly value: number;
  readonly n: number;
  readonly effectiveN: number;
}

/**
 * p-chart of a share (0..1) with varying n: p ± 3 sqrt(p(1 - p)/n_i), or Laney's p′ with the limits stretched by the
 * variation between periods. Normal limits: with few expected cases in a period (n p < 5) false alarms are commoner
 * above than the 0.1 % they should be. Sources: Shewhart; Laney 2002.
 */
export function shareChart(periods: readonly ShareCounts[], options: VaryingChartOptions = {}): ControlChart {
  const sampled = periods.map((period) => {
    const { share, n, effectiveN } = proportionOf(period);
    return { value: share, n, effectiveN };
  });
  const base = baselineOf(sampled, options);
  const centre = pooled(base, (period) => period.value);
  const frame = { centre, sigma: Math.sqrt(centre * (1 - centre)), bounds: { min: 0, max: 1 } };
  return varyingChart(sampled, base.length, { ...frame, method: options.laney === true ? "laney-p" : "p" });
}

/**
 * Chart of recommendation scores (points) with varying n: pooled score ± 3 × 100 sqrt(V/n_i), V the variance of one
 * answer of the whole baseline; with `laney` stretched as in Laney's p′.
 */
export function recommendationChart(
  periods: readonly RecommendationCounts[],
  options: VaryingChartOptions = {},
): ControlChart {
  const shares = periods.map(recommendationShares);
  const base = baselineOf(shares, options);
  const promoters = pooled(base, (period) => period.promoters);
  const detractors = pooled(base, (period) => period.detractors);

  const sampled = shares.map(({ promoters, detractors, n, effectiveN }) => {
    return { value: 100 * (promoters - detractors), n, effectiveN };
  });
  const sigma = 100 * Math.sqrt(recommendationVariance({ promoters, detractors }));
  const frame = { centre: 100 * (promoters - detractors), sigma, bounds: NPS_BOUNDS };
  return varyingChart(sampled, base.length, { ...frame, method: options.laney === true ? "laney-nps" : "nps" });
}

interface Frame {
  readonly method: ControlChart["method"];
  readonly centre: number;
  /** Standard deviation of one answer. */
  readonly sigma: number;
  readonly bounds: { readonly min: number; readonly max: number };
}

function varyingChart(periods: readonly Sampled[], baseline: number, frame: Frame): ControlChart {
  const { method, centre, sigma, bounds } = frame;
  const errors = periods.map(({ effectiveN }) => sigma / Math.sqrt(effectiveN));
  const z = periods.slice(0, baseline).map(({ value, effectiveN }) => {
    return sigma > 0 ? ((value - centre) * Math.sqrt(effectiveN)) / sigma : 0;
  });

  const overdispersion = method.startsWith("laney") ? overdispersionOf(z) : 1;
  const plotted = periods.map(({ value, n }, i) => ({ value, n, reach: 3 * (errors[i] ?? 0) * overdispersion }));
  return chartOf({ method, centre, baseline, overdispersion }, plotted, bounds);
}

function pooled<T extends { readonly effectiveN: number }>(periods: readonly T[], of: (period: T) => number): number {
  const total = sumOf(periods.map((period) => period.effectiveN));
  return sumOf(periods.map((period) => of(period) * period.effectiveN)) / total;
}
