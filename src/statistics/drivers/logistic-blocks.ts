import { at } from "../sequence.ts";
import { informationOf, type Logistic, type Pattern } from "./logistic.ts";
import { binaryColumns, effectsAt } from "./marginal-effects.ts";
import { cell, dot, inverseOf, times, type Working } from "./matrix.ts";
import { addMomentMatrices, centredOf, momentMatrixOf, type MomentMatrix } from "./moment-matrix.ts";
import { relativeWeights } from "./relative-weights.ts";

/** A fitted model over patterns; groups are places among the values. */
export interface LogisticModel {
  readonly patterns: readonly Pattern[];
  readonly fit: Logistic;
  readonly groups: readonly (readonly number[])[];
}

/** All that repetitions need to know of one block of persons at the fit. */
export interface LogisticBlock {
  /** Over the values and the share with the outcome. */
  readonly moments: MomentMatrix;
  readonly score: readonly number[];
  readonly information: Working;
  /** Weighted sums of effects, and of their gradients by value. */
  readonly effects: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  /** Σ w, Σ w y, Σ w p, Σ w p², Σ w y p. */
  readonly sums: readonly number[];
}

/** The moments of patterns, outcome last. */
export function patternMoments(patterns: readonly Pattern[]): MomentMatrix {
  const rows = patterns.map(({ values, events, weight }) => [...values, events / weight]);
  const moments = momentMatrixOf(
    rows,
    patterns.map(({ weight }) => weight),
  );
  return {
    ...moments,
    n: patterns.reduce((sum, { n }) => sum + n, 0),
    sumSquaredWeights: patterns.reduce((sum, { squares }) => sum + squares, 0),
  };
}

/** What each block says at the fit. */
export function logisticBlocks({ patterns, fit, groups }: LogisticModel): LogisticBlock[] {
  const isBinary = binaryColumns(patterns);
  const places = Map.groupBy(patterns.keys(), (index) => patterns[index]?.block ?? 0);
  return [...places.values()].map((own): LogisticBlock => {
    const some = own.flatMap((index) => patterns[index] ?? []);
    const fitted = own.map((index) => at(fit.fitted, index));
    const size = fit.coefficients.length;
    const score = filled(size);
    const effects = filled(size - 1);
    const gradients = effects.map(() => filled(size));
    const sums = filled(5);
    some.forEach(({ values, weight, events }, index) => {
      const p = at(fitted, index);
      addTo(score, [1, ...values], events - weight * p);
      const found = effectsAt(fit.coefficients, values, { groups, isBinary });
      addTo(effects, found.effects, weight);
      gradients.forEach((row, column) => addTo(row, found.gradients[column] ?? [], weight));
      addTo(sums, [weight, events, weight * p, weight * p * p, events * p], 1);
    });
    return { moments: patternMoments(some), score, information: informationOf(some, fitted), effects, gradients, sums };
  });
}

/** Quantities of blocks counted so many times: one Newton step from the fit, to first order. */
export interface Repetition {
  /** Effects, effects with nothing held, means, and the mean of the outcome; the last three in the outcome's per cent. */
  readonly plain: readonly number[];
  /** Shares of what is explained, by driver; and the explained share R²_O. */
  readonly shares: readonly number[] | undefined;
  readonly rSquared: number;
}

/** The quantities when each block counts so many times; undefined where the step has no answer. */
export function repeated(
  blocks: readonly LogisticBlock[],
  counts: readonly number[],
  { fit, groups }: LogisticModel,
): Repetition | undefined {
  const inverse = inverseOf(
    combined(blocks, counts, ({ information }) => information),
    1e-10,
  );
  if (inverse === undefined) return undefined;
  const pull = filled(fit.coefficients.length);
  blocks.forEach(({ score }, index) => addTo(pull, score, at(counts, index) - 1));
  const step = times(inverse, pull);

  const { means, covariance } = centredOf(
    addMomentMatrices(
      blocks.map(({ moments }) => moments),
      counts,
    ),
  );
  const size = step.length - 1;
  const total = summed(blocks, counts, ({ sums }) => sums);
  const effects = summed(blocks, counts, ({ effects: own }) => own).map((value) => value / at(total, 0));
  const once = counts.map(() => 1);
  const whole = at(
    summed(blocks, once, ({ sums }) => sums),
    0,
  );
  const gradients = combined(blocks, once, ({ gradients: own }) => own);
  const moved = effects.map((effect, column) => effect + dot(gradients[column] ?? [], step) / whole);
  const alone = effects.map((_, column) => (100 * cell(covariance, column, size)) / cell(covariance, column, column));
  return {
    plain: [...moved, ...alone, ...means.slice(0, size), 100 * at(means, size)],
    shares: sharesOf(
      covariance,
      fit.coefficients.slice(1).map((value, index) => value + at(step, index + 1)),
      groups,
    ),
    rSquared: correlationSquared(total),
  };
}

/** Relative weights of the log-odds, which the values make up exactly: they sum to 1. */
function sharesOf(
  covariance: readonly (readonly number[])[],
  slopes: readonly number[],
  groups: readonly (readonly number[])[],
): readonly number[] | undefined {
  const inner = slopes.map((_, row) => slopes.map((__, column) => cell(covariance, row, column)));
  const withOdds = inner.map((row) => dot(row, slopes));
  return relativeWeights(
    [...inner.map((row, index) => [...row, at(withOdds, index)]), [...withOdds, dot(withOdds, slopes)]],
    groups,
  );
}

function correlationSquared([w = 0, y = 0, p = 0, pp = 0, yp = 0]: readonly number[]): number {
  const [vy, vp] = [(y / w) * (1 - y / w), pp / w - (p / w) ** 2];
  return vy > 0 && vp > 0 ? Math.min(1, (yp / w - (y / w) * (p / w)) ** 2 / (vy * vp)) : 0;
}

function summed(
  blocks: readonly LogisticBlock[],
  counts: readonly number[],
  of: (block: LogisticBlock) => readonly number[],
): number[] {
  const sum = filled(blocks[0] === undefined ? 0 : of(blocks[0]).length);
  blocks.forEach((block, index) => addTo(sum, of(block), at(counts, index)));
  return sum;
}

function combined(
  blocks: readonly LogisticBlock[],
  counts: readonly number[],
  of: (block: LogisticBlock) => readonly (readonly number[])[],
): Working {
  const [first] = blocks;
  const sum = first === undefined ? [] : of(first).map((row) => filled(row.length));
  blocks.forEach((block, index) => of(block).forEach((row, place) => addTo(sum[place] ?? [], row, at(counts, index))));
  return sum;
}

function filled(size: number): number[] {
  return Array.from({ length: size }, () => 0);
}

function addTo(into: number[], values: readonly number[], factor: number): void {
  for (let index = 0; index < into.length; index++) into[index] = at(into, index) + factor * at(values, index);
}
