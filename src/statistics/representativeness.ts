import { chiSquareCdf } from "./distributions.ts";
import type { Interval } from "./estimate.ts";
import { requireAmount, requirePositive } from "./precondition.ts";
import { at, sumOf } from "./sequence.ts";
import { wilson } from "./share.ts";

/** One category of a margin: weighted answers (or their count) beside what the population has. */
export interface ComparedCategory {
  readonly n: number;
  /** Sum of weights of these answers; n without weights. */
  readonly weight: number;
  /** Count or share of the population. */
  readonly population: number;
}

/** A category with its shares (0..1), the difference in standard deviations, and how often its people answered. */
export interface CategoryDifference {
  readonly n: number;
  readonly answers: number;
  readonly interval: Interval;
  readonly population: number;
  /** (p - q) / √((p(1-p) + q(1-q)) / 2): free of n, so that a large sample does not make small things large. */
  readonly standardised: number;
}

/** How a margin of the answers differs from that of the population. */
export interface MarginDifference {
  readonly categories: readonly CategoryDifference[];
  readonly n: number;
  readonly effectiveN: number;
  /** Pearson's χ² on the effective n. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Half the sum of absolute differences of shares: the part of answers that would have to be of another category. */
  readonly dissimilarity: number;
}

/** From here on a difference is called one, below it is negligible. Source: Austin 2009, Statistics in Medicine 28. */
export const NOTABLE_DIFFERENCE = 0.1;

/**
 * Holds the categories of those who answered against a population whose shares are known. χ² is taken on the effective
 * n, which is Rao & Scott's first-order correction with Kish's design effect for all categories; the population's
 * shares count as exact. Assumes independent answers; with a whole population of answers nothing is left to test.
 * Sources: Rao & Scott 1981, JASA 76; Austin 2009. Refuses (RangeError) empty answers or an empty population.
 */
export function marginDifference(
  categories: readonly ComparedCategory[],
  options: { readonly designEffect?: number; readonly level?: number } = {},
): MarginDifference {
  const n = sumOf(categories.map((category) => category.n));
  const weight = sumOf(categories.map((category) => category.weight));
  const population = sumOf(categories.map((category) => category.population));
  requirePositive("n", n);
  requirePositive("weight", weight);
  requirePositive("population", population);
  const effectiveN = n / Math.max(1, options.designEffect ?? 1);

  const shares = categories.map((category) => category.weight / weight);
  const wanted = categories.map((category) => category.population / population);
  const inPopulation = wanted.filter((share) => share > 0).length;
  const statistic = effectiveN * sumOf(wanted.map((q, index) => (q > 0 ? (at(shares, index) - q) ** 2 / q : 0)));
  const degreesOfFreedom = Math.max(0, inPopulation - 1);
  return {
    categories: categories.map(({ n: count }, index) => {
      const [p, q] = [at(shares, index), at(wanted, index)];
      const spread = Math.sqrt((p * (1 - p) + q * (1 - q)) / 2);
      return {
        n: count,
        answers: p,
        interval: wilson(p, effectiveN, options.level),
        population: q,
        standardised: spread === 0 ? 0 : (p - q) / spread,
      };
    }),
    n,
    effectiveN,
    statistic,
    degreesOfFreedom,
    pValue: degreesOfFreedom === 0 ? 1 : 1 - chiSquareCdf(statistic, degreesOfFreedom),
    dissimilarity: sumOf(shares.map((p, index) => Math.abs(p - at(wanted, index)))) / 2,
  };
}

/** What is known of the asking, in people; which rates can be told follows from it. */
export interface Fieldwork {
  readonly completed: number;
  readonly selected?: number | undefined;
  readonly delivered?: number | undefined;
  readonly refused?: number | undefined;
}

/** The kinds of rates that go by the name of response rate; each as a share (0..1) or null where it cannot be told. */
export interface ResponseRates {
  /** completed / delivered: of those whom the question reached. */
  readonly response: number | null;
  /** completed / selected: of those who were to be asked, end to end. */
  readonly endToEnd: number | null;
  /** completed / (completed + refused): of those who said anything. */
  readonly acceptance: number | null;
}

/**
 * Response rates by their kinds, since one word covers numbers that differ by a factor of two.
 * Source: vocalabs.com/blog/types-response-rate-measurements. Refuses (RangeError) more completed than reached.
 */
export function responseRates({ completed, selected, delivered, refused }: Fieldwork): ResponseRates {
  requireAmount("completed", completed);
  const rate = (name: string, of: number | undefined): number | null => {
    if (of === undefined || of === 0) return null;
    requirePositive(name, of);
    if (completed > of) throw new RangeError(`${completed} completed of ${of} ${name}`);
    return completed / of;
  };
  return {
    response: rate("delivered", delivered),
    endToEnd: rate("selected", selected),
    acceptance: refused === undefined ? null : rate("answered", completed + refused),
  };
}
