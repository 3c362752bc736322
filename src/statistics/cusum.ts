import { normalCdf } from "./distributions.ts";
import { gaussLegendre, type Quadrature } from "./gauss-legendre.ts";
import { solveLinear } from "./linear-solve.ts";
import { requireAmount, requireFinite, requirePositive } from "./precondition.ts";
import { at } from "./sequence.ts";

/** A cumulative sum in standard deviations of one point: reference value k (half the shift to be found), alarm above h. */
export interface CusumDesign {
  readonly k: number;
  readonly h: number;
}

/** Both sums after a point, and on which side they cross the limit. */
export interface CusumStep {
  readonly up: number;
  readonly down: number;
  readonly alarm: "up" | "down" | null;
}

/** Where the sums begin; a head start (half of h, Lucas & Crosier 1982) finds what is wrong from the beginning sooner. */
export const cusumAtRest: CusumStep = { up: 0, down: 0, alarm: null };

/**
 * One step of the two-sided tabular CUSUM on a standardised value: C⁺ = max(0, C⁺ + z − k), C⁻ = max(0, C⁻ − z − k),
 * an alarm where either exceeds h. Assumes independent standard normal z while nothing happens.
 * Source: Page 1954, Biometrika 41; Montgomery, 9.1.
 */
export function cusumStep(before: CusumStep, z: number, { k, h }: CusumDesign): CusumStep {
  requireFinite("z", z);
  const up = Math.max(0, before.up + z - k);
  const down = Math.max(0, before.down - z - k);
  const alarm = up > h && up >= down ? "up" : down > h ? "down" : null;
  return { up, down, alarm };
}

/** What a run length is asked for: shift in sigmas, start of the sum (0, or a head start). */
export interface RunOf {
  readonly shift?: number;
  readonly start?: number;
}

/**
 * Average number of points until a one-sided CUSUM alarms, for a mean shifted by `shift` sigmas in its direction. Solves
 * L(s) = 1 + L(0) Φ(k − δ − s) + ∫₀ʰ L(y) φ(y + k − δ − s) dy by the Nyström method on Gauss–Legendre nodes.
 * Checked against Brook & Evans 1972, Vance 1986, Waldmann 1986 in `cusum.test.ts`.
 * Refuses (RangeError) a negative k and an h that is not above 0.
 */
export function cusumRunLength(design: CusumDesign, { shift = 0, start = 0 }: RunOf = {}): number {
  requireAmount("k", design.k);
  requirePositive("h", design.h);
  const quadrature = gaussLegendre(Math.min(120, Math.max(30, Math.ceil(6 * design.h))), 0, design.h);
  const places = [0, ...quadrature.nodes];
  const drift = design.k - shift;
  const matrix = places.map((from, row) =>
    places.map((_, column) => {
      const way = column === 0 ? normalCdf(drift - from) : toNode(quadrature, column - 1, drift - from);
      return (row === column ? 1 : 0) - way;
    }),
  );
  const lengths = solveLinear(
    matrix,
    places.map(() => 1),
  );
  if (start === 0) return at(lengths, 0);
  const rest = quadrature.nodes.reduce(
    (sum, _, node) => sum + toNode(quadrature, node, drift - start) * at(lengths, node + 1),
    0,
  );
  return 1 + normalCdf(drift - start) * at(lengths, 0) + rest;
}

/**
 * The same for the two-sided CUSUM, both sums starting alike. Without a head start 1/L = 1/L⁺ + 1/L⁻; with one the
 * combination of Lucas & Crosier 1982, Technometrics 24. Both need sums that cannot be above h together.
 */
export function twoSidedCusumRunLength(design: CusumDesign, { shift = 0, start = 0 }: RunOf = {}): number {
  const [up, down] = [cusumRunLength(design, { shift }), cusumRunLength(design, { shift: -shift })];
  if (start === 0) return 1 / (1 / up + 1 / down);
  const upFrom = cusumRunLength(design, { shift, start });
  const downFrom = cusumRunLength(design, { shift: -shift, start });
  return (upFrom * down + downFrom * up - up * down) / (up + down);
}

function toNode({ nodes, weights }: Quadrature, node: number, offset: number): number {
  return at(weights, node) * normalDensity(at(nodes, node) + offset);
}

/** Density of a standard normal value. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
