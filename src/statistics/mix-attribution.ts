import { bitsOf, type Lattice, type Level } from "./crossed-cells.ts";

/** Shares of the whole and rates by cell of the whole cross-classification, in both groups. */
export interface SharesAndRates {
  readonly shareA: Float64Array;
  readonly shareB: Float64Array;
  readonly rateA: Float64Array;
  readonly rateB: Float64Array;
}

/** The effect of composition, by dimension and category, in the unit of the rates. */
export interface MixEffects {
  /** Of all dimensions together: Σ (pB − pA) (rA + rB) / 2 over the cells. */
  readonly total: number;
  /** By dimension, by category; they add up to `total`. */
  readonly categories: readonly Float64Array[];
}

/**
 * What a change of composition did, given back to the dimensions. Of a set S of dimensions it did
 * v(S) = Σ (pB − pA) (rA + rB) / 2 over the cells that S makes (Kitagawa 1955, symmetric); each dimension gets its
 * Shapley value of v, the average over all orders in which dimensions can be taken up (Shorrocks 2013), exactly, over
 * all 2^D sets; so the parts add up to v of all dimensions whatever their order. For products of factors this averaging
 * is that of Das Gupta 1993.
 *
 * A category's part is Σ (pB − pA) (r − r of all who are alike in S): measured from the average of its surroundings, not
 * from a base category, so that none has to be chosen and choosing would change nothing (the demand of Yun 2005; the
 * averages here are weighted, where his are plain, so that splitting a category in two like halves changes no other).
 */
export function attributeMix(lattice: Lattice, cells: SharesAndRates): MixEffects {
  const tables = tablesOf(lattice, cells);
  const count = lattice.dimensions.length;
  const categories = lattice.dimensions.map((size) => new Float64Array(size));
  for (const level of lattice.levels) {
    const own = tables.get(level.mask);
    const weight = shapleyWeight(bitsOf(level.mask) - 1, count);
    level.without.forEach((places, d) => {
      const above = tables.get(level.mask ^ (1 << d));
      const into = categories[d];
      if (places === undefined || own === undefined || above === undefined || into === undefined) return;
      for (let cell = 0; cell < level.size; cell++) {
        const k = level.category[d * level.size + cell] ?? 0;
        const away = (own.rate[cell] ?? 0) - (above.rate[places[cell] ?? 0] ?? 0);
        into[k] = (into[k] ?? 0) + weight * (own.change[cell] ?? 0) * away;
      }
    });
  }
  let total = 0;
  for (const into of categories) for (const value of into) total += value;
  return { total, categories };
}

/** |S|! (D − |S| − 1)! / D!: in how many of all orders exactly these stand before a dimension. */
export function shapleyWeight(before: number, count: number): number {
  if (before < 0) return 0;
  let weight = 1 / count;
  // 1 / (D · C(D−1, |S|))
  for (let i = 1; i <= before; i++) weight *= i / (count - i);
  return weight;
}

/** A set's cells: how their share changed, and their rate, averaged over both groups. */
interface Table {
  readonly change: Float64Array;
  readonly rate: Float64Array;
}

interface Sums {
  readonly shareA: Float64Array;
  readonly shareB: Float64Array;
  /** Σ pA rA, Σ pB rB, and each group's rates under the other's shares: for cells that a group lacks. */
  readonly aa: Float64Array;
  readonly bb: Float64Array;
  readonly ba: Float64Array;
  readonly ab: Float64Array;
}

function tablesOf({ levels }: Lattice, cells: SharesAndRates): ReadonlyMap<number, Table> {
  const sums = new Map<number, Sums>();
  const tables = new Map<number, Table>();
  for (const level of levels) {
    const parent = sums.get(level.parent);
    const own = parent === undefined ? sumsOfCells(cells) : putTogether(level, parent);
    sums.set(level.mask, own);
    tables.set(level.mask, tableOf(level, own));
  }
  return tables;
}

function sumsOfCells({ shareA, shareB, rateA, rateB }: SharesAndRates): Sums {
  return {
    shareA,
    shareB,
    aa: product(shareA, rateA),
    bb: product(shareB, rateB),
    ba: product(shareB, rateA),
    ab: product(shareA, rateB),
  };
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let at = 0; at < a.length; at++) result[at] = (a[at] ?? 0) * (b[at] ?? 0);
  return result;
}

function putTogether({ ofParent, size }: Level, parent: Sums): Sums {
  const gather = (from: Float64Array): Float64Array => {
    const into = new Float64Array(size);
    for (let cell = 0; cell < ofParent.length; cell++) {
      const at = ofParent[cell] ?? 0;
      into[at] = (into[at] ?? 0) + (from[cell] ?? 0);
    }
    return into;
  };
  return {
    shareA: gather(parent.shareA),
    shareB: gather(parent.shareB),
    aa: gather(parent.aa),
    bb: gather(parent.bb),
    ba: gather(parent.ba),
    ab: gather(parent.ab),
  };
}

function tableOf({ size }: Level, { shareA, shareB, aa, bb, ba, ab }: Sums): Table {
  const [change, rate] = [new Float64Array(size), new Float64Array(size)];
  for (let cell = 0; cell < size; cell++) {
    const [a, b] = [shareA[cell] ?? 0, shareB[cell] ?? 0];
    const rateA = a > 0 ? (aa[cell] ?? 0) / a : b > 0 ? (ba[cell] ?? 0) / b : 0;
    const rateB = b > 0 ? (bb[cell] ?? 0) / b : a > 0 ? (ab[cell] ?? 0) / a : 0;
    change[cell] = b - a;
    rate[cell] = (rateA + rateB) / 2;
  }
  return { change, rate };
}
