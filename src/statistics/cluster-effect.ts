import type { InBoth } from "./cell-changes.ts";
import { togetherOf } from "./cell-changes.ts";
import { meanOfCell, spreadOfCell, subtractMoments, worthOf, type CellMoments } from "./cell-moments.ts";
import { chiSquareQuantile } from "./distributions.ts";

/**
 * By how much several answers of the same people widen the variance of the difference of two groups: people are put in
 * blocks by chance, and the variance of the difference when a block at a time is left out (delete-a-group jackknife, Kott
 * 2001) is held against that of independent answers. 1 where the excess may be chance (chi-square, 5 %), so that answers
 * of different people are never widened by noise; never below 1, though people who are in both groups would narrow it.
 */
export function clusterEffect(blocks: readonly InBoth[]): number {
  const filled = blocks.filter(({ a, b }) => a.w > 0 || b.w > 0);
  if (filled.length < 20) return 1;
  const whole = togetherOf(filled);
  const independent = varianceOfMean(whole.a) + varianceOfMean(whole.b);
  const without = filled.map((block) => {
    const [a, b] = [subtractMoments(whole.a, block.a), subtractMoments(whole.b, block.b)];
    return meanOfCell(b) - meanOfCell(a);
  });
  const mean = without.reduce((sum, value) => sum + value, 0) / filled.length;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const jackknife = ((filled.length - 1) / filled.length) * squares;
  if (!(independent > 0)) return 1;

  const ratio = jackknife / independent;
  const freedom = filled.length - 1;
  return ratio > chiSquareQuantile(0.95, freedom) / freedom ? ratio : 1;
}

function varianceOfMean(cell: CellMoments): number {
  const worth = worthOf(cell);
  return worth > 1 ? spreadOfCell(cell) / (worth - 1) / worth : 0;
}
