import { studentTQuantile } from "../distributions.ts";
import { DEFAULT_LEVEL } from "../estimate.ts";
import { adjustPValues, FALSE_DISCOVERY_RATE } from "../many-units.ts";
import { at } from "../sequence.ts";
import { blockInterval, jackknifeCovariance, redrawnCovariance, type Repetitions } from "./blocks.ts";
import { varianceInflation, type SetAside } from "./collinearity.ts";
import { fTail } from "./least-squares.ts";
import { cell, picked, solutionOf } from "./matrix.ts";
import type { Centred } from "./moment-matrix.ts";
import type { ColumnResult, DriverResult, KeyDrivers, Uncertain, WeightMethod } from "./result.ts";

/** A fitted model of drivers with its repetitions over blocks, on its way to a result. */
export interface Source {
  readonly method: WeightMethod;
  readonly n: number;
  readonly blocks: number;
  readonly centred: Centred;
  /** Columns in the model, and the drivers that have at least one of them. */
  readonly kept: readonly number[];
  readonly groups: readonly (readonly number[])[];
  /** One for each driver; they sum to `rSquared`. */
  readonly weights: readonly number[];
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly pValue: number;
  /** Effects, effects with nothing held, means of the kept columns, and the mean of the outcome. */
  readonly plain: readonly number[];
  /** The same with each block left out. */
  readonly left: Repetitions;
  /** Weights, shares and their sum, for blocks drawn again. */
  readonly draws: Repetitions;
}

/** What was asked: every driver with all its columns, and what cannot be told. */
export interface Wish {
  readonly groups: readonly (readonly number[])[];
  readonly setAside: readonly SetAside[];
  readonly level?: number | undefined;
}

/** Shares, effects and places with their intervals, drivers judged together. */
export function assemble(source: Source, { groups, setAside, level = DEFAULT_LEVEL }: Wish): KeyDrivers {
  const { kept, weights, centred, left, blocks } = source;
  const how = { blocks, level };
  const size = weights.length;
  const plain = { values: source.plain, covariance: jackknifeCovariance(left) };
  const covariance = redrawnCovariance(source.draws, blocks);
  const shares = weights.map((weight) => weight / source.rSquared);
  const shareCovariance = picked(
    covariance,
    weights.map((_, index) => size + index),
  );
  const places = placesOf(shares, shareCovariance, how);
  const pValues = source.groups.map((group) => jointPValue(group, plain, { kept, left }));
  const adjusted = adjustPValues(pValues);
  const inflation = varianceInflation(centred.covariance, source.groups);
  const bounded = (value: number, index: number): Uncertain =>
    shareInterval(value, Math.sqrt(Math.max(0, cell(covariance, index, index))), how);

  let next = 0;
  const drivers = groups.map((group): DriverResult | null => {
    if (!group.some((column) => kept.includes(column))) return null;
    const index = next++;
    return {
      weight: bounded(at(weights, index), index),
      share: bounded(at(shares, index), size + index),
      inflation: at(inflation, index),
      pValue: at(pValues, index),
      adjustedPValue: at(adjusted, index),
      clear: at(adjusted, index) <= FALSE_DISCOVERY_RATE,
      ...(places[index] ?? { rank: 1, tied: true }),
      columns: group.map((column) => columnResult(column, { kept, plain, how, centred })),
    };
  });
  const last = plain.values.length - 1;
  return {
    state: "ok",
    method: source.method,
    n: source.n,
    effectiveN: centred.effectiveN,
    blocks,
    outcome: uncertain(at(plain.values, last), cell(plain.covariance, last, last), { ...how, method: "jackknife" }),
    rSquared: bounded(source.rSquared, 2 * size),
    adjustedRSquared: source.adjustedRSquared,
    pValue: source.pValue,
    drivers,
    setAside,
    shareCovariance,
  };
}

interface Plain {
  readonly values: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

interface How {
  readonly blocks: number;
  readonly level: number;
}

function columnResult(
  column: number,
  {
    kept,
    plain,
    how,
    centred,
  }: { readonly kept: readonly number[]; readonly plain: Plain; readonly how: How; readonly centred: Centred },
): ColumnResult {
  const place = kept.indexOf(column);
  const quantity = (index: number): Uncertain =>
    uncertain(at(plain.values, index), cell(plain.covariance, index, index), { ...how, method: "jackknife" });
  if (place < 0) {
    const mean = at(centred.means, column);
    return { column, effect: null, alone: null, mean: uncertain(mean, 0, { ...how, method: "jackknife" }) };
  }
  const size = kept.length;
  return { column, effect: quantity(place), alone: quantity(size + place), mean: quantity(2 * size + place) };
}

/** Wald's test that no column of the driver has an effect: t for one, Hotelling's T² over blocks for several. */
function jointPValue(
  group: readonly number[],
  { values, covariance }: Plain,
  { kept, left }: { readonly kept: readonly number[]; readonly left: Repetitions },
): number {
  const places = group.map((column) => kept.indexOf(column)).filter((place) => place >= 0);
  const effects = places.map((place) => at(values, place));
  const scaled = solutionOf(picked(covariance, places), effects, 1e-12);
  const below = left.length - places.length;
  if (scaled === undefined || below < 1) return 1;
  const square = effects.reduce((sum, effect, index) => sum + effect * at(scaled, index), 0);
  return fTail((square * below) / (places.length * (left.length - 1)), places.length, below);
}

function placesOf(
  shares: readonly number[],
  covariance: readonly (readonly number[])[],
  { blocks, level }: How,
): { readonly rank: number; readonly tied: boolean }[] {
  const t = studentTQuantile((1 + level) / 2, Math.max(1, blocks - 1));
  const isAbove = (i: number, j: number): boolean => {
    const variance = cell(covariance, i, i) + cell(covariance, j, j) - 2 * cell(covariance, i, j);
    return i !== j && at(shares, i) - at(shares, j) > t * Math.sqrt(Math.max(0, variance));
  };
  const ranks = shares.map((_, own) => 1 + shares.filter((__, other) => isAbove(other, own)).length);
  return ranks.map((rank) => ({ rank, tied: ranks.filter((other) => other === rank).length > 1 }));
}

function uncertain(value: number, variance: number, how: How & { readonly method: string }): Uncertain {
  const standardError = Math.sqrt(Math.max(0, variance));
  return { value, standardError, interval: blockInterval(value, standardError, how) };
}

/**
 * A share of variance with its interval, taken on the scale arcsin √share, where its spread hardly depends on its size: a
 * plain interval is too short where the share happens to come out small (simulated: 85–90 % instead of 95 % at n = 100).
 */
export function shareInterval(value: number, standardError: number, { blocks, level }: How): Uncertain {
  const share = Math.min(1, Math.max(0, value));
  const angle = Math.asin(Math.sqrt(share));
  const slope = 2 * Math.sqrt(Math.max(share * (1 - share), 1e-9));
  const { low, high } = blockInterval(angle, standardError / slope, { blocks, level, method: "" });
  const back = (at: number): number => Math.sin(Math.min(Math.PI / 2, Math.max(0, at))) ** 2;
  return {
    value: share,
    standardError,
    interval: { low: back(low), high: back(high), level, method: "block-bootstrap" },
  };
}
