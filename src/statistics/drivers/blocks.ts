import { studentTQuantile } from "../distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "../estimate.ts";
import type { RandomSource } from "../random.ts";
import { at, averageOf } from "../sequence.ts";
import { addMomentMatrices, type MomentMatrix } from "./moment-matrix.ts";

/** Into how many blocks persons are dealt: enough for degrees of freedom, few enough to keep the matrices small. */
export const BLOCKS = 64;

/** Values of several quantities under repetition: one row a repetition. */
export type Repetitions = readonly (readonly number[])[];

/** What is computed from moments; undefined where it has no value. */
export type Statistic = (matrix: MomentMatrix) => readonly number[] | undefined;

/** The quantities with each block left out in turn; blocks without answers leave nothing out. */
export function leaveOneOut(blocks: readonly MomentMatrix[], statistic: Statistic): Repetitions {
  const filled = blocks.filter(({ n }) => n > 0);
  const whole = addMomentMatrices(filled);
  return filled.flatMap((block) => {
    const found = statistic(addMomentMatrices([whole, block], [1, -1]));
    return found === undefined ? [] : [found];
  });
}

/** The quantities for blocks drawn again with replacement, so many times. Draws without a value are left out. */
export function redrawn(
  blocks: readonly MomentMatrix[],
  statistic: Statistic,
  { draws, random }: { readonly draws: number; readonly random: RandomSource },
): Repetitions {
  const filled = blocks.filter(({ n }) => n > 0);
  return Array.from({ length: draws }, () =>
    statistic(addMomentMatrices(filled, drawnTimes(filled.length, random))),
  ).filter((found) => found !== undefined);
}

/** How often each of so many blocks comes when as many are drawn with replacement. */
export function drawnTimes(blocks: number, random: RandomSource): number[] {
  const times = Array.from({ length: blocks }, () => 0);
  for (let pick = 0; pick < blocks; pick++) {
    const index = Math.floor(random.uniform() * blocks);
    times[index] = at(times, index) + 1;
  }
  return times;
}

/**
 * Covariances of the quantities by the delete-a-group jackknife: (G − 1)/G Σ (θ₍g₎ − θ̄)(θ₍g₎ − θ̄)'. Blocks are made of
 * whole persons, so that several answers of one person do not pass for several persons.
 * Source: Kott 2001, Journal of Official Statistics 17(4).
 */
export function jackknifeCovariance(left: Repetitions): number[][] {
  const deviations = deviationsOf(left);
  return productsOf(deviations, (left.length - 1) / left.length);
}

/** The diagonal of `jackknifeCovariance`, where nothing else is needed. */
export function jackknifeVariances(left: Repetitions): number[] {
  const deviations = deviationsOf(left);
  const factor = (left.length - 1) / left.length;
  return (left[0] ?? []).map((_, index) => {
    let sum = 0;
    for (const row of deviations) sum += at(row, index) ** 2;
    return factor * sum;
  });
}

/** Covariances of redrawn quantities, enlarged by G/(G − 1) for so many blocks, which redrawing makes too small. */
export function redrawnCovariance(draws: Repetitions, blocks: number): number[][] {
  return productsOf(deviationsOf(draws), blocks / (blocks - 1) / (draws.length - 1));
}

function deviationsOf(repetitions: Repetitions): number[][] {
  const size = repetitions[0]?.length ?? 0;
  const means = Array.from({ length: size }, (_, index) => averageOf(repetitions.map((row) => at(row, index))));
  return repetitions.map((row) => row.map((value, index) => value - at(means, index)));
}

function productsOf(rows: Repetitions, factor: number): number[][] {
  const size = rows[0]?.length ?? 0;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      let sum = 0;
      for (const row of rows) sum += at(row, i) * at(row, j);
      return factor * sum;
    }),
  );
}

/** value ± t × standard error, with as many degrees of freedom as blocks less one. */
export function blockInterval(
  value: number,
  standardError: number,
  {
    blocks,
    level = DEFAULT_LEVEL,
    method,
  }: { readonly blocks: number; readonly level?: number; readonly method: string },
): Interval {
  const margin = studentTQuantile((1 + level) / 2, Math.max(1, blocks - 1)) * standardError;
  return { low: value - margin, high: value + margin, level, method };
}
