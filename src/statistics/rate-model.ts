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
    const [k, w] = [numberAt(category, d * size + cell), numberAt(weight, cell)];
    addTo(off, k, numberAt(sum, cell) - w * numberAt(fitted, cell));
    addTo(held, k, w);
  }
  for (let k = 0; k < effect.length; k++) {
    const w = numberAt(held, k);
    off[k] = w > 0 ? numberAt(off, k) / w : 0;
    addTo(effect, k, numberAt(off, k));
  }
  for (let cell = 0; cell < size; cell++) addTo(fitted, cell, numberAt(off, numberAt(category, d * size + cell)));
}

type Numbers = Float64Array | Uint16Array;

/** These loops stay within the lengths of their arrays, which the compiler cannot know. */
function numberAt(numbers: Numbers | undefined, index: number): number {
  return numbers?.[index] ?? 0;
}

function addTo(numbers: Float64Array, index: number, by: number): void {
  numbers[index] = numberAt(numbers, index) + by;
}

/** What main effects alone say of a cell. */
function expectedOf(
  { category, size }: Level,
  { effects, mean }: Pick<Effects, "effects" | "mean">,
  cell: number,
): number {
  return effects.reduce((sum, effect, d) => sum + numberAt(effect, numberAt(category, d * size + cell)), mean);
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
      const [p, q] = [numberAt(own, k), numberAt(theirs, k)];
      if (p <= 0 || q <= 0) continue;
      gap += (p + q) * (numberAt(effect, k) - numberAt(other, k));
      held += p + q;
    }
    const moved = held > 0 ? gap / held : 0;
    for (let k = 0; k < effect.length; k++) if (numberAt(own, k) <= 0) effect[k] = numberAt(other, k) + moved;
  });
}

/** What the categories of each cell let one expect of it, drawn towards its own mean by how much is known of it. */
export function ratesOf(
  level: Level,
  group: GroupCells,
  { half, ...rest }: Effects & { readonly half: number },
): Float64Array {
  const rates = new Float64Array(level.size);
  for (let cell = 0; cell < level.size; cell++) {
    const expected = expectedOf(level, rest, cell);
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
  level: Level,
  group: GroupCells & { readonly worth: Float64Array; readonly variance: number },
  main: Effects,
): number {
  const { effects } = main;
  let [squares, cells, all, bySquare] = [0, 0, 0, 0];
  for (let cell = 0; cell < level.size; cell++) {
    const w = numberAt(group.weight, cell);
    if (w <= 0) continue;
    const worth = numberAt(group.worth, cell);
    squares += worth * (numberAt(group.sum, cell) / w - expectedOf(level, main, cell)) ** 2;
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
