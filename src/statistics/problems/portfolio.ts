import { requireAmount } from "../precondition.ts";
import { at } from "../sequence.ts";

/** Something that can be done, what it costs and what it brings. */
export interface Candidate {
  readonly cost: number;
  readonly gain: number;
}

/** Steps of a budget that is no whole number, and the largest whole one that is taken step by step. */
const STEPS = 2000;
const MOST_WHOLE = 100_000;

/**
 * What to do with a budget: the candidates with the greatest sum of gains whose costs fit (0/1 knapsack by dynamic programming,
 * Bellman 1957). Exact for whole costs and budgets up to 100,000; else costs are taken in two-thousandths of the budget, rounded up: the
 * choice never exceeds it, but may miss one that uses it to the last thousandth. Assumes that gains add up.
 * Candidates without gain are never chosen. Answers indices in the order given. Refuses (RangeError) negative costs.
 */
export function choosePortfolio(candidates: readonly Candidate[], budget: number): readonly number[] {
  requireAmount("budget", budget);
  for (const { cost } of candidates) requireAmount("cost", cost);
  const free = candidates.flatMap(({ cost, gain }, index) => (cost === 0 && gain > 0 ? [index] : []));
  if (budget === 0) return free;
  const paid = candidates.flatMap(({ cost, gain }, index) => (cost > 0 && cost <= budget && gain > 0 ? [index] : []));
  const costs = candidates.map(({ cost }) => cost);
  const isWhole = budget <= MOST_WHOLE && [budget, ...costs].every(Number.isInteger);
  const size = isWhole ? budget : STEPS;
  const steps = paid.map((index) => Math.ceil((at(costs, index) / budget) * size - 1e-9));
  const best = new Float64Array(size + 1);
  const taken = paid.map(() => new Uint8Array(size + 1));
  paid.forEach((index, place) => {
    const [cost, gain] = [at(steps, place), candidates[index]?.gain ?? 0];
    for (let left = size; left >= cost; left--) {
      const found = (best[left - cost] ?? 0) + gain;
      if (found <= (best[left] ?? 0)) continue;
      best[left] = found;
      const row = taken[place];
      if (row !== undefined) row[left] = 1;
    }
  });

  let left = size;
  const chosen = [...free];
  for (let place = paid.length - 1; place >= 0; place--) {
    if (taken[place]?.[left] !== 1) continue;
    chosen.push(at(paid, place));
    left -= at(steps, place);
  }
  return chosen.toSorted((a, b) => a - b);
}
