import { normalDensity } from "./cusum.ts";
import { gaussLegendre, type Quadrature } from "./gauss-legendre.ts";
import { solveLinear } from "./linear-solve.ts";
import { requireFinite, requirePositive } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** An exponentially weighted mean: weight of the newest point (0..1], limits at ± this many of its own sigmas. */
export interface EwmaDesign {
  readonly lambda: number;
  readonly limit: number;
}

/** The mean after a point with the limit it then has. */
export interface EwmaStep {
  readonly mean: number;
  readonly reach: number;
  /** Points since the beginning. */
  readonly age: number;
  readonly alarm: "up" | "down" | null;
}

/** Where it begins. */
export const ewmaAtRest: EwmaStep = { mean: 0, reach: 0, age: 0, alarm: null };

/**
 * One step on a standardised value: E = λ z + (1 − λ) E against L sqrt(λ/(2 − λ) (1 − (1 − λ)^2t)), the exact limits at
 * that age rather than those reached in the long run. Assumes independent standard normal z while nothing happens.
 * Source: Roberts 1959, Technometrics 1; Montgomery, 9.2.
 */
export function ewmaStep(before: EwmaStep, z: number, { lambda, limit }: EwmaDesign): EwmaStep {
  requireFinite("z", z);
  const age = before.age + 1;
  const mean = lambda * z + (1 - lambda) * before.mean;
  const reach = reachAt(age, { lambda, limit });
  return { mean, reach, age, alarm: Math.abs(mean) <= reach ? null : mean > 0 ? "up" : "down" };
}

/** How a run length is asked for. `fixed`: with the limits of the long run from the beginning, as most tables have it. */
export interface EwmaRunOf {
  readonly shift?: number;
  readonly fixed?: boolean;
}

/**
 * Average number of points until a two-sided EWMA leaves its limits, for a mean shifted by `shift` sigmas. Limits of the
 * long run: the integral equation of Crowder 1987 by the Nyström method. Exact limits: the density of those not yet
 * alarmed is carried forward until the limits stand, then the same equation takes over (Knoth 2003).
 * Checked against Crowder 1987, Lucas & Saccucci 1990 and Steiner 1999 in `ewma.test.ts`.
 */
export function ewmaRunLength(design: EwmaDesign, { shift = 0, fixed = false }: EwmaRunOf = {}): number {
  requirePositive("lambda", design.lambda);
  requirePositive("limit", design.limit);
  if (design.lambda > 1) throw new RangeError(`lambda must be at most 1, got ${design.lambda}`);

  const settled = reachAt(Infinity, design);
  const quadrature = gaussLegendre(sizeFor(design), -settled, settled);
  const lengths = settledLengths(quadrature, design, shift);
  if (fixed) {
    const first = quadrature.nodes.map((node, i) => at(quadrature.weights, i) * kernel(node, 0, design.lambda, shift));
    return 1 + sumOf(first.map((way, i) => way * at(lengths, i)));
  }
  return carriedForward({ design, shift, quadrature, lengths });
}

function settledLengths(quadrature: Quadrature, { lambda }: EwmaDesign, shift: number): number[] {
  const { nodes, weights } = quadrature;
  const matrix = nodes.map((from, row) =>
    nodes.map((to, column) => (row === column ? 1 : 0) - at(weights, column) * kernel(to, from, lambda, shift)),
  );
  return solveLinear(
    matrix,
    nodes.map(() => 1),
  );
}

interface ToCarry {
  readonly design: EwmaDesign;
  readonly shift: number;
  readonly quadrature: Quadrature;
  readonly lengths: readonly number[];
}

function carriedForward({ design, shift, quadrature, lengths }: ToCarry): number {
  const { lambda } = design;
  const ages = Math.ceil(Math.log(1e-7) / (2 * Math.log(Math.max(1e-9, 1 - lambda)))) + 1;
  let total = 1;
  let before: { readonly at: Quadrature; readonly density: readonly number[] } | null = null;
  for (let age = 1; age < ages; age++) {
    const reach = reachAt(age, design);
    const now = gaussLegendre(quadrature.nodes.length, -reach, reach);
    const density: readonly number[] = densityOn(now.nodes, before, lambda, shift);
    total += sumOf(density.map((one, i) => one * at(now.weights, i)));
    before = { at: now, density };
  }
  const last = densityOn(quadrature.nodes, before, lambda, shift);
  return total + sumOf(last.map((one, i) => one * at(quadrature.weights, i) * at(lengths, i)));
}

function densityOn(
  places: readonly number[],
  before: { readonly at: Quadrature; readonly density: readonly number[] } | null,
  lambda: number,
  shift: number,
): number[] {
  if (before === null) return places.map((to) => kernel(to, 0, lambda, shift));
  const { nodes, weights } = before.at;
  return places.map((to) => {
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      sum += at(before.density, i) * at(weights, i) * kernel(to, at(nodes, i), lambda, shift);
    }
    return sum;
  });
}

function kernel(to: number, from: number, lambda: number, shift: number): number {
  return normalDensity((to - (1 - lambda) * from) / lambda - shift) / lambda;
}

function reachAt(age: number, { lambda, limit }: EwmaDesign): number {
  const grown = age === Infinity ? 1 : 1 - (1 - lambda) ** (2 * age);
  return limit * Math.sqrt((lambda / (2 - lambda)) * grown);
}

/** The kernel is as wide as lambda: enough nodes must fall within it. */
function sizeFor({ lambda, limit }: EwmaDesign): number {
  return Math.min(121, Math.max(41, Math.ceil((8 * limit) / Math.sqrt(lambda))));
}
