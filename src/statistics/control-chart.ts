import { requireAmount, requirePositive } from "./precondition.ts";
import { at, averageOf, sumOf } from "./sequence.ts";

/** What a point tells: outside its limits, or the end of a run of eight on one side of the centre. */
export type ChartSignal = "beyond-limits" | "run-of-eight";

/** One period on a chart: its value, its own limits, its distance from the centre in sigmas, and what it signals. */
export interface ChartPoint {
  readonly value: number;
  readonly n: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
  readonly signals: readonly ChartSignal[];
}

/** A chart in the unit of its values. `provisional`: the baseline has fewer than 20 points, its limits will still move. */
export interface ControlChart {
  readonly method: "xmr" | "p" | "laney-p" | "nps" | "laney-nps";
  readonly centre: number;
  readonly points: readonly ChartPoint[];
  readonly baseline: number;
  readonly provisional: boolean;
  /** Variation between periods over what sampling alone gives; 1 unless Laney's correction is in use. */
  readonly overdispersion: number;
}

/** `baseline`: how many of the first points set the limits (all, if absent). */
export interface ChartOptions {
  readonly baseline?: number;
}

/** Points a baseline needs before its limits are to be trusted. Source: Wheeler; Montgomery, 6. */
export const MINIMUM_BASELINE = 20;

/** 3 / d2 for moving ranges of two: limits at three sigmas. */
const XMR_FACTOR = 2.66;
/** d2 of two: mean moving range over sigma. */
const D2 = 1.128;
const RUN_LENGTH = 8;

/** Values of a plotted period before signals are added. */
export interface ChartValue {
  readonly value: number;
  readonly n: number;
  /** Three sigmas, in the unit of the value. */
  readonly reach: number;
}

/**
 * Individuals chart: mean ± 2.66 × mean moving range, in the unit of the values; for periods with similar n.
 * Assumes periods independent of each other and no season (remove weekday patterns first).
 * Sources: Shewhart; Wheeler, Understanding Variation. Refuses (RangeError) fewer than two points.
 */
export function individualsChart(
  periods: readonly { readonly value: number; readonly n: number }[],
  options: ChartOptions = {},
): ControlChart {
  const base = baselineOf(periods, options);
  const values = base.map((period) => period.value);
  const centre = averageOf(values);
  const reach = XMR_FACTOR * meanMovingRange(values);

  const plotted = periods.map(({ value, n }) => ({ value, n, reach }));
  return chartOf({ method: "xmr", centre, baseline: base.length, overdispersion: 1 }, plotted);
}

/** Builds the chart: limits about the centre, cut to `bounds`, with signals. */
export function chartOf(
  frame: Pick<ControlChart, "method" | "centre" | "baseline" | "overdispersion">,
  plotted: readonly ChartValue[],
  bounds = { min: -Infinity, max: Infinity },
): ControlChart {
  const sides = plotted.map(({ value }) => Math.sign(value - frame.centre));
  const points = plotted.map(({ value, n, reach }, i): ChartPoint => {
    const low = Math.max(bounds.min, frame.centre - reach);
    const high = Math.min(bounds.max, frame.centre + reach);
    const away = value - frame.centre;
    const z = reach > 0 ? (3 * away) / reach : 0;
    return { value, n, low, high, z, signals: signalsOf(Math.abs(away) > reach * (1 + 1e-12), sides.slice(0, i + 1)) };
  });
  return { ...frame, points, provisional: frame.baseline < MINIMUM_BASELINE };
}

/** The periods that set the limits. Refuses (RangeError) fewer than two of them, and empty periods. */
export function baselineOf<T extends { readonly n: number }>(periods: readonly T[], options: ChartOptions): T[] {
  const size = Math.min(periods.length, options.baseline ?? periods.length);
  if (size < 2) throw new RangeError(`a control chart needs at least 2 points, got ${size}`);
  periods.forEach((period) => requirePositive("n", period.n));
  return periods.slice(0, size);
}

/** Laney's sigma_z: how much z-scores of the baseline move from period to period, 1 if only sampling moves them. */
export function overdispersionOf(z: readonly number[]): number {
  z.forEach((score) => requireAmount("size of z", Math.abs(score)));
  return meanMovingRange(z) / D2;
}

function meanMovingRange(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - at(values, i)));
  return sumOf(ranges) / ranges.length;
}

/** A run is signalled at its eighth point and at every further one on the same side. */
function signalsOf(beyond: boolean, sides: readonly number[]): ChartSignal[] {
  const last = sides.slice(-RUN_LENGTH);
  const side = last[0] ?? 0;
  const run = last.length === RUN_LENGTH && side !== 0 && last.every((other) => other === side);
  return [...(beyond ? (["beyond-limits"] as const) : []), ...(run ? (["run-of-eight"] as const) : [])];
}
