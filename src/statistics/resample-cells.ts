import { drawNormal, type RandomSource } from "./random.ts";

/** One group's cells, ready to be drawn again: weight, mean, worth in answers, standard deviation of one answer. */
export interface DrawnFrom {
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly worth: Float64Array;
  readonly deviation: Float64Array;
}

/** A group's cells drawn again: weight and Σwx by cell, and the weight of all. */
export interface Redrawn {
  readonly weight: Float64Array;
  readonly sum: Float64Array;
  total: number;
}

/**
 * Draws a group's cells again as if its answers were drawn with replacement: each answer comes a Poisson number of
 * times, so a cell's weight varies by Poisson of its worth and its mean by its variance over what was drawn (Poisson
 * bootstrap on moments: Chamandy et al. 2012; Efron & Tibshirani 1993). Costs cells, not answers. `mirrored` gets the same
 * draw on the other side of what was seen, so that both together tell the even from the odd part of an error.
 */
export function drawCells(random: RandomSource, from: DrawnFrom, into: Redrawn, mirrored: Redrawn): void {
  const { weight, mean, worth, deviation } = from;
  [into.total, mirrored.total] = [0, 0];
  for (let cell = 0; cell < weight.length; cell++) {
    const own = worth[cell] ?? 0;
    const times = own > 0 ? drawPoisson(random, own) : 0;
    const moved = own > 0 ? drawNormal(random) * (deviation[cell] ?? 0) : 0;
    const one = own > 0 ? (weight[cell] ?? 0) / own : 0;
    into.total += put(into, cell, { times, one, mean: (mean[cell] ?? 0) + moved / Math.sqrt(Math.max(1, times)) });
    const other = Math.max(0, 2 * own - times);
    mirrored.total += put(mirrored, cell, {
      times: other,
      one,
      mean: (mean[cell] ?? 0) - moved / Math.sqrt(Math.max(1, other)),
    });
  }
}

function put({ weight, sum }: Redrawn, cell: number, drawn: { times: number; one: number; mean: number }): number {
  const own = drawn.times * drawn.one;
  weight[cell] = own;
  sum[cell] = own * drawn.mean;
  return own;
}

/** A Poisson draw: by products of uniforms (Knuth) below 16, above it the rounded normal, which is within its error. */
export function drawPoisson(random: RandomSource, mean: number): number {
  if (mean >= 16) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const limit = Math.exp(-mean);
  let [count, left] = [0, random.uniform()];
  while (left > limit) {
    count += 1;
    left *= random.uniform();
  }
  return count;
}
