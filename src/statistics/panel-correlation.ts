import { studentTQuantile, studentTTwoSided } from "./distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "./estimate.ts";
import { at, averageOf } from "./sequence.ts";

/** Two measures of one unit in one period. */
export interface PanelCell {
  readonly unit: string;
  readonly period: string;
  readonly a: number;
  readonly b: number;
}

/** A correlation with its interval and the p-value of "none". */
export interface Correlation {
  readonly value: number;
  readonly interval: Interval;
  readonly pValue: number;
}

/** How two measures go together over units and periods; null where there is too little to say. */
export interface PanelCorrelation {
  readonly cells: number;
  readonly units: number;
  readonly within: Correlation | null;
  readonly between: Correlation | null;
}

const LEAST_UNITS = 10;
const LEAST_CELLS_WITHIN = 40;

/**
 * Correlation of two measures over units and periods, taken apart: `within`, after the mean of each unit and of each period
 * is taken out (what is the same for everybody in a month, such as December, is no link), and `between`, of the units' means.
 * Interval and p-value by the jackknife over units on Fisher's scale, t with units − 1 degrees of freedom, so that the months of
 * one unit do not pass for independent. From 10 units on; within from 40 cells. The figures of small units are noisy, which draws
 * correlations towards 0; the true ones are stronger than these.
 * Association only: which comes first is not asked here.
 * Sources: Wooldridge, Econometric Analysis, 10.5 (two-way within); Efron 1982, The Jackknife, ch. 3.
 */
export function panelCorrelation(cells: readonly PanelCell[], level: number = DEFAULT_LEVEL): PanelCorrelation {
  const byUnit = Map.groupBy(cells, ({ unit }) => unit);
  const several = [...byUnit.values()].filter((own) => own.length > 1).flat();
  const within = judged(
    [...Map.groupBy(withoutMeans(several), ({ unit }) => unit).values()],
    several.length >= LEAST_CELLS_WITHIN,
    level,
  );
  const means = [...byUnit].map(([unit, own]) => [
    { unit, period: "", a: averageOf(own.map(({ a }) => a)), b: averageOf(own.map(({ b }) => b)) },
  ]);
  return { cells: cells.length, units: byUnit.size, within, between: judged(means, true, level) };
}

/** Takes out the means of units and of periods in turn, until both are gone. */
function withoutMeans(cells: readonly PanelCell[]): readonly PanelCell[] {
  let left = cells;
  for (let round = 0; round < 50; round++) left = centredBy(centredBy(left, "unit"), "period");
  return left;
}

function centredBy(cells: readonly PanelCell[], key: "unit" | "period"): readonly PanelCell[] {
  const groups = Map.groupBy(cells, (cell) => cell[key]);
  const means = new Map(
    [...groups].map(([name, own]) => [
      name,
      [averageOf(own.map(({ a }) => a)), averageOf(own.map(({ b }) => b))] as const,
    ]),
  );
  return cells.map((cell) => {
    const [a, b] = means.get(cell[key]) ?? [0, 0];
    return { ...cell, a: cell.a - a, b: cell.b - b };
  });
}

function judged(clusters: readonly (readonly PanelCell[])[], isEnough: boolean, level: number): Correlation | null {
  if (!isEnough || clusters.length < LEAST_UNITS) return null;
  const sums = clusters.map(sumsOf);
  const whole = added(sums);
  const value = correlationOf(whole);
  if (value === null) return null;
  const z = Math.atanh(value);
  const left = sums.map((own) => correlationOf(whole.map((sum, index) => sum - at(own, index))));
  if (left.some((one) => one === null)) return null;

  const deviations = left.map((one) => Math.atanh(one ?? 0));
  const mean = averageOf(deviations);
  const size = clusters.length;
  const variance = ((size - 1) / size) * deviations.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const standardError = Math.sqrt(variance);
  const margin = studentTQuantile((1 + level) / 2, size - 1) * standardError;
  return {
    value,
    interval: { low: Math.tanh(z - margin), high: Math.tanh(z + margin), level, method: "jackknife-fisher" },
    pValue: standardError > 0 ? studentTTwoSided(z / standardError, size - 1) : 1,
  };
}

/** n, Σa, Σb, Σa², Σb², Σab. */
function sumsOf(cells: readonly PanelCell[]): number[] {
  return added(cells.map(({ a, b }) => [1, a, b, a * a, b * b, a * b]));
}

function added(rows: readonly (readonly number[])[]): number[] {
  const sums = [0, 0, 0, 0, 0, 0];
  for (const row of rows) row.forEach((value, index) => (sums[index] = at(sums, index) + value));
  return sums;
}

/** Null where a measure does not vary, or the two are the same. */
function correlationOf([n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0]: readonly number[]): number | null {
  const [va, vb] = [aa - (a * a) / n, bb - (b * b) / n];
  if (!(va > 1e-9 * aa) || !(vb > 1e-9 * bb)) return null;
  const value = (ab - (a * b) / n) / Math.sqrt(va * vb);
  return Math.abs(value) < 1 - 1e-12 ? value : null;
}
