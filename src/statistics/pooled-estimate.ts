import { chiSquareCdf, chiSquareQuantile, normalQuantile, solveIncreasing, studentTQuantile } from "./distributions.ts";
import { DEFAULT_LEVEL, type Estimate, type Interval } from "./estimate.ts";
import { requireFinite, requirePositive, requireProbability } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** What one survey or wave found: an estimate and its standard error, in one unit for all. */
export interface PooledPart {
  readonly value: number;
  readonly standardError: number;
  readonly n: number;
  readonly effectiveN?: number;
}

/** How the variance between surveys is found: method of moments, or the equation of Paule and Mandel. */
export type BetweenMethod = "dersimonian-laird" | "paule-mandel";

/** How much the surveys differ beyond chance. */
export interface Heterogeneity {
  /** Cochran's Q, its degrees of freedom and p-value. */
  readonly q: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Part of the variation that is not chance, 0..1, with its test-based interval (null below 3 parts). */
  readonly iSquared: number;
  readonly iSquaredInterval: Interval | null;
  /** Variance of the true values between surveys, in squared units. */
  readonly tauSquared: number;
}

/** One estimate out of several. */
export interface PooledEstimate extends Estimate {
  /** Weight of each part, sum 1. */
  readonly weights: readonly number[];
  readonly heterogeneity: Heterogeneity;
  /** Where the next survey's true value would lie; null below 3 parts. */
  readonly prediction: Interval | null;
}

/**
 * The mean of the true values of several surveys: random effects, weights 1 / (se² + τ²), with the Hartung–Knapp error
 * on a t distribution of k - 1 degrees of freedom, never below the classical one. That covers where the normal interval
 * does not: with few surveys that differ (`pooled-estimate.test.ts`).
 * Checks: 13 trials of a vaccine, DerSimonian–Laird: -0.7141, classical 95 % -1.0644 to -0.3638, Q 152.2330; DerSimonian
 * & Kacker's example: τ .3681, mean -.3811 (Paule–Mandel), .2323, -.3240 (DerSimonian–Laird).
 * Assumes independent surveys (other people, or other times) that measure one thing; standard errors count as known.
 * Sources: DerSimonian & Laird 1986; Paule & Mandel 1982; DerSimonian & Kacker 2007; Higgins & Thompson 2002; IntHout,
 * Ioannidis & Borm 2014. Refuses (RangeError) no parts and errors that are not above 0.
 */
export function pooledEstimate(
  parts: readonly PooledPart[],
  options: { readonly level?: number; readonly between?: BetweenMethod } = {},
): PooledEstimate {
  const level = options.level ?? DEFAULT_LEVEL;
  requireParts(parts, level);
  const tauSquared = options.between === "dersimonian-laird" ? momentTau(parts) : pauleMandelTau(parts);
  const { mean, weights, variance } = weightedMean(parts, tauSquared);

  const degrees = parts.length - 1;
  const knapp =
    degrees === 0 ? 1 : sumOf(parts.map((part, i) => at(weights, i) * (part.value - mean) ** 2)) / degrees / variance;
  const standardError = Math.sqrt(variance * Math.max(1, knapp));
  const margin = quantileOf(level, degrees) * standardError;
  return {
    value: mean,
    n: sumOf(parts.map(({ n }) => n)),
    effectiveN: sumOf(parts.map(({ n, effectiveN }) => effectiveN ?? n)),
    standardError,
    interval: { low: mean - margin, high: mean + margin, level, method: "random-effects" },
    weights,
    heterogeneity: heterogeneityOf(parts, tauSquared, level),
    prediction: predictionOf({ mean, variance: standardError ** 2, tauSquared, degrees, level }),
  };
}

/**
 * One estimate of a population of which each survey covers a known share: Σ W_k x_k, se √(Σ W_k² se_k²). The shares are
 * facts, so that surveys may differ as they like. Source: Cochran 1977, 5.4.
 * Refuses (RangeError) no parts, shares that are not as many or sum to nothing.
 */
export function compositeEstimate(
  parts: readonly PooledPart[],
  shares: readonly number[],
  options: { readonly level?: number } = {},
): PooledEstimate {
  const level = options.level ?? DEFAULT_LEVEL;
  requireParts(parts, level);
  const all = sumOf(shares);
  requirePositive("sum of shares", all);
  if (shares.length !== parts.length || shares.some((share) => !(share >= 0)))
    throw new RangeError("one share for each part");

  const weights = shares.map((share) => share / all);
  const value = sumOf(parts.map((part, i) => at(weights, i) * part.value));
  const standardError = Math.sqrt(sumOf(parts.map((part, i) => (at(weights, i) * part.standardError) ** 2)));
  const margin = normalQuantile((1 + level) / 2) * standardError;
  return {
    value,
    n: sumOf(parts.map(({ n }) => n)),
    effectiveN: sumOf(parts.map(({ n, effectiveN }) => effectiveN ?? n)),
    standardError,
    interval: { low: value - margin, high: value + margin, level, method: "composite" },
    weights,
    heterogeneity: heterogeneityOf(parts, momentTau(parts), level),
    prediction: null,
  };
}

function requireParts(parts: readonly PooledPart[], level: number): void {
  requirePositive("parts", parts.length);
  requireProbability("level", level);
  for (const { value, standardError } of parts) {
    requireFinite("value", value);
    requirePositive("standardError", standardError);
  }
}

/** Weights sum to 1; the variance is the classical 1 / Σ w. */
function weightedMean(parts: readonly PooledPart[], tauSquared: number) {
  const raw = parts.map(({ standardError }) => 1 / (standardError ** 2 + tauSquared));
  const all = sumOf(raw);
  const weights = raw.map((weight) => weight / all);
  return { mean: sumOf(parts.map(({ value }, i) => at(weights, i) * value)), weights, variance: 1 / all };
}

/** Σ w (x - mean)² with weights for this τ²: falls as τ² grows. */
function spreadAt(parts: readonly PooledPart[], tauSquared: number): number {
  const { mean } = weightedMean(parts, tauSquared);
  return sumOf(parts.map(({ value, standardError }) => (value - mean) ** 2 / (standardError ** 2 + tauSquared)));
}

function momentTau(parts: readonly PooledPart[]): number {
  if (parts.length < 2) return 0;
  const weights = parts.map(({ standardError }) => 1 / standardError ** 2);
  const all = sumOf(weights);
  const scale = all - sumOf(weights.map((weight) => weight ** 2)) / all;
  return Math.max(0, (spreadAt(parts, 0) - (parts.length - 1)) / scale);
}

function pauleMandelTau(parts: readonly PooledPart[]): number {
  const degrees = parts.length - 1;
  if (degrees === 0 || spreadAt(parts, 0) <= degrees) return 0;
  let high = momentTau(parts) || 1e-9;
  while (spreadAt(parts, high) > degrees) high *= 2;
  return solveIncreasing((tauSquared) => degrees - spreadAt(parts, tauSquared), 0, high);
}

function heterogeneityOf(parts: readonly PooledPart[], tauSquared: number, level: number): Heterogeneity {
  const degreesOfFreedom = parts.length - 1;
  const q = spreadAt(parts, 0);
  return {
    q,
    degreesOfFreedom,
    pValue: degreesOfFreedom === 0 ? 1 : 1 - chiSquareCdf(q, degreesOfFreedom),
    iSquared: q > 0 ? Math.max(0, (q - degreesOfFreedom) / q) : 0,
    iSquaredInterval: iSquaredInterval(q, degreesOfFreedom, level),
    tauSquared,
  };
}

/** Test-based: H = √(Q / (k - 1)) on the logarithm. Source: Higgins & Thompson 2002, eq. 9 and 10. */
function iSquaredInterval(q: number, degrees: number, level: number): Interval | null {
  if (degrees < 2) return null;
  const k = degrees + 1;
  const isLarge = q > k;
  const error = isLarge
    ? (0.5 * (Math.log(q) - Math.log(degrees))) / (Math.sqrt(2 * q) - Math.sqrt(2 * k - 3))
    : Math.sqrt((1 / (2 * (k - 2))) * (1 - 1 / (3 * (k - 2) ** 2)));
  const logH = 0.5 * Math.log(Math.max(q, 1e-12) / degrees);
  const z = normalQuantile((1 + level) / 2);
  const end = (logarithm: number): number => {
    const h = Math.max(1, Math.exp(logarithm));
    return (h ** 2 - 1) / h ** 2;
  };
  return { low: end(logH - z * error), high: end(logH + z * error), level, method: "test-based" };
}

/** Source: Higgins, Thompson & Spiegelhalter 2009. */
function predictionOf(of: {
  readonly mean: number;
  readonly variance: number;
  readonly tauSquared: number;
  readonly degrees: number;
  readonly level: number;
}): Interval | null {
  if (of.degrees < 2) return null;
  const margin = studentTQuantile((1 + of.level) / 2, of.degrees - 1) * Math.sqrt(of.tauSquared + of.variance);
  return { low: of.mean - margin, high: of.mean + margin, level: of.level, method: "prediction" };
}

function quantileOf(level: number, degrees: number): number {
  return degrees === 0 ? normalQuantile((1 + level) / 2) : studentTQuantile((1 + level) / 2, degrees);
}

/** Least and most variance between surveys that the data leave possible (Q-profile); null below 2 parts. */
export function tauSquaredInterval(parts: readonly PooledPart[], level: number = DEFAULT_LEVEL): Interval | null {
  const degrees = parts.length - 1;
  if (degrees < 1) return null;
  const end = (p: number): number => {
    const wanted = chiSquareQuantile(p, degrees);
    if (spreadAt(parts, 0) <= wanted) return 0;
    let high = 1;
    while (spreadAt(parts, high) > wanted) high *= 2;
    return solveIncreasing((tauSquared) => wanted - spreadAt(parts, tauSquared), 0, high);
  };
  return { low: end((1 + level) / 2), high: end((1 - level) / 2), level, method: "q-profile" };
}
