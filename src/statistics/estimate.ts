/** A range of plausible true values. `level` is the promised coverage (0.95), `method` the closed name of the formula. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

/**
 * A figure with its uncertainty. `value`, `standardError` and the interval share one unit, which the
 * function that made the estimate names. `n` counts answers; `effectiveN` is what weighting leaves of them.
 */
export interface Estimate {
  readonly value: number;
  readonly n: number;
  readonly effectiveN: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/** The smallest and the largest value a measure can take at all, in its unit. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The coverage that is promised where the caller asks for no other. */
export const DEFAULT_LEVEL = 0.95;

/**
 * Cuts an interval to what is possible and stretches it, if need be, to hold the figure printed beside it:
 * adjusted methods are centred elsewhere, and a reader must never see an estimate outside its own interval.
 */
export function fitInterval(interval: Interval, value: number, bounds?: Bounds): Interval {
  const low = Math.min(interval.low, value);
  const high = Math.max(interval.high, value);
  if (bounds === undefined) return { ...interval, low, high };

  return { ...interval, low: Math.max(low, bounds.min), high: Math.min(high, bounds.max) };
}
