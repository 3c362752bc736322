import { DEFAULT_LEVEL, fitInterval, type Estimate } from "./estimate.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { requirePositive } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";

/** Two coders' answers to the same item. */
export interface CodedPair<T> {
  readonly first: T;
  readonly second: T;
}

/**
 * Cohen's kappa: agreement of two coders beyond what their habits alone would give, (po − pe) / (1 − pe), −1..1, with a
 * normal interval. Nominal categories, items independent. Both coders always choosing one and the same category gives 1,
 * from which nothing can be learned. Sources: Cohen 1960; standard error: Fleiss, Cohen & Everitt 1969.
 * Refuses (RangeError) no pairs.
 */
export function cohenKappa<T>(pairs: readonly CodedPair<T>[], options: { readonly level?: number } = {}): Estimate {
  requirePositive("n", pairs.length);
  const n = pairs.length;
  const categories = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const share = (holds: (pair: CodedPair<T>) => boolean) => pairs.filter(holds).length / n;
  const rows = categories.map((category) => share(({ first }) => first === category));
  const columns = categories.map((category) => share(({ second }) => second === category));
  const observed = share(({ first, second }) => first === second);
  const expected = sumOf(rows.map((row, index) => row * at(columns, index)));

  const value = expected === 1 ? 1 : (observed - expected) / (1 - expected);
  const place = new Map(categories.map((category, index) => [category, index]));
  const cells = pairs.map(({ first, second }) => ({ i: place.get(first) ?? 0, j: place.get(second) ?? 0 }));
  const variance = expected === 1 ? 0 : kappaVariance({ cells, rows, columns, value, expected });
  const standardError = Math.sqrt(Math.max(0, variance) / n);
  const level = options.level ?? DEFAULT_LEVEL;
  const margin = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: value - margin, high: value + margin, level, method: "fleiss" };
  return { value, n, effectiveN: n, standardError, interval: fitInterval(interval, value, { min: -1, max: 1 }) };
}

interface KappaParts {
  readonly cells: readonly { readonly i: number; readonly j: number }[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly value: number;
  readonly expected: number;
}

/** n times the variance of kappa, formula 13 of Fleiss, Cohen & Everitt 1969. */
function kappaVariance({ cells, rows, columns, value, expected }: KappaParts): number {
  let [same, other] = [0, 0];
  for (const { i, j } of cells) {
    if (i === j) same += (1 - (at(rows, i) + at(columns, i)) * (1 - value)) ** 2 / cells.length;
    else other += (at(columns, i) + at(rows, j)) ** 2 / cells.length;
  }
  const rest = (value - expected * (1 - value)) ** 2;
  return (same + (1 - value) ** 2 * other - rest) / (1 - expected) ** 2;
}

/** How far apart two values are, by what the values mean. */
export type AlphaScale = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Krippendorff's alpha for any number of coders and gaps: 1 − observed / expected disagreement; 1 is perfect, 0 what chance
 * gives. `units` holds the values each item was given, gaps left out. Undefined when no item has two values or all values
 * are the same. Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], scale: AlphaScale): number | undefined {
  const pairable = units.filter((unit) => unit.length >= 2);
  const values = [...new Set(pairable.flat())].toSorted((a, b) => a - b);
  if (values.length < 2) return undefined;
  const totals = values.map((value) => pairable.flat().filter((one) => one === value).length);
  const distance = distanceOf(scale, values, totals);

  const place = new Map(values.map((value, index) => [value, index]));
  let observed = 0;
  for (const unit of pairable) {
    const indexes = unit.map((value) => place.get(value) ?? 0);
    const sum = sumOf(indexes.flatMap((one) => indexes.map((other) => distance(one, other))));
    observed += sum / (unit.length - 1);
  }
  let expected = 0;
  totals.forEach((one, i) => totals.forEach((other, j) => (expected += one * other * distance(i, j))));
  return 1 - ((sumOf(totals) - 1) * observed) / expected;
}

/** Squared distances between values, by their place in the sorted list. */
function distanceOf(
  scale: AlphaScale,
  values: readonly number[],
  totals: readonly number[],
): (i: number, j: number) => number {
  return (i, j) => {
    if (i === j) return 0;
    const [a, b] = [at(values, i), at(values, j)];
    switch (scale) {
      case "nominal":
        return 1;
      case "interval":
        return (a - b) ** 2;
      case "ratio":
        return ((a - b) / (a + b)) ** 2;
      case "ordinal": {
        const [low, high] = [Math.min(i, j), Math.max(i, j)];
        return (sumOf(totals.slice(low, high + 1)) - (at(totals, low) + at(totals, high)) / 2) ** 2;
      }
    }
  };
}
