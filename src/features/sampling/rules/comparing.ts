import { kishEffectiveN } from "#statistics/design-effect";
import { marginDifference, NOTABLE_DIFFERENCE } from "#statistics/representativeness";

import type { Margin, Representativeness } from "../contract.ts";

/** Answers with one value of a dimension: how many, and the sums of their weights. */
export interface MarginCell {
  readonly value: string;
  readonly n: number;
  readonly w: number;
  readonly ww: number;
}

type Compared = Representativeness["margins"][number];

/** A margin of the answers beside the population's; null where no answer carries a value that it lists. */
export function compareMargin(
  margin: Margin,
  cells: readonly MarginCell[],
  nameOf: (value: string) => string,
): Compared | null {
  const byValue = new Map<string, MarginCell>();
  for (const cell of cells) {
    const known = byValue.get(cell.value) ?? { value: cell.value, n: 0, w: 0, ww: 0 };
    byValue.set(cell.value, { value: cell.value, n: known.n + cell.n, w: known.w + cell.w, ww: known.ww + cell.ww });
  }
  const listed = margin.cells.map(({ value, amount }) => ({
    amount,
    ...(byValue.get(value) ?? { value, n: 0, w: 0, ww: 0 }),
  }));
  const sum = (of: (cell: MarginCell) => number): number => listed.reduce((all, cell) => all + of(cell), 0);
  const n = sum((cell) => cell.n);
  if (n === 0) return null;

  const weights = { sumWeights: sum((cell) => cell.w), sumSquaredWeights: sum((cell) => cell.ww) };
  const designEffect = n / kishEffectiveN(n, weights);
  const found = marginDifference(
    listed.map((cell) => ({ n: cell.n, weight: cell.w, population: cell.amount })),
    { designEffect },
  );
  const categories = found.categories.map(({ answers, population, interval, standardised }, index) => ({
    value: listed[index]?.value ?? "",
    name: nameOf(listed[index]?.value ?? ""),
    n: listed[index]?.n ?? 0,
    answers: 100 * answers,
    interval: { ...interval, low: 100 * interval.low, high: 100 * interval.high },
    population: 100 * population,
    standardised,
    // Large enough to matter, and not chance: the population's share lies outside the interval.
    isNotable:
      Math.abs(standardised) >= NOTABLE_DIFFERENCE && (population < interval.low || population > interval.high),
  }));
  return {
    dimension: margin.dimension,
    n,
    unknown: cells.reduce((all, cell) => all + cell.n, 0) - n,
    designEffect,
    statistic: found.statistic,
    degreesOfFreedom: found.degreesOfFreedom,
    p: found.pValue,
    dissimilarity: 100 * found.dissimilarity,
    differs: found.pValue < 0.05 && categories.some(({ isNotable }) => isNotable),
    categories,
  };
}
