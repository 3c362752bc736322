import { requirePositive } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** A stream of numbers in [0, 1) that its seed determines wholly. */
export interface RandomSource {
  uniform(): number;
}

/**
 * A seeded generator (sfc32, 53-bit output): the same seed gives the same stream on every machine.
 * For simulation, not for secrets. Source: Chris Doty-Humphrey, PractRand.
 */
export function createRandom(seed: number): RandomSource {
  let [a, b, c, counter] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, 0x9e3779b9, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return { uniform: () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992 };
}

/** A standard normal draw. Polar method (Marsaglia & Bray 1964). */
export function drawNormal(random: RandomSource): number {
  for (;;) {
    const u = 2 * random.uniform() - 1;
    const v = 2 * random.uniform() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** A gamma draw with scale 1 and shape > 0. Marsaglia & Tsang 2000, with their boost below shape 1. */
export function drawGamma(random: RandomSource, shape: number): number {
  requirePositive("shape", shape);
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random.uniform()) ** (1 / shape);

  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = drawNormal(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Shares that sum to 1, drawn from a Dirichlet distribution with these parameters (each > 0). */
export function drawDirichlet(random: RandomSource, parameters: readonly number[]): number[] {
  const draws = parameters.map((shape) => drawGamma(random, shape));
  const total = sumOf(draws);
  return draws.map((draw) => draw / total);
}

/** Counts of n independent answers, each falling in category i with probability `shares[i]` (which sum to 1). */
export function drawCounts(random: RandomSource, n: number, shares: readonly number[]): number[] {
  const counts = shares.map(() => 0);
  for (let answer = 0; answer < n; answer++) {
    let left = random.uniform();
    let category = 0;
    while (category < shares.length - 1 && left >= at(shares, category)) {
      left -= at(shares, category);
      category += 1;
    }
    counts[category] = at(counts, category) + 1;
  }
  return counts;
}
