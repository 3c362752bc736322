import { at } from "../sequence.ts";
import { probability, type Pattern } from "./logistic.ts";

/** What every answer of a pattern would add to the mean effects, and how that moves with the coefficients. */
export interface PatternEffects {
  /** In per cent, one for each value. */
  readonly effects: readonly number[];
  /** By value, then by coefficient (intercept first). */
  readonly gradients: readonly (readonly number[])[];
}

/** Whether each value is only ever 0 or 1. */
export function binaryColumns(patterns: readonly Pattern[]): boolean[] {
  const size = patterns[0]?.values.length ?? 0;
  return Array.from({ length: size }, (_, column) =>
    patterns.every(({ values }) => at(values, column) === 0 || at(values, column) === 1),
  );
}

/**
 * Effects on the probability in percentage points at one pattern: of a yes or no (or a level of a category) the difference that
 * it makes, other levels of its category taken away; of a number the slope for one unit.
 * Source: Williams 2012, The Stata Journal 12(2), on average marginal effects.
 */
export function effectsAt(
  coefficients: readonly number[],
  values: readonly number[],
  { groups, isBinary }: { readonly groups: readonly (readonly number[])[]; readonly isBinary: readonly boolean[] },
): PatternEffects {
  const found = values.map((_, column) => {
    if (isBinary[column] !== true) return slopeAt(coefficients, values, column);
    const own = groups.find((group) => group.includes(column)) ?? [column];
    const without = values.map((value, other) => (own.includes(other) ? 0 : value));
    const withIt = without.map((value, other) => (other === column ? 1 : value));
    return differenceAt(coefficients, withIt, without);
  });
  return { effects: found.map(({ effect }) => effect), gradients: found.map(({ gradient }) => gradient) };
}

interface One {
  readonly effect: number;
  readonly gradient: readonly number[];
}

function slopeAt(coefficients: readonly number[], values: readonly number[], column: number): One {
  const p = probability(coefficients, values);
  const spread = 100 * p * (1 - p);
  const own = at(coefficients, column + 1);
  const gradient = [1, ...values].map(
    (value, k) => spread * (1 - 2 * p) * own * value + (k === column + 1 ? spread : 0),
  );
  return { effect: spread * own, gradient };
}

function differenceAt(coefficients: readonly number[], withIt: readonly number[], without: readonly number[]): One {
  const [high, low] = [probability(coefficients, withIt), probability(coefficients, without)];
  const [up, down] = [100 * high * (1 - high), 100 * low * (1 - low)];
  const [first, second] = [
    [1, ...withIt],
    [1, ...without],
  ];
  return { effect: 100 * (high - low), gradient: first.map((value, k) => up * value - down * at(second, k)) };
}
