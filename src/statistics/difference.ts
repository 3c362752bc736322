import { normalQuantile, normalTwoSided, studentTQuantile, studentTTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, fitInterval, type Interval } from "./estimate.ts";
import { momentsOf, type MeanOptions, type MeanSums } from "./mean.ts";
import { adjustedRecommendation, recommendationShares, type RecommendationCounts } from "./nps.ts";
import { requireProbability } from "./precondition.ts";
import { proportionOf, wilson, type ShareCounts } from "./share.ts";

/**
 * First group minus second. `value` is the plain difference of the two figures, `centre` what the method adjusts it to.
 * `clear` holds when the interval excludes 0 and the p-value is below 1 - level: only then may a screen say that the
 * groups differ.
 */
export interface Difference {
  readonly value: number;
  readonly centre: number;
  readonly n: readonly [number, number];
  readonly standardError: number;
  readonly interval: Interval;
  /** z, or t where `degreesOfFreedom` is a number. */
  readonly statistic: number;
  readonly degreesOfFreedom: number | null;
  readonly pValue: number;
  readonly clear: boolean;
}

/**
 * Against which distribution a score's z is held. 'normal' is the published two-group test; 'student', with Welch's
 * degrees of freedom, is for many small groups at once, where only the far tail counts and the normal one is too thin.
 */
export type TailReference = "normal" | "student";

interface LevelOption {
  readonly level?: number;
}

/**
 * Difference of two recommendation scores of different people, in points: adjusted Wald z-test and interval
 * (each group gets +3 answers, as in `recommendationScore`). Check: 60/20/20 against 50/20/30 of 100 gives
 * 19.42, standard error 11.63, z 1.669, p .095. Source: measuringu.com/nps-significance-test.
 * `reference` concerns the p-value only. For the same people asked twice use `gapOf`: it knows that their answers go together.
 */
export function recommendationDifference(
  first: RecommendationCounts,
  second: RecommendationCounts,
  options: LevelOption & { readonly reference?: TailReference } = {},
): Difference {
  const [a, b] = [recommendationShares(first), recommendationShares(second)];
  const [left, right] = [adjustedRecommendation(a), adjustedRecommendation(b)];

  const value = 100 * (a.promoters - a.detractors - b.promoters + b.detractors);
  const centre = left.centre - right.centre;
  const standardError = Math.hypot(left.standardError, right.standardError);
  const statistic = centre / standardError;
  const level = levelOf(options);
  const margin = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: centre - margin, high: centre + margin, level, method: "adjusted-wald" };
  const n = [a.n, b.n] as const;
  const degreesOfFreedom =
    options.reference === "student"
      ? welchDegrees([left.standardError ** 2, a.effectiveN + 2], [right.standardError ** 2, b.effectiveN + 2])
      : null;
  const pValue = degreesOfFreedom === null ? normalTwoSided(statistic) : studentTTwoSided(statistic, degreesOfFreedom);
  const found = { value, centre, n, standardError, statistic, degreesOfFreedom, pValue };
  return judged({ ...found, interval: fitInterval(interval, value, POINTS) });
}

/**
 * Difference of two shares of different people, -1..1: N-1 two-proportion test, Newcombe's hybrid score interval.
 * Sources: Campbell 2007 (N-1 chi-square); Newcombe 1998, method 10.
 */
export function shareDifference(first: ShareCounts, second: ShareCounts, options: LevelOption = {}): Difference {
  const level = levelOf(options);
  const [a, b] = [proportionOf(first), proportionOf(second)];
  const value = a.share - b.share;
  const size = a.effectiveN + b.effectiveN;

  const pooled = (a.share * a.effectiveN + b.share * b.effectiveN) / size;
  const spread = pooled * (1 - pooled) * (1 / a.effectiveN + 1 / b.effectiveN);
  const statistic = spread <= 0 ? 0 : value * Math.sqrt((size - 1) / size / spread);
  const [left, right] = [wilson(a.share, a.effectiveN, level), wilson(b.share, b.effectiveN, level)];
  const interval = {
    low: value - Math.hypot(a.share - left.low, right.high - b.share),
    high: value + Math.hypot(left.high - a.share, b.share - right.low),
    level,
    method: "newcombe",
  };
  const standardError = Math.hypot(plusOneError(a.share, a.effectiveN), plusOneError(b.share, b.effectiveN));
  const n = [a.n, b.n] as const;
  const found = { value, centre: value, n, standardError, statistic, degreesOfFreedom: null };
  return judged({ ...found, pValue: normalTwoSided(statistic), interval });
}

/**
 * Difference of two means of different people, in the unit of the answers: Welch's t with its fractional degrees of
 * freedom; on a bounded scale both samples are first adjusted as in `meanOf`. Source: Welch 1947.
 * Refuses (RangeError) what `meanOf` refuses, and two unbounded samples without any spread.
 */
export function meanDifference(first: MeanSums, second: MeanSums, options: MeanOptions = {}): Difference {
  const [a, b] = [momentsOf(first, options.bounds), momentsOf(second, options.bounds)];
  const value = a.mean - b.mean;
  const centre = a.adjustedMean - b.adjustedMean;
  const [left, right] = [a.variance / a.adjustedN, b.variance / b.adjustedN];
  if (left + right <= 0) throw new RangeError("neither sample varies: a t test needs spread");

  const standardError = Math.sqrt(left + right);
  const degreesOfFreedom = welchDegrees([left, a.adjustedN - 1], [right, b.adjustedN - 1]);
  const statistic = centre / standardError;
  const level = levelOf(options);
  const margin = studentTQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  const method = options.bounds === undefined ? "welch" : "adjusted-welch";
  const interval = fitInterval({ low: centre - margin, high: centre + margin, level, method }, value);
  const n = [a.n, b.n] as const;
  const pValue = studentTTwoSided(statistic, degreesOfFreedom);
  return judged({ value, centre, n, standardError, statistic, degreesOfFreedom, pValue, interval });
}

const POINTS = { min: -200, max: 200 };

/** Adds the verdict: both the interval and the test must speak. */
export function judged(found: Omit<Difference, "clear">): Difference {
  const { interval, pValue } = found;
  return { ...found, clear: (interval.low > 0 || interval.high < 0) && pValue < 1 - interval.level };
}

/** Welch–Satterthwaite, from the squared standard error and the degrees of freedom of either group. */
function welchDegrees(
  [left, leftDegrees]: readonly [number, number],
  [right, rightDegrees]: readonly [number, number],
): number {
  return (left + right) ** 2 / (left ** 2 / leftDegrees + right ** 2 / rightDegrees);
}

function levelOf(options: LevelOption): number {
  const level = options.level ?? DEFAULT_LEVEL;
  requireProbability("level", level);
  return level;
}

/** Agresti & Caffo 2000: one success and one failure more, so that the error is never 0. */
function plusOneError(share: number, n: number): number {
  const adjusted = (share * n + 1) / (n + 2);
  return Math.sqrt((adjusted * (1 - adjusted)) / (n + 2));
}
