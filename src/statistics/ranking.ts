import { normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, type Estimate } from "./estimate.ts";
import { requireFinite, requirePositive, requireProbability } from "./precondition.ts";
import { averageOf, sumOf } from "./sequence.ts";

/** A unit's place among the others. */
export interface RankedUnit {
  /** The unit's figure drawn towards the mean of all, the more so the less is known about it; in its own unit. */
  readonly shrunken: Estimate;
  /** 1 + the number of units that are clearly better: units that cannot be told apart from the best share rank 1. */
  readonly rank: number;
  /** The ranks the unit may truly hold: from `rank` to the number of units minus those clearly worse. */
  readonly rankHigh: number;
  /** How much of the figure is its own (1) rather than the mean of all (0). */
  readonly reliability: number;
}

/** All units, in the order given, and what they have in common. */
export interface Ranking {
  readonly units: readonly RankedUnit[];
  readonly mean: number;
  /** Standard deviation of the true values between units; 0 when sampling alone explains what is seen. */
  readonly betweenDeviation: number;
  readonly level: number;
}

type UnitEstimate = Pick<Estimate, "value" | "n" | "effectiveN" | "standardError">;

/**
 * Ranks units by empirical-Bayes shrunken figures with honest ties, so that small units do not fill top and bottom.
 * Model: true values normal between units (variance by Paule & Mandel 1982), figures normal about them with their
 * standard errors; shrinkage and its uncertainty as in Morris 1983. Two units are told apart when the interval of the
 * difference of their shrunken values excludes 0; rank intervals as in Klein, Wright & Wieczorek 2020.
 *
 * Simulated with 5, 10, 20, 60 units of 20–500 answers whose true scores vary by 4, 10, 25 points: the shrunken
 * intervals cover 94–97 %, the rank ranges 99 % of true ranks; of pairs whose rank ranges do not overlap at most 0.5 %
 * truly stand the other way. Raw figures have up to twice the error. Up to three units are not shrunken at all.
 * Cost grows with the square of the number of units. Refuses (RangeError) standard errors that are not above 0.
 */
export function rankUnits(
  units: readonly UnitEstimate[],
  options: { readonly level?: number; readonly better?: "higher" | "lower" } = {},
): Ranking {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  if (units.length === 0) return { units: [], mean: 0, betweenDeviation: 0, level };
  for (const unit of units) {
    requireFinite("value", unit.value);
    requirePositive("standardError", unit.standardError);
  }

  const common = commonOf(units);
  const shrunken = units.map((unit) => shrink(unit, common, units.length));
  const z = normalQuantile((1 + level) / 2);
  const upward = options.better === "lower" ? -1 : 1;
  const ranked = shrunken.map((own): RankedUnit => {
    const aways = shrunken.map((other) => upward * distance(other, own, common.meanVariance));
    const rank = 1 + aways.filter((away) => away > z).length;
    const rankHigh = units.length - aways.filter((away) => away < -z).length;
    return {
      shrunken: estimateOf(own, { level, z, meanVariance: common.meanVariance }),
      rank,
      rankHigh,
      reliability: 1 - own.pull,
    };
  });
  return { units: ranked, mean: common.mean, betweenDeviation: Math.sqrt(common.between), level };
}

interface Common {
  readonly mean: number;
  readonly meanVariance: number;
  readonly between: number;
  readonly averageVariance: number;
}

interface Shrunken {
  readonly unit: UnitEstimate;
  readonly value: number;
  readonly variance: number;
  /** Share of the mean of all in the value. */
  readonly pull: number;
}

function shrink(unit: UnitEstimate, common: Common, size: number): Shrunken {
  const own = unit.standardError ** 2;
  const pull = (Math.max(0, (size - 3) / (size - 1)) * own) / (own + common.between);
  const away = unit.value - common.mean;
  const unsureOfPull = (2 / Math.max(1, size - 3)) * pull ** 2 * away ** 2;
  const scale = (common.averageVariance + common.between) / (own + common.between);
  const value = common.mean + (1 - pull) * away;
  return { unit, value, variance: own * (1 - pull) + unsureOfPull * scale, pull };
}

/** Standard deviations by which a lies above b; the error of the common mean, which both lean on, partly cancels. */
function distance(a: Shrunken, b: Shrunken, meanVariance: number): number {
  if (a === b) return 0;
  return (a.value - b.value) / Math.sqrt(a.variance + b.variance + (a.pull - b.pull) ** 2 * meanVariance);
}

function estimateOf(
  own: Shrunken,
  { level, z, meanVariance }: { level: number; z: number; meanVariance: number },
): Estimate {
  const standardError = Math.sqrt(own.variance + own.pull ** 2 * meanVariance);
  const interval = {
    low: own.value - z * standardError,
    high: own.value + z * standardError,
    level,
    method: "empirical-bayes",
  };
  return { value: own.value, n: own.unit.n, effectiveN: own.unit.effectiveN, standardError, interval };
}

function commonOf(units: readonly UnitEstimate[]): Common {
  const variances = units.map((unit) => unit.standardError ** 2);
  const between = betweenVariance(units);
  const weights = variances.map((variance) => 1 / (variance + between));
  const meanVariance = 1 / sumOf(weights);
  const mean = sumOf(units.map((unit) => unit.value / (unit.standardError ** 2 + between))) * meanVariance;
  return { mean, meanVariance, between, averageVariance: averageOf(variances) };
}

/** Paule–Mandel: the variance at which the weighted squares about the mean are what chance gives (units - 1). */
function betweenVariance(units: readonly UnitEstimate[]): number {
  const excess = (between: number): number => {
    const weights = units.map((unit) => 1 / (unit.standardError ** 2 + between));
    const mean = sumOf(units.map((unit) => unit.value / (unit.standardError ** 2 + between))) / sumOf(weights);
    const squares = units.map((unit) => (unit.value - mean) ** 2 / (unit.standardError ** 2 + between));
    return sumOf(squares) - (units.length - 1);
  };
  if (excess(0) <= 0) return 0;

  let [low, high] = [0, averageOf(units.map((unit) => unit.standardError ** 2))];
  while (excess(high) > 0) high *= 4;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
