import type { Estimate } from "#statistics/estimate";

import type { Uncertain } from "../contract.ts";

/** A share in per cent of so much revenue. */
export function revenueOf({ value, interval }: Estimate, revenue: number): Uncertain {
  const part = revenue / 100;
  return { value: value * part, low: interval.low * part, high: interval.high * part };
}

/**
 * The sum of independent quantities with its interval, from theirs: the sum less (more) the root of the summed squares of the
 * distances to their lower (upper) ends. Source: MOVER, Zou & Donner 2008, Statistics in Medicine 27(10).
 */
export function sumOfIndependent(parts: readonly Uncertain[]): Uncertain {
  const value = parts.reduce((sum, one) => sum + one.value, 0);
  const below = Math.sqrt(parts.reduce((sum, one) => sum + (one.value - one.low) ** 2, 0));
  const above = Math.sqrt(parts.reduce((sum, one) => sum + (one.high - one.value) ** 2, 0));
  return { value, low: value - below, high: value + above };
}
