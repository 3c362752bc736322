import { gammaQuantile, normalQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, type Estimate, type Interval } from "./estimate.ts";
import { requireAmount, requirePositive, requireProbability } from "./precondition.ts";

/** How many are dissatisfied for each one that complains: a stated assumption, and how sure one is of it. */
export interface IcebergFactor {
  readonly value: number;
  /** Between these the factor lies with the level of the interval; both equal to the value: taken as certain. */
  readonly low: number;
  readonly high: number;
}

/** One of ten dissatisfied customers complains: the rule of thumb of R47, with a range as wide as surveys of it. */
export const USUAL_ICEBERG: IcebergFactor = { value: 10, low: 4, high: 25 };

/** Complaints alone, and what they may stand for. */
export interface Iceberg {
  /** People; the interval joins the chance in the count and the doubt about the factor. */
  readonly people: Estimate;
  /** How many complaints another such period would bring: exact Poisson. */
  readonly complaints: Interval;
}

/**
 * Dissatisfied people behind complaints (R47): complaints × factor. The count is Poisson (exact, Garwood 1936), the
 * factor log-normal between its stated ends, both independent; the ends are joined on the logarithm. A rule of thumb
 * beside the survey's estimate, never instead of it: complaints are no sample (R46).
 * Refuses (RangeError) negative counts, a factor below 1, ends that do not hold the value.
 */
export function icebergEstimate(
  complaints: number,
  factor: IcebergFactor = USUAL_ICEBERG,
  options: { readonly level?: number } = {},
): Iceberg {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  requireAmount("complaints", complaints);
  requirePositive("low", factor.low);
  if (factor.low < 1 || factor.low > factor.value || factor.value > factor.high) {
    throw new RangeError("1 ≤ low ≤ factor ≤ high must hold");
  }
  const count = {
    low: complaints === 0 ? 0 : gammaQuantile((1 - level) / 2, complaints),
    high: gammaQuantile((1 + level) / 2, complaints + 1),
    level,
    method: "poisson",
  };
  const value = complaints * factor.value;
  const down = Math.hypot(logRatio(complaints, count.low), logRatio(factor.value, factor.low));
  const up = Math.hypot(logRatio(count.high, complaints), logRatio(factor.high, factor.value));
  const interval =
    complaints === 0
      ? { low: 0, high: count.high * factor.high, level, method: "iceberg" }
      : { low: value * Math.exp(-down), high: value * Math.exp(up), level, method: "iceberg" };
  const standardError = (interval.high - interval.low) / (2 * normalQuantile((1 + level) / 2));
  return { people: { value, n: complaints, effectiveN: complaints, standardError, interval }, complaints: count };
}

function logRatio(larger: number, smaller: number): number {
  return larger > 0 && smaller > 0 ? Math.log(larger / smaller) : 0;
}
