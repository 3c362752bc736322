import { requireAmount } from "./precondition.ts";
import { at } from "./sequence.ts";

/** A mean over some cases; `weight` is how many. */
export interface WeightedPoint {
  readonly value: number;
  readonly weight: number;
}

/**
 * The never-falling sequence nearest to the points in weighted least squares: pool adjacent violators. Points without
 * weight follow their neighbours. Source: Barlow, Bartholomew, Bremner & Brunk 1972.
 */
export function isotonicFit(points: readonly WeightedPoint[]): number[] {
  const blocks: { sum: number; weight: number; size: number }[] = [];
  for (const { value, weight } of points) {
    requireAmount("weight", weight);
    blocks.push({ sum: value * weight, weight, size: 1 });
    while (mayPool(blocks)) pool(blocks);
  }
  return blocks.flatMap(({ sum, weight, size }) =>
    Array.from({ length: size }, () => (weight === 0 ? 0 : sum / weight)),
  );
}

function mayPool(blocks: readonly { sum: number; weight: number }[]): boolean {
  const [a, b] = [blocks.at(-2), blocks.at(-1)];
  if (a === undefined || b === undefined) return false;
  return b.weight === 0 || a.weight === 0 || a.sum / a.weight > b.sum / b.weight;
}

function pool(blocks: { sum: number; weight: number; size: number }[]): void {
  const b = blocks.pop();
  const a = blocks.pop();
  if (a === undefined || b === undefined) return;
  blocks.push({ sum: a.sum + b.sum, weight: a.weight + b.weight, size: a.size + b.size });
}

/** Linear trend of shares over ordered groups: z of Cochran and Armitage; positive when shares rise. */
export function trendOfShares(
  groups: readonly { readonly order: number; readonly n: number; readonly successes: number }[],
): number {
  let [n, successes, x, xx, xs] = [0, 0, 0, 0, 0];
  for (const group of groups) {
    n += group.n;
    successes += group.successes;
    x += group.n * group.order;
    xx += group.n * group.order ** 2;
    xs += group.successes * group.order;
  }
  const share = successes / n;
  const variance = share * (1 - share) * (xx - x ** 2 / n);
  return variance > 0 ? (xs - share * x) / Math.sqrt(variance) : 0;
}

/** Indices of a sequence in which neighbours have at least `minimum` weight together, from the lowest up. */
export function mergedRuns(weights: readonly number[], minimum: number): number[][] {
  const runs: number[][] = [];
  let [run, weight]: [number[], number] = [[], 0];
  weights.forEach((_, index) => {
    run.push(index);
    weight += at(weights, index);
    if (weight < minimum) return;
    runs.push(run);
    [run, weight] = [[], 0];
  });
  if (run.length > 0) {
    const last = runs.pop() ?? [];
    runs.push([...last, ...run]);
  }
  return runs;
}
