import { normalTwoSided } from "./distributions.ts";
import type { Bounds, Estimate } from "./estimate.ts";
import { requireFinite, requirePositive } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** Where a figure of everybody must lie, whatever those think who kept silent. */
export interface NonResponseBounds {
  /** If all silent ones stood at the worst, or at the best end of the scale. */
  readonly low: number;
  readonly high: number;
  /** The same with the sampling error of those who answered: the outer ends of their interval. */
  readonly lowWithError: number;
  readonly highWithError: number;
  readonly responseRate: number;
}

/**
 * Manski's bounds: r × figure + (1 - r) × end of the scale. They assume nothing of the silent ones, so they are wide:
 * 2 (1 - r) half-ranges. Check: NPS 50 at 10 % is -85 to 95. In the unit of the figure.
 * Source: Manski 1989, Journal of Human Resources 24. Refuses (RangeError) a rate outside 0..1 and an open scale.
 */
export function nonResponseBounds(figure: Estimate, responseRate: number, ends: Bounds): NonResponseBounds {
  requireRate(responseRate);
  requireFinite("min", ends.min);
  requireFinite("max", ends.max);
  const at = (answered: number, silent: number): number => responseRate * answered + (1 - responseRate) * silent;
  return {
    low: at(figure.value, ends.min),
    high: at(figure.value, ends.max),
    lowWithError: at(figure.interval.low, ends.min),
    highWithError: at(figure.interval.high, ends.max),
    responseRate,
  };
}

/** One point of the line: silent ones lower by `lower` (higher when negative), and what everybody's figure is then. */
export interface SensitivityPoint {
  readonly lower: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How the figure moves with what is thought of the silent ones, and where a conclusion turns. */
export interface Sensitivity {
  readonly points: readonly SensitivityPoint[];
  /** The difference from which the figure passes `target`; null where no possible difference does. */
  readonly flipsAt: number | null;
  /** From here on the whole interval no longer stands clear of the target, on the side it stands now. */
  readonly unclearAt: number | null;
}

/**
 * "What if those who kept silent are k points lower": figure - (1 - r) k, for `steps` values of k up to `most`. The
 * silent ones stay within the scale. `flipsAt` is (figure - target) / (1 - r); `unclearAt` the same from the nearer end
 * of the interval. A pattern-mixture model with one assumption in plain sight. Source: Rubin 1977, JASA 72; Little 1993.
 * Refuses (RangeError) a rate outside 0..1.
 */
export function sensitivityLine(
  figure: Estimate,
  responseRate: number,
  options: { readonly target: number; readonly ends: Bounds; readonly most: number; readonly steps?: number },
): Sensitivity {
  requireRate(responseRate);
  requirePositive("most", options.most);
  const { target, ends, most, steps = 20 } = options;
  const silent = 1 - responseRate;
  const shift = (from: number, lower: number): number =>
    responseRate * from + silent * Math.min(ends.max, Math.max(ends.min, from - lower));

  const isAbove = figure.value >= target;
  const nearer = isAbove ? figure.interval.low : figure.interval.high;
  const isClear = isAbove ? nearer > target : nearer < target;
  return {
    points: Array.from({ length: steps + 1 }, (_, step) => {
      const lower = (most * step) / steps;
      return {
        lower,
        value: shift(figure.value, lower),
        low: shift(figure.interval.low, lower),
        high: shift(figure.interval.high, lower),
      };
    }),
    flipsAt: turning(figure.value, target, { silent, ends }),
    unclearAt: isClear ? turning(nearer, target, { silent, ends }) : null,
  };
}

function turning(from: number, target: number, { silent, ends }: { silent: number; ends: Bounds }): number | null {
  if (silent <= 0) return null;
  const lower = (from - target) / silent;
  return from - lower < ends.min - 1e-9 || from - lower > ends.max + 1e-9 ? null : lower;
}

/** Answers that came at one stage of the asking: how late, how many, mean and variance of one answer. */
export interface ArrivalGroup {
  /** Days after being asked, or the number of the reminder; its unit is the slope's. */
  readonly delay: number;
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Whether late answers differ from early ones: weighted regression on the delay. */
export interface ArrivalTrend {
  /** In the unit of the answers per unit of delay. */
  readonly slope: number;
  readonly standardError: number;
  readonly pValue: number;
  readonly early: number;
  readonly late: number;
}

/**
 * Early against late answers: those who needed longer are somewhat like those who never answered (continuum of
 * resistance), so a slope hints at the direction of non-response, no more. Weighted least squares over groups with the
 * known variances of their means. Null with fewer than two different delays or two answers in a group.
 * Source: Armstrong & Overton 1977, Journal of Marketing Research 14.
 */
export function arrivalTrend(groups: readonly ArrivalGroup[]): ArrivalTrend | null {
  const there = groups.filter(({ n }) => n >= 2).toSorted((a, b) => a.delay - b.delay);
  const [first, last] = [there[0], there.at(-1)];
  if (first === undefined || last === undefined || first.delay === last.delay) return null;

  const pooled = sumOf(there.map(({ n, variance }) => (n - 1) * variance)) / sumOf(there.map(({ n }) => n - 1));
  if (!(pooled > 0)) return null;
  const weights = there.map(({ n }) => n / pooled);
  const total = sumOf(weights);
  const meanDelay = sumOf(there.map(({ delay }, index) => at(weights, index) * delay)) / total;
  const spread = sumOf(there.map(({ delay }, index) => at(weights, index) * (delay - meanDelay) ** 2));
  const slope = sumOf(there.map(({ delay, mean }, index) => at(weights, index) * (delay - meanDelay) * mean)) / spread;
  const standardError = 1 / Math.sqrt(spread);
  return {
    slope,
    standardError,
    pValue: normalTwoSided(slope / standardError),
    early: first.mean,
    late: last.mean,
  };
}

function requireRate(rate: number): void {
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`a response rate lies above 0 and at most 1, got ${rate}`);
}
