import { normalCdf, normalQuantile } from "./distributions.ts";
import { requireAmount, requireFinite, requireProbability } from "./precondition.ts";
import { sumOf } from "./sequence.ts";

/** What a figure is held against. */
export interface Target {
  readonly value: number;
  readonly better: "higher" | "lower";
  /** How far beside the target still counts as met, in the unit of the figure. */
  readonly tolerance: number;
}

/** A period's figure with its standard error. */
export interface TargetFigure {
  readonly value: number;
  readonly standardError: number;
}

/** `met` and `missed` where chance is not the reason; `unclear` where it may be. */
export type TargetVerdict = "met" | "missed" | "unclear";

/** A period against its target. */
export interface JudgedPeriod {
  /** Whether the figure itself lies on the right side. */
  readonly onTarget: boolean;
  /** Probability that the true value lies there, given the figure and no opinion before it. */
  readonly probability: number;
  readonly verdict: TargetVerdict;
}

/** From how sure on something is said to be so. Our own choice. */
export const SURE = 0.9;

/** The value that just counts as met. */
export function thresholdOf({ value, better, tolerance }: Target): number {
  return better === "higher" ? value - tolerance : value + tolerance;
}

/**
 * A figure against a target with tolerance: met where the true value lies within it with probability 90 %, missed with
 * 10 %, else it cannot be told from chance. Assumes a normal figure and a flat prior.
 * Refuses (RangeError) a negative tolerance or standard error.
 */
export function judgeTarget(figure: TargetFigure, target: Target): JudgedPeriod {
  requireAmount("tolerance", target.tolerance);
  requireAmount("standardError", figure.standardError);
  requireFinite("value", figure.value);
  const distance = (target.better === "higher" ? 1 : -1) * (figure.value - thresholdOf(target));
  const onTarget = distance >= 0;
  const probability = figure.standardError === 0 ? Number(onTarget) : normalCdf(distance / figure.standardError);
  return { onTarget, probability, verdict: verdictOf(probability) };
}

function verdictOf(probability: number): TargetVerdict {
  if (probability >= SURE) return "met";
  return probability <= 1 - SURE ? "missed" : "unclear";
}

/** "At least `needed` of the last `of` periods." */
export interface RollingRule {
  readonly needed: number;
  readonly of: number;
}

/** Nine of the last twelve months. Source: R138. */
export const NINE_OF_TWELVE: RollingRule = { needed: 9, of: 12 };

/** Whether the rule holds. */
export interface RollingVerdict {
  /** Periods of the window that have a figure. */
  readonly known: number;
  /** Those whose figure lies on the right side. */
  readonly onTarget: number;
  readonly holdsByFigures: boolean;
  /** Probability that it truly holds; periods without a figure count as not met. */
  readonly probability: number;
  /** `too-early`: fewer periods with a figure than are needed, so that it cannot hold yet. */
  readonly verdict: TargetVerdict | "too-early";
}

/**
 * A rolling rule over the last periods, oldest first; null where there is no figure, which counts as not met. With
 * independent errors the number of periods truly met is Poisson-binomial; the verdict follows from its upper tail.
 */
export function judgeRolling(
  periods: readonly (JudgedPeriod | null)[],
  rule: RollingRule = NINE_OF_TWELVE,
): RollingVerdict {
  const known = periods.slice(-rule.of).filter((period) => period !== null);
  const onTarget = known.filter((period) => period.onTarget).length;
  const probability = atLeast(
    known.map((period) => period.probability),
    rule.needed,
  );
  const verdict = known.length < rule.needed ? "too-early" : verdictOf(probability);
  return { known: known.length, onTarget, holdsByFigures: onTarget >= rule.needed, probability, verdict };
}

/**
 * Probability that at least `needed` of independent events happen (Poisson-binomial upper tail), by adding one event
 * after the other. Refuses (RangeError) probabilities outside 0..1.
 */
export function atLeast(probabilities: readonly number[], needed: number): number {
  let counts = [1];
  for (const p of probabilities) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability must lie in 0..1, got ${p}`);
    counts = [...counts, 0].map((chance, k) => chance * (1 - p) + (counts[k - 1] ?? 0) * p);
  }
  return Math.min(1, sumOf(counts.slice(needed)));
}

/** Where a measure is heading against its target. */
export interface TargetTrend {
  /** Change for each period, with its interval. */
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval leaves out zero. */
  readonly isClear: boolean;
  /** Periods from the last one until the line crosses the target's edge; null when it does not within `ahead`. */
  readonly crossesIn: number | null;
}

/** A period with its place in time. */
export interface PlacedFigure extends TargetFigure {
  readonly at: number;
}

/**
 * A straight line through the periods, each weighted by its variance, widened where they scatter more than their errors
 * allow (Birge's ratio). The way ahead is told only where the slope is clear, and for no longer than was looked back.
 * Null with fewer than six periods. Assumes that what moved it goes on moving it: a warning, not a forecast.
 */
export function trendToTarget(
  figures: readonly PlacedFigure[],
  target: Target,
  { level = 0.95, ahead = 6 }: { readonly level?: number; readonly ahead?: number } = {},
): TargetTrend | null {
  requireProbability("level", level);
  const usable = figures.filter(({ standardError }) => standardError > 0);
  const last = usable.at(-1);
  if (usable.length < 6 || last === undefined) return null;

  const { slope, error, valueAt } = weightedLine(usable);
  const margin = normalQuantile((1 + level) / 2) * error;
  const isClear = Math.abs(slope) > margin;
  const gap = thresholdOf(target) - valueAt(last.at);
  const periods = gap / slope;
  const crosses = isClear && periods > 0 && periods <= Math.min(ahead, usable.length);
  return { slope, low: slope - margin, high: slope + margin, isClear, crossesIn: crosses ? periods : null };
}

function weightedLine(figures: readonly PlacedFigure[]) {
  const weights = figures.map(({ standardError }) => 1 / standardError ** 2);
  const sum = (of: (figure: PlacedFigure) => number): number =>
    sumOf(figures.map((figure, i) => (weights[i] ?? 0) * of(figure)));
  const total = sumOf(weights);
  const [x, y] = [sum(({ at }) => at) / total, sum(({ value }) => value) / total];
  const spread = sum(({ at }) => (at - x) ** 2);
  const slope = sum(({ at, value }) => (at - x) * (value - y)) / spread;
  const valueAt = (at: number): number => y + slope * (at - x);
  const misfit = sum(({ at, value }) => (value - valueAt(at)) ** 2) / (figures.length - 2);
  return { slope, error: Math.sqrt(Math.max(1, misfit) / spread), valueAt };
}
