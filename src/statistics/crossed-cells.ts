import { noMoments, type CellMoments } from "./cell-moments.ts";
import type { Bounds } from "./estimate.ts";

/** One cell of a cross-classification: the category of each dimension, and its answers in either group. */
export interface CrossedCell {
  readonly categories: readonly number[];
  readonly a: CellMoments;
  readonly b: CellMoments;
}

/** Two groups of answers, cut by the same dimensions. `dimensions` tells how many categories each has. */
export interface CrossedCells {
  readonly dimensions: readonly number[];
  readonly cells: readonly CrossedCell[];
  /** Ends of the scale of the answers; absent for durations or money. */
  readonly bounds?: Bounds;
}

/** One set of dimensions: which of its cells each cell of a larger set belongs to. */
export interface Level {
  /** Bit d set: dimension d is among them. */
  readonly mask: number;
  readonly size: number;
  /** The set with one dimension more, from whose cells these are put together; -1 for the whole. */
  readonly parent: number;
  /** Cell of the parent → cell of this set. */
  readonly ofParent: Int32Array;
  /** Category by dimension: `category[d * size + cell]`, for the dimensions of the mask. */
  readonly category: Uint16Array;
  /** For each dimension of the mask: the cell of the set without it that this cell lies in. */
  readonly without: readonly (Int32Array | undefined)[];
}

/** Every set of dimensions, the whole first, each after the one it is put together from. */
export interface Lattice {
  readonly dimensions: readonly number[];
  readonly levels: readonly Level[];
}

/** More dimensions than these are too many sets to count through exactly. */
export const mostCrossed = 7;

/**
 * All 2^D sets of D dimensions with their cells, made once and used for every resample.
 * Refuses (RangeError) more than seven dimensions and cells with other numbers of categories.
 */
export function latticeOf({ dimensions, cells }: CrossedCells): Lattice {
  const count = dimensions.length;
  if (count > mostCrossed) throw new RangeError(`at most ${mostCrossed} dimensions, got ${count}`);
  if (cells.some(({ categories }) => categories.length !== count))
    throw new RangeError("a category for each dimension");

  const whole = 2 ** count - 1;
  const masks = Array.from({ length: whole + 1 }, (_, mask) => mask).toSorted((a, b) => bitsOf(b) - bitsOf(a) || a - b);
  const categoryOf = new Uint16Array(count * cells.length);
  cells.forEach(({ categories }, cell) => {
    categories.forEach((category, d) => (categoryOf[d * cells.length + cell] = category));
  });

  const made = new Map<number, Level>();
  const own: Level = {
    mask: whole,
    size: cells.length,
    parent: -1,
    ofParent: Int32Array.from(cells.keys()),
    category: categoryOf,
    without: [],
  };
  made.set(whole, own);
  for (const mask of masks.slice(1)) made.set(mask, collapsed(made, mask, dimensions));
  const levels = masks.map((mask) => withParents(made, mask, count));
  return { dimensions, levels };
}

/** How many bits are set. */
export function bitsOf(mask: number): number {
  let [bits, left] = [0, mask];
  for (; left > 0; left >>= 1) bits += left & 1;
  return bits;
}

/** Put together from the smallest set that has one dimension more. */
function collapsed(made: ReadonlyMap<number, Level>, mask: number, dimensions: readonly number[]): Level {
  const parents = dimensions.flatMap((_, d) => (((mask >> d) & 1) === 0 ? [made.get(mask | (1 << d))] : []));
  const [parent] = parents.filter((level) => level !== undefined).toSorted((a, b) => a.size - b.size);
  if (parent === undefined) throw new RangeError(`no set above ${mask}`);

  const found = new Map<number, number>();
  const ofParent = new Int32Array(parent.size);
  const firsts: number[] = [];
  for (let cell = 0; cell < parent.size; cell++) {
    const code = codeOf(parent, cell, mask, dimensions);
    const known = found.get(code) ?? found.size;
    if (known === found.size) {
      found.set(code, known);
      firsts.push(cell);
    }
    ofParent[cell] = known;
  }
  const category = new Uint16Array(dimensions.length * firsts.length);
  dimensions.forEach((_, d) =>
    firsts.forEach((cell, at) => (category[d * firsts.length + at] = parent.category[d * parent.size + cell] ?? 0)),
  );
  return { mask, size: firsts.length, parent: parent.mask, ofParent, category, without: [] };
}

function codeOf(level: Level, cell: number, mask: number, dimensions: readonly number[]): number {
  let code = 0;
  for (let d = 0; d < dimensions.length; d++) {
    if ((mask >> d) & 1) code = code * ((dimensions[d] ?? 0) + 1) + (level.category[d * level.size + cell] ?? 0);
  }
  return code;
}

function withParents(made: ReadonlyMap<number, Level>, mask: number, count: number): Level {
  const level = made.get(mask);
  if (level === undefined) throw new RangeError(`no set ${mask}`);
  const without = Array.from({ length: count }, (_, d) => {
    const smaller = ((mask >> d) & 1) === 1 ? made.get(mask ^ (1 << d)) : undefined;
    return smaller === undefined ? undefined : placesIn(level, smaller, count);
  });
  return { ...level, without };
}

function placesIn(level: Level, smaller: Level, count: number): Int32Array {
  const nameOf = (of: Level, cell: number): string => {
    let name = "";
    for (let d = 0; d < count; d++) if ((smaller.mask >> d) & 1) name += `${of.category[d * of.size + cell] ?? 0},`;
    return name;
  };
  const places = new Map(Array.from({ length: smaller.size }, (_, cell) => [nameOf(smaller, cell), cell]));
  return Int32Array.from({ length: level.size }, (_, cell) => places.get(nameOf(level, cell)) ?? 0);
}

/** Cells with the same categories put together, as when small categories become one. */
export function mergeCells(cells: readonly CrossedCell[], add: (a: CellMoments, b: CellMoments) => CellMoments) {
  const merged = new Map<string, CrossedCell>();
  for (const cell of cells) {
    const name = cell.categories.join(",");
    const { a, b } = merged.get(name) ?? { a: noMoments, b: noMoments };
    merged.set(name, { categories: cell.categories, a: add(a, cell.a), b: add(b, cell.b) });
  }
  return [...merged.values()];
}
