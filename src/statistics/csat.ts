import type { Estimate, Interval } from "./estimate.ts";
import { requireFinite } from "./precondition.ts";
import { sumOf } from "./sequence.ts";
import { shareOf, type ShareCounts } from "./share.ts";

/** Which end of the scale counts as satisfied: the `boxes` highest of `steps` steps. */
export interface TopBox {
  readonly steps: number;
  readonly boxes: number;
}

/** The usual boxes by length of scale: 4–5 of 5, 6–7 of 7, 8–10 of 10, the best of 3. */
export function defaultTopBox(steps: number): TopBox {
  if (!Number.isInteger(steps) || steps < 2) throw new RangeError(`a scale needs at least 2 steps, got ${steps}`);
  if (steps <= 4) return { steps, boxes: 1 };
  return { steps, boxes: steps >= 10 ? 3 : 2 };
}

/**
 * CSAT: per cent (0..100) of answers in the top boxes, with Wilson's interval; counts run from the lowest step up.
 * Refuses (RangeError) counts that do not fit the scale, an empty sample.
 * Top-box shares of scales of different length are different measures: never one trend.
 */
export function satisfaction(
  counts: readonly number[],
  options: { readonly level?: number; readonly topBox?: TopBox } = {},
): Estimate {
  const { steps, boxes } = options.topBox ?? defaultTopBox(counts.length);
  if (counts.length !== steps) throw new RangeError(`expected counts for ${steps} steps, got ${counts.length}`);
  if (boxes < 1 || boxes >= steps) throw new RangeError(`boxes must be 1..${steps - 1}, got ${boxes}`);

  return percentOf({ successes: sumOf(counts.slice(-boxes)), n: sumOf(counts) }, options);
}

/** A share in per cent (0..100) with Wilson's interval; for top boxes that the database has counted, weighted or not. */
export function percentOf(counts: ShareCounts, options: { readonly level?: number } = {}): Estimate {
  const { level } = options;
  const share = shareOf(counts, level === undefined ? {} : { level });
  return {
    ...share,
    value: 100 * share.value,
    standardError: 100 * share.standardError,
    interval: scaled(share.interval, 100),
  };
}

/**
 * Brings an answer 1..steps to 0..100 for display: (x - 1)/(steps - 1) × 100. It keeps the order, not the distribution:
 * rescaled answers of scales of different length must not be merged into one trend.
 */
export function rescaled(answer: number, steps: number): number {
  requireFinite("answer", answer);
  if (steps < 2) throw new RangeError(`a scale needs at least 2 steps, got ${steps}`);
  return ((answer - 1) / (steps - 1)) * 100;
}

function scaled(interval: Interval, factor: number): Interval {
  return { ...interval, low: factor * interval.low, high: factor * interval.high };
}
