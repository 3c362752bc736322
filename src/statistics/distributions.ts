import { normalQuantile } from "./normal-quantile.ts";
import { incompleteBeta, incompleteGamma } from "./special-functions.ts";

export { normalQuantile };

/** Probability that a standard normal value is at most z. Accurate to about 1e-14, in the lower tail relatively. */
export function normalCdf(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}

/** Probability that a Student t value with `df` > 0 degrees of freedom is at most t. */
export function studentTCdf(t: number, df: number): number {
  const tail = incompleteBeta(df / 2, 0.5, df / (df + t * t)) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** Two-sided p-value of a t statistic. */
export function studentTTwoSided(t: number, df: number): number {
  return incompleteBeta(df / 2, 0.5, df / (df + t * t));
}

/** The t below which a Student t value falls with probability p. `df` may be fractional (Welch) but above zero. */
export function studentTQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentTQuantile(1 - p, df);

  // p = 1 - I_y(df/2, 1/2)/2 with y = df/(df + t²); whichever of y and 1 - y is small keeps its digits.
  const rest = betaQuantile(2 * p - 1, 0.5, df / 2);
  if (rest < 0.5) return Math.sqrt((df * rest) / (1 - rest));
  const y = betaQuantile(2 * (1 - p), df / 2, 0.5);
  return Math.sqrt((df * (1 - y)) / y);
}

/** Probability that a beta(a, b) value is at most x. */
export function betaCdf(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, x);
}

/** The x below which a beta(a, b) value falls with probability p; found to 1e-14 relative by safeguarded secants. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return solveIncreasing((x) => incompleteBeta(a, b, x) - p, 0, 1);
}

/** Probability that a gamma value with this shape and scale 1 is at most x. */
export function gammaCdf(x: number, shape: number): number {
  return incompleteGamma(shape, x).lower;
}

/** The x below which a gamma value (scale 1) falls with probability p. */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;

  let high = Math.max(1, shape);
  while (gammaCdf(high, shape) < p) high *= 2;
  return solveIncreasing((x) => gammaCdf(x, shape) - p, 0, high);
}

/** Probability that a chi-square value with `df` degrees of freedom is at most x. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaCdf(x / 2, df / 2);
}

/** The x below which a chi-square value falls with probability p. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}

/**
 * The root of an increasing function between two ends. Bisection alternating with false position (Illinois), so the
 * bracket always shrinks; near zero the precision is relative, because quantiles there span many magnitudes.
 * An absolute `tolerance` ends it sooner.
 */
export function solveIncreasing(f: (x: number) => number, low: number, high: number, tolerance = 0): number {
  let [a, b, fa, fb] = [low, high, f(low), f(high)];
  for (let step = 0; step < 200 && b - a > Math.max(tolerance, 1e-15 * Math.max(Math.abs(a), Math.abs(b))); step++) {
    const secant = b - (fb * (b - a)) / (fb - fa);
    const x = step % 2 === 0 && secant > a && secant < b ? secant : (a + b) / 2;
    const fx = f(x);
    if (fx === 0 || x === a || x === b) return x;
    if (fx < 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
  }
  return (a + b) / 2;
}
