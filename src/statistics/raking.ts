import { requirePositive } from "./precondition.ts";
import { contradictionIn, faultsBefore, type RakingFault } from "./raking-faults.ts";
import { at, sumOf } from "./sequence.ts";

/** Answers that are alike: the same category of every margin and the same weight to begin with. */
export interface RakingGroup {
  /** Index of the category in each margin, in the order of the margins; -1 where it is not known. */
  readonly categories: readonly number[];
  readonly n: number;
  /** Weight of one of them before raking, above 0: 1, or one over the chance of being asked. */
  readonly base: number;
}

/** What is known of the population by one dimension: counts or shares, whichever; they are brought to a sum of 1. */
export interface RakingMargin {
  readonly targets: readonly number[];
}

/** How far one weight may lie from the median, as multiples of it. */
export interface TrimRule {
  readonly low: number;
  readonly high: number;
}

/** The customary limits: no answer counts for less than a fifth or more than five times the median one. */
export const USUAL_TRIM: TrimRule = { low: 0.2, high: 5 };

/** When raking ends, and how extreme a weight may be (absent: as extreme as it comes). */
export interface RakingOptions {
  readonly tolerance?: number;
  readonly maxRounds?: number;
  readonly trim?: TrimRule;
}

/** Weights that bring the answers to the margins, or the reasons why there are none. */
export type Raked =
  | {
      readonly ok: true;
      /** Weight of one answer of each group; over all answers their mean is 1. */
      readonly weights: readonly number[];
      readonly rounds: number;
      /** Largest distance, as a share (0..1), between a weighted category and its target. */
      readonly gap: number;
      readonly isConverged: boolean;
      /** Answers whose weight stands at a limit of the trimming. */
      readonly trimmed: number;
    }
  | { readonly ok: false; readonly faults: readonly RakingFault[] };

/**
 * Raking (iterative proportional fitting): weights are multiplied, margin after margin, by wanted share over weighted
 * share, until no category is further than `tolerance` (1e-6) from its target or after `maxRounds` (100). Begins at the
 * base weights, so that what they correct stays corrected. A group whose category is not known is left alone by that
 * margin; the known ones are brought to their shares among the known.
 * With `trim`, weights beyond the limits are set to them and the rest is raked again, over and over; `gap` tells what
 * trimming leaves of the margins.
 * Assumes that within the margins those who answered are like those who did not: raking mends only what the margins
 * explain. Check: seed 40 30 20 10 / 35 50 100 75 / 30 80 70 120 / 20 30 40 50 to rows 150 300 400 150 and columns
 * 200 300 400 100. Sources: Deming & Stephan 1940, Annals of Mathematical Statistics 11(4); for trimming Battaglia,
 * Izrael, Hoaglin & Frankel 2009, Survey Practice 2(5).
 * Refuses (RangeError) bases that are not above 0. What cannot be raked is told by `faults`, by margin and category.
 */
export function rake(
  groups: readonly RakingGroup[],
  margins: readonly RakingMargin[],
  options: RakingOptions = {},
): Raked {
  for (const { base } of groups) requirePositive("base", base);
  const faults = faultsBefore(groups, margins);
  if (faults.length > 0) return { ok: false, faults };

  const limits = { tolerance: options.tolerance ?? 1e-6, maxRounds: options.maxRounds ?? 100 };
  const table = tableOf(groups, margins);
  const weights = Float64Array.from(groups, ({ base }) => base);
  const fitted = fit(table, weights, limits);
  const contradiction = fitted.gap > unreachable ? contradictionIn(groups, margins, weights) : undefined;
  if (contradiction !== undefined) return { ok: false, faults: [contradiction] };

  const trimmed = options.trim === undefined ? fitted : trim(table, weights, { ...limits, rule: options.trim, fitted });
  const mean = totalOf(table, weights) / sumOf(table.n);
  return {
    ok: true,
    weights: Array.from(weights, (weight) => weight / mean),
    rounds: fitted.rounds,
    gap: trimmed.gap,
    isConverged: trimmed.gap < limits.tolerance,
    trimmed: trimmed === fitted ? 0 : atLimits(table, weights, options.trim),
  };
}

/** A distance from the target that a hundred rounds do not close is no slow convergence but a contradiction. */
const unreachable = 1e-4;
const mostTrims = 50;

interface Table {
  readonly n: readonly number[];
  /** By margin: the category of each group, and the wanted shares. */
  readonly categories: readonly Int32Array[];
  readonly shares: readonly (readonly number[])[];
}

interface Fitted {
  readonly rounds: number;
  readonly gap: number;
}

function tableOf(groups: readonly RakingGroup[], margins: readonly RakingMargin[]): Table {
  return {
    n: groups.map(({ n }) => n),
    categories: margins.map((_, margin) => Int32Array.from(groups, ({ categories }) => at(categories, margin))),
    shares: margins.map(({ targets }) => {
      const all = sumOf(targets);
      return targets.map((target) => target / all);
    }),
  };
}

function fit(table: Table, weights: Float64Array, limits: { tolerance: number; maxRounds: number }): Fitted {
  let rounds = 0;
  let gap = gapOf(table, weights);
  while (gap >= limits.tolerance && rounds < limits.maxRounds) {
    table.categories.forEach((categories, margin) => {
      const factors = factorsOf(table, weights, margin);
      categories.forEach((category, group) => {
        if (category >= 0) weights[group] = (weights[group] ?? 0) * at(factors, category);
      });
    });
    rounds += 1;
    gap = gapOf(table, weights);
  }
  return { rounds, gap };
}

/** Wanted over weighted share, by category. Nobody wanted where nobody is: nothing to multiply. */
function factorsOf(table: Table, weights: Float64Array, margin: number): number[] {
  const { sums, all } = marginSums(table, weights, margin);
  return (table.shares[margin] ?? []).map((share, category) => {
    const sum = at(sums, category);
    return sum === 0 ? 1 : (share * all) / sum;
  });
}

function marginSums(table: Table, weights: Float64Array, margin: number): { sums: number[]; all: number } {
  const sums = (table.shares[margin] ?? []).map(() => 0);
  let all = 0;
  table.categories[margin]?.forEach((category, group) => {
    if (category < 0) return;
    const weight = at(table.n, group) * (weights[group] ?? 0);
    sums[category] = at(sums, category) + weight;
    all += weight;
  });
  return { sums, all };
}

function gapOf(table: Table, weights: Float64Array): number {
  let gap = 0;
  table.shares.forEach((shares, margin) => {
    const { sums, all } = marginSums(table, weights, margin);
    shares.forEach((share, category) => {
      gap = Math.max(gap, Math.abs(at(sums, category) / all - share));
    });
  });
  return gap;
}

function trim(
  table: Table,
  weights: Float64Array,
  how: { tolerance: number; maxRounds: number; rule: TrimRule; fitted: Fitted },
): Fitted {
  let cut = clamp(table, weights, how.rule);
  if (!cut) return how.fitted;
  for (let round = 0; cut && round < mostTrims; round++) {
    fit(table, weights, how);
    cut = clamp(table, weights, how.rule);
  }
  return { rounds: how.fitted.rounds, gap: gapOf(table, weights) };
}

/** Sets what lies beyond the limits to them; whether anything lay beyond by more than the last digits. */
function clamp(table: Table, weights: Float64Array, rule: TrimRule): boolean {
  const { low, high } = limitsOf(table, weights, rule);
  let isCut = false;
  weights.forEach((weight, group) => {
    if (weight < low * (1 - 1e-9) || weight > high * (1 + 1e-9)) isCut = true;
    weights[group] = Math.min(high, Math.max(low, weight));
  });
  return isCut;
}

function atLimits(table: Table, weights: Float64Array, rule: TrimRule | undefined): number {
  if (rule === undefined) return 0;
  const { low, high } = limitsOf(table, weights, rule);
  return sumOf(
    table.n.filter((_, group) => {
      const weight = weights[group] ?? 0;
      return weight <= low * (1 + 1e-6) || weight >= high * (1 - 1e-6);
    }),
  );
}

function limitsOf(table: Table, weights: Float64Array, { low, high }: TrimRule): { low: number; high: number } {
  const median = weightedMedian(weights, table.n);
  return { low: low * median, high: high * median };
}

/** The value that half of the answers do not exceed. */
export function weightedMedian(values: ArrayLike<number>, counts: readonly number[]): number {
  const order = counts.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const half = sumOf(counts) / 2;
  let seen = 0;
  for (const index of order) {
    seen += at(counts, index);
    if (seen >= half) return values[index] ?? 0;
  }
  return Number.NaN;
}

function totalOf(table: Table, weights: Float64Array): number {
  return table.n.reduce((sum, n, group) => sum + n * (weights[group] ?? 0), 0);
}
