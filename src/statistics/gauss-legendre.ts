import { at } from "./sequence.ts";

/** Places and weights of a quadrature: ∫ f ≈ Σ weight × f(node). */
export interface Quadrature {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Gauss–Legendre quadrature with `size` nodes between two ends; exact for polynomials up to degree 2·size − 1.
 * Roots of the Legendre polynomial by Newton's method. Source: Press et al., Numerical Recipes, 4.6.
 */
export function gaussLegendre(size: number, low: number, high: number): Quadrature {
  const unit = onUnit(size);
  const [half, middle] = [(high - low) / 2, (high + low) / 2];
  return {
    nodes: unit.nodes.map((node) => middle + half * node),
    weights: unit.weights.map((weight) => half * weight),
  };
}

const known = new Map<number, Quadrature>();

function onUnit(size: number): Quadrature {
  const found = known.get(size);
  if (found !== undefined) return found;
  const places = Array.from({ length: size }, (_, i) =>
    rootNear(size, Math.cos((Math.PI * (i + 0.75)) / (size + 0.5))),
  );
  const made = {
    nodes: places.map(({ root }) => root),
    weights: places.map(({ root, slope }) => 2 / ((1 - root * root) * slope * slope)),
  };
  known.set(size, made);
  return made;
}

function rootNear(size: number, guess: number): { root: number; slope: number } {
  let root = guess;
  let slope = 1;
  for (let round = 0; round < 100; round++) {
    const legendre = [1, root];
    for (let n = 2; n <= size; n++) {
      legendre.push(((2 * n - 1) * root * at(legendre, n - 1) - (n - 1) * at(legendre, n - 2)) / n);
    }
    slope = (size * (root * at(legendre, size) - at(legendre, size - 1))) / (root * root - 1);
    const move = at(legendre, size) / slope;
    root -= move;
    if (Math.abs(move) < 1e-15) break;
  }
  return { root, slope };
}
