import type { Detector, Sides } from "./detector.ts";
import { requirePositive } from "./precondition.ts";
import { createRandom, drawNormal } from "./random.ts";
import { at, averageOf } from "./sequence.ts";
import { USUAL_BASELINE, watchSeries } from "./watch-series.ts";

/** How soon a change is told of, in points from the first one that it touches. */
export interface DetectionDelay {
  /** Share of changes told of within the horizon. */
  readonly found: number;
  /** Average over those found; NaN when none is. */
  readonly mean: number;
  /** Half of all changes are told of by then; Infinity when fewer are. */
  readonly median: number;
}

/** A lasting shift in sigmas of one point after so many quiet points. */
export interface PlantedShift {
  readonly shift: number;
  readonly history: number;
  readonly horizon: number;
}

/**
 * Detection delay by simulation with a history as short as it is, where tables take the level as known: normal points of
 * equal spread, a lasting shift after `history` of them. Alarms before the shift end a run without being counted.
 * The same seed gives the same answer; with 400 repetitions the mean is known to about 5 %.
 */
export function simulatedDelay(
  detector: Detector,
  sides: Sides,
  { shift, history, horizon }: PlantedShift,
  { repetitions = 400, seed = 1 }: { readonly repetitions?: number; readonly seed?: number } = {},
): DetectionDelay {
  requirePositive("horizon", horizon);
  const random = createRandom(seed);
  const delays: number[] = [];
  let runs = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const points = Array.from({ length: history + horizon }, (_, i) => ({
      value: drawNormal(random) - (i >= history ? shift : 0),
      variance: 1,
    }));
    const { alarms } = watchSeries(points, {
      detector,
      direction: sides === 1 ? "down" : "both",
      baseline: Math.min(USUAL_BASELINE, history),
    });
    if (alarms.some(({ index }) => index < history)) continue;
    runs += 1;
    const first = alarms.find(({ direction }) => direction === "down");
    if (first !== undefined) delays.push(first.index - history + 1);
  }
  delays.sort((a, b) => a - b);
  const middle = Math.ceil(runs / 2);
  return {
    found: runs === 0 ? 0 : delays.length / runs,
    mean: averageOf(delays),
    median: delays.length >= middle && middle > 0 ? at(delays, middle - 1) : Infinity,
  };
}
