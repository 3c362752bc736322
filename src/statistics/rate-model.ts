import { bitsOf, type Lattice, type Level } from "./crossed-cells.ts";

/** One group's cells as numbers: weight and Σwx, by cell of the whole cross-classification. */
export interface GroupCells {
  readonly weight: Float64Array;
  readonly sum: Float64Array;
  readonly total: number;
}

/** Effects of categories on the mean, by dimension, and the mean they start from. */
export interface Effects {
  mean: number;
  readonly effects: readonly Float64Array[];
}

/** Effects to start from, all of them nothing. */
export function noEffects(dimensions: readonly number[]): Effects {
  return { mean: 0, effects: dimensions.map((categories) => new Float64Array(categories)) };
}

/**
 * Least squares of cell means on main effects of all dimensions, by Gauss–Seidel sweeps, which need no base category
 * and stand collinear dimensions. Starts from the effects given and changes them; each dimension's effects average to
 * nothing over the group's answers.
 */
export function fitEffects({ category, size }: Level, group: GroupCells, into: Effects, sweeps: number): void {
  const { weight, sum, total } = group;
  const { effects } = into;
  const count = effects.length;
  into.mean = total > 0 ? sumIn(sum) / total : 0;
  const fitted = new Float64Array(size);
  for (let cell = 0; cell < size; cell++) {
    let of = into.mean;
    for (let d = 0; d < count; d++) of += effects[d]?.[category[d * size + cell] ?? 0] ?? 0;
    fitted[cell] = of;
  }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let d = 0; d < count; d++) sweepOne(d, { category, size, weight, sum, fitted, effect: effects[d] });
  }
}

interface Sweep {
  readonly category: Uint16Array;
  readonly size: number;
  readonly weight: Float64Array;
  readonly sum: Float64Array;
  readonly fitted: Float64Array;
  readonly effect: Float64Array | undefined;
}

/** Moves the effects of one dimension to where the residuals of its categories average to nothing. */

function sweepOne(d: number, { category, size, weight, sum, fitted, effect }: Sweep): void {
  if (effect === undefined) return;
  const [off, held] = [new Float64Array(effect.length), new Float64Array(effect.length)];
  for (let cell = 0; cell < size; cell++) {
    const k = category[d * size + cell] ?? 0;
    const w = weight[cell] ?? 0;
    off[k] = (off[k] ?? 0) + (sum[cell] ?? 0) - w * (fitted[cell] ?? 0);
    held[k] = (held[k] ?? 0) + w;
  }
  for (let k = 0; k < effect.length; k++) {
    const w = held[k] ?? 0;
    off[k] = w > 0 ? (off[k] ?? 0) / w : 0;
    effect[k] = (effect[k] ?? 0) + (off[k] ?? 0);
  }
  for (let cell = 0; cell < size; cell++) {
    fitted[cell] = (fitted[cell] ?? 0) + (off[category[d * size + cell] ?? 0] ?? 0);
  }
}

/**
 * Categories that only the other group has take the other group's effect, moved by how the effects of shared categories
 * differ on average: what is not seen is taken to have changed as the seen ones did.
 */
export function lendEffects(
  from: Effects,
  to: Effects,
  shares: readonly (readonly [Float64Array, Float64Array])[],
): void {
  to.effects.forEach((effect, d) => {
    const other = from.effects[d];
    const [own, theirs] = shares[d] ?? [];
    if (other === undefined || own === undefined || theirs === undefined) return;
    let [gap, held] = [0, 0];
    for (let k = 0; k < effect.length; k++) {
      const [p, q] = [own[k] ?? 0, theirs[k] ?? 0];
      if (p <= 0 || q <= 0) continue;
      gap += (p + q) * ((effect[k] ?? 0) - (other[k] ?? 0));
      held += p + q;
    }
    for (let k = 0; k < effect.length; k++) {
      if ((own[k] ?? 0) <= 0) effect[k] = (other[k] ?? 0) + (held > 0 ? gap / held : 0);
    }
  });
}

/** What the categories of each cell let one expect of it, drawn towards its own mean by how much is known of it. */
export function ratesOf(
  { category, size }: Level,
  group: GroupCells,
  { effects, mean, half }: Effects & { readonly half: number },
): Float64Array {
  const rates = new Float64Array(size);
  const count = effects.length;
  for (let cell = 0; cell < size; cell++) {
    let expected = mean;
    for (let d = 0; d < count; d++) expected += effects[d]?.[category[d * size + cell] ?? 0] ?? 0;
    const w = group.weight[cell] ?? 0;
    const pull = w > 0 ? w / (w + half) : 0;
    rates[cell] = pull > 0 ? expected + pull * ((group.sum[cell] ?? 0) / w - expected) : expected;
  }
  return rates;
}

/**
 * The weight at which a cell's own mean counts half: variance within cells over the variance of cell means beyond main
 * effects (method of moments); infinite where main effects say it all, so that sparse cells rest on their categories
 * and dense ones on themselves.
 */
export function halfWeightOf(
  { category, size }: Level,
  group: GroupCells & { readonly worth: Float64Array; readonly variance: number },
  { effects, mean }: Effects,
): number {
  const count = effects.length;
  let [squares, cells, all, bySquare] = [0, 0, 0, 0];
  for (let cell = 0; cell < size; cell++) {
    const w = group.weight[cell] ?? 0;
    if (w <= 0) continue;
    let expected = mean;
    for (let d = 0; d < count; d++) expected += effects[d]?.[category[d * size + cell] ?? 0] ?? 0;
    const worth = group.worth[cell] ?? 0;
    squares += worth * ((group.sum[cell] ?? 0) / w - expected) ** 2;
    all += worth;
    bySquare += worth * worth;
    cells += 1;
  }
  const free = cells - 1 - effects.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
  const scale = all - bySquare / Math.max(all, 1e-12);
  if (free <= 0 || scale <= 0 || group.variance <= 0) return Infinity;
  const between = (squares - free * group.variance) / scale;
  const weightOfOne = all > 0 ? group.total / all : 1;
  return between > 0 ? (weightOfOne * group.variance) / between : Infinity;
}

/** The whole cross-classification of a lattice. */
export function wholeOf({ levels }: Lattice): Level {
  const [whole] = levels.toSorted((a, b) => bitsOf(b.mask) - bitsOf(a.mask));
  if (whole === undefined) throw new RangeError("no cells");
  return whole;
}

function sumIn(numbers: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] ?? 0;
  return sum;
}
