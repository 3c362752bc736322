import type { Bounds } from "./estimate.ts";

/**
 * What a database sums over the answers x of one cell with weights w: n, Σw, Σw², Σwx, Σwx², Σw²x, Σw²x². Without
 * weighting every w is 1.
 */
export interface CellMoments {
  readonly n: number;
  readonly w: number;
  readonly ww: number;
  readonly wx: number;
  readonly wxx: number;
  readonly wwx: number;
  readonly wwxx: number;
}

/** The moments of no answers. */
export const noMoments: CellMoments = { n: 0, w: 0, ww: 0, wx: 0, wxx: 0, wwx: 0, wwxx: 0 };

/** The moments over the answers of both cells, which share none. */
export function addMoments(a: CellMoments, b: CellMoments): CellMoments {
  return {
    n: a.n + b.n,
    w: a.w + b.w,
    ww: a.ww + b.ww,
    wx: a.wx + b.wx,
    wxx: a.wxx + b.wxx,
    wwx: a.wwx + b.wwx,
    wwxx: a.wwxx + b.wwxx,
  };
}

/** What remains of a whole without one of its cells; never below nothing. */
export function subtractMoments(whole: CellMoments, part: CellMoments): CellMoments {
  if (part.n >= whole.n) return noMoments;
  return {
    n: whole.n - part.n,
    w: Math.max(0, whole.w - part.w),
    ww: Math.max(0, whole.ww - part.ww),
    wx: whole.wx - part.wx,
    wxx: Math.max(0, whole.wxx - part.wxx),
    wwx: whole.wwx - part.wwx,
    wwxx: Math.max(0, whole.wwxx - part.wwxx),
  };
}

/** The weighted mean; 0 of no answers. */
export function meanOfCell({ w, wx }: CellMoments): number {
  return w > 0 ? wx / w : 0;
}

/** How many equally weighted answers these are worth (Kish 1965). */
export function worthOf({ w, ww }: CellMoments): number {
  return ww > 0 ? (w * w) / ww : 0;
}

/**
 * Σ(x − mean)² over so many answers as the cell is worth, following weights tied to the answers (linearised: squares of
 * weights, Särndal, Swensson & Wretman 1992, 5.6).
 */
export function spreadOfCell(cell: CellMoments): number {
  if (cell.ww <= 0) return 0;
  const mean = meanOfCell(cell);
  const square = (cell.wwxx - 2 * mean * cell.wwx + mean * mean * cell.ww) / cell.ww;
  return Math.max(0, square) * worthOf(cell);
}

/**
 * Variance of one answer within cells, pooled over cells. On a bounded scale half an imaginary answer stands at either
 * end (as in `meanOf`), so that answers that are all alike never look certain.
 */
export function pooledVariance(cells: readonly CellMoments[], bounds?: Bounds): number {
  let [spread, freedom, sum, worth] = [0, 0, 0, 0];
  for (const cell of cells) {
    const own = worthOf(cell);
    if (own <= 0) continue;
    spread += spreadOfCell(cell);
    freedom += Math.max(0, own - 1);
    sum += own * meanOfCell(cell);
    worth += own;
  }
  if (bounds === undefined) return freedom > 0 ? spread / freedom : 0;
  const mean = worth > 0 ? sum / worth : (bounds.min + bounds.max) / 2;
  const ends = ((bounds.min - mean) ** 2 + (bounds.max - mean) ** 2) / 2;
  return (spread + ends) / (freedom + 1);
}

/** Variance of one answer of a cell, drawn towards the pooled one by as much as two answers weigh. */
export function varianceOfCell(cell: CellMoments, pooled: number): number {
  const freedom = Math.max(0, worthOf(cell) - 1);
  return (spreadOfCell(cell) + 2 * pooled) / (freedom + 2);
}
