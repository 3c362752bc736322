import { cusumRunLength, twoSidedCusumRunLength } from "./cusum.ts";
import { normalCdf, normalQuantile, solveIncreasing } from "./distributions.ts";
import { ewmaRunLength } from "./ewma.ts";
import { requirePositive } from "./precondition.ts";

/**
 * What is looked for: `shift`, a level that moved and stays (CUSUM, k = 1/2); `drift`, a slow slide (EWMA, λ = 0.1);
 * `leap`, a single point far out (Shewhart).
 */
export type DetectorKind = "shift" | "drift" | "leap";
/** The kinds, in the order they are offered. */
export const detectorKinds = ["shift", "drift", "leap"] as const satisfies readonly DetectorKind[];

/** Sides that are watched. */
export type Sides = 1 | 2;

/** A detector with the limit that gives it its rate of false alarms, in sigmas. */
export interface Detector {
  readonly kind: DetectorKind;
  /** h of the CUSUM, L of the EWMA, distance of Shewhart's limits. */
  readonly limit: number;
}

/** k of the CUSUM: half of the one sigma that it finds soonest. */
export const SHIFT_REFERENCE = 0.5;
/** λ of the EWMA. */
export const DRIFT_WEIGHT = 0.1;

/**
 * Average number of points until the detector alarms, when every point lies `shift` sigmas off in a watched direction; 0
 * gives the time between false alarms. One side of the EWMA is counted as alarming half as often as both, which is exact
 * for shift 0 up to the way back from the other side, and errs on the side of more alarms than there are.
 */
export function runLengthOf({ kind, limit }: Detector, sides: Sides, shift = 0): number {
  if (kind === "shift") {
    const design = { k: SHIFT_REFERENCE, h: limit };
    return sides === 1 ? cusumRunLength(design, { shift }) : twoSidedCusumRunLength(design, { shift });
  }
  if (kind === "drift") {
    const both = ewmaRunLength({ lambda: DRIFT_WEIGHT, limit }, { shift });
    return sides === 1 && shift === 0 ? 2 * both : both;
  }
  const beyond = normalCdf(shift - limit) + (sides === 2 ? normalCdf(-shift - limit) : 0);
  return 1 / beyond;
}

/**
 * The detector whose false alarms lie `runLength` points apart on average. Refuses (RangeError) fewer than 2 points.
 * @example detectorFor("shift", 2, 465).limit // 5: the standard CUSUM
 */
export function detectorFor(kind: DetectorKind, sides: Sides, runLength: number): Detector {
  requirePositive("runLength", runLength - 1);
  const key = `${kind}/${sides}/${runLength.toPrecision(6)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = { kind, limit: limitFor(kind, sides, Math.min(runLength, LONGEST)) };
  if (known.size > 5000) known.clear();
  known.set(key, made);
  return made;
}

/** Nobody waits longer: ten million points are more than 25,000 years of days. */
const LONGEST = 1e7;
const known = new Map<string, Detector>();

function limitFor(kind: DetectorKind, sides: Sides, runLength: number): number {
  if (kind === "leap") return normalQuantile(1 - 1 / (runLength * sides));
  const [low, high] = kind === "shift" ? [0.05, 16] : [0.2, 6.2];
  const excess = (limit: number) => Math.log(runLengthOf({ kind, limit }, sides)) - Math.log(runLength);
  return solveIncreasing(excess, low, high, 1e-6);
}
