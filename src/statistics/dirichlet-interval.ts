import { betaCdf, solveIncreasing } from "./distributions.ts";
import { sumOf } from "./sequence.ts";

const NODES = 64;

/** Answers in the upper, the middle and the lower group; weighted samples pass effective (fractional) counts. */
export interface ThreeGroups {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

/**
 * Credible ends for (share of upper - share of lower), in -1..1, from the Dirichlet(counts + 1/2) posterior.
 * Computed without draws, so the same counts always give the same ends: S = upper + lower is beta, upper/S is an
 * independent beta, and the distribution of S(2R - 1) is integrated over S at 64 points (error of an end below 0.003).
 * Assumes independent answers and Jeffreys's prior. Source: Gelman et al., Bayesian Data Analysis, 3.4.
 */
export function dirichletDifference(
  counts: ThreeGroups,
  level: number,
): { readonly low: number; readonly high: number } {
  const upper = counts.upper + 0.5;
  const lower = counts.lower + 0.5;
  const nodes = outspokenShares(upper + lower, counts.middle + 0.5);
  const cdf = (difference: number): number =>
    sumOf(nodes.map(({ share, weight }) => weight * betaCdf((difference / share + 1) / 2, upper, lower)));
  const quantile = (p: number): number => solveIncreasing((x) => cdf(x) - p, -1, 1, 1e-6);

  return { low: quantile((1 - level) / 2), high: quantile((1 + level) / 2) };
}

/** Midpoint rule for a beta(a, b) density after s = sin²θ, which takes the poles at 0 and 1 away when a, b >= 1/2. */
function outspokenShares(a: number, b: number): { share: number; weight: number }[] {
  const peak = (a - 0.5) * Math.log(a / (a + b)) + (b - 0.5) * Math.log(b / (a + b));
  const nodes = Array.from({ length: NODES }, (_, i) => {
    const angle = ((i + 0.5) / NODES) * (Math.PI / 2);
    const logWeight = (2 * a - 1) * Math.log(Math.sin(angle)) + (2 * b - 1) * Math.log(Math.cos(angle));
    return { share: Math.sin(angle) ** 2, weight: Math.exp(logWeight - peak) };
  });
  const sum = sumOf(nodes.map((node) => node.weight));
  return nodes.map(({ share, weight }) => ({ share, weight: weight / sum })).filter((node) => node.weight > 1e-12);
}
