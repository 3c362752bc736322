import type { Interval } from "../estimate.ts";
import type { SetAside } from "./collinearity.ts";

/** How R² is divided among drivers. */
export type WeightMethod = "johnson" | "lmg" | "logistic";

/** A quantity with its uncertainty over blocks of persons. */
export interface Uncertain {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/** One column of a driver: a rating, a level of a category, a theme that is there or not. */
export interface ColumnResult {
  readonly column: number;
  /** What the outcome changes by for one unit, every other driver held; null where the column is set aside. */
  readonly effect: Uncertain | null;
  /** The same when nothing is held. */
  readonly alone: Uncertain | null;
  /** Mean of the column: a score, or a share 0..1. */
  readonly mean: Uncertain;
}

/** One driver with its place. */
export interface DriverResult {
  /** Share of the outcome's variance, 0..1; they sum to R². */
  readonly weight: Uncertain;
  /** Share of R², 0..1; they sum to 1. */
  readonly share: Uncertain;
  /** See `varianceInflation`. */
  readonly inflation: number;
  /** Of "it has no effect of its own", by jackknife; and after Benjamini–Hochberg over all drivers. */
  readonly pValue: number;
  readonly adjustedPValue: number;
  readonly clear: boolean;
  /** 1 + number of drivers whose share is clearly greater. */
  readonly rank: number;
  readonly tied: boolean;
  readonly columns: readonly ColumnResult[];
}

/** What moves an outcome. */
export interface KeyDrivers {
  readonly state: "ok";
  readonly method: WeightMethod;
  readonly n: number;
  readonly effectiveN: number;
  readonly blocks: number;
  readonly outcome: Uncertain;
  readonly rSquared: Uncertain;
  readonly adjustedRSquared: number;
  /** Of "none of them matters" (F). */
  readonly pValue: number;
  /** In the order of the groups given; null where every column of the driver is set aside. */
  readonly drivers: readonly (DriverResult | null)[];
  readonly setAside: readonly SetAside[];
  /** Covariances of the shares of the drivers that are not null, in their order. */
  readonly shareCovariance: readonly (readonly number[])[];
}

/** Why there is no answer. */
export type NoDrivers =
  | { readonly state: "none" | "flat" | "no-predictors"; readonly n: number; readonly setAside: readonly SetAside[] }
  | {
      readonly state: "too-few";
      readonly n: number;
      readonly needed: number;
      readonly setAside: readonly SetAside[];
    };

/** Answers needed for each column before anything is said. */
const LEAST_PER_COLUMN = 10;
/** Below so many for each column the reader is warned. */
export const COMFORTABLE_PER_COLUMN = 15;
const LEAST_ANSWERS = 50;

/** Complete answers that so many columns need before anything is said. */
export function neededFor(columns: number): number {
  return Math.max(LEAST_ANSWERS, LEAST_PER_COLUMN * columns);
}
