import { netOf } from "./score.ts";

/** Weighted numbers of answers: all, promoters, detractors. */
export type Counts = readonly [all: number, promoters: number, detractors: number];

/** Counts under names such as `population|visit`; those of two parts of the population add up. */
export interface Tally {
  add(name: string, score: number, weight?: number): void;
  readonly counts: ReadonlyMap<string, Counts>;
}

/** An empty tally. */
export function createTally(): Tally {
  const counts = new Map<string, [number, number, number]>();
  return {
    counts,
    add(name, score, weight = 1) {
      const net = netOf(score);
      const sums = counts.get(name);
      if (sums === undefined) {
        counts.set(name, [weight, net === 1 ? weight : 0, net === -1 ? weight : 0]);
        return;
      }
      sums[0] += weight;
      if (net === 1) sums[1] += weight;
      if (net === -1) sums[2] += weight;
    },
  };
}

/** Both together. */
export function mergedCounts(parts: Iterable<ReadonlyMap<string, Counts>>): Map<string, Counts> {
  const merged = new Map<string, Counts>();
  for (const part of parts) {
    for (const [name, [all, promoters, detractors]] of part) {
      const [a, p, d] = merged.get(name) ?? [0, 0, 0];
      merged.set(name, [a + all, p + promoters, d + detractors]);
    }
  }
  return merged;
}

/** 100 (P − D), in points; NaN of nothing. */
export function npsOf([all, promoters, detractors]: Counts): number {
  return (100 * (promoters - detractors)) / all;
}
