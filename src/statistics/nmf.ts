import { requirePositive } from "./precondition.ts";
import { createRandom } from "./random.ts";
import { rowsOf, type SparseMatrix } from "./sparse-matrix.ts";

/** V ≈ W · H with nothing negative: `parts` columns of W (row by row) and `parts` rows of H (part by part). */
export interface NonNegativeFactors {
  readonly parts: number;
  /** rows × parts: how much of each part a row holds. */
  readonly w: Float64Array;
  /** parts × columns: what each part is made of. */
  readonly h: Float64Array;
  /** ‖V − WH‖², after the last round. */
  readonly loss: number;
}

const tiny = 1e-12;

/**
 * Non-negative factorisation of a matrix of mostly zeros by multiplicative updates, which never let ‖V − WH‖² grow.
 * Finds a local optimum that depends on the seed: run several. Source: Lee & Seung 2001 (NIPS 13), theorem 1.
 * Refuses (RangeError) no parts; negative values of V are a bug of the caller.
 */
export function nonNegativeFactors(
  v: SparseMatrix,
  parts: number,
  options: { readonly seed?: number; readonly rounds?: number } = {},
): NonNegativeFactors {
  requirePositive("parts", parts);
  const { seed = 1, rounds = 80 } = options;
  const random = createRandom(seed);
  const scale = Math.sqrt(meanOf(v) / parts);
  const drawn = (size: number) => Float64Array.from({ length: size }, () => scale * (0.2 + random.uniform()));
  const w = drawn(rowsOf(v) * parts);
  const h = drawn(parts * v.columns);
  for (let round = 0; round < rounds; round += 1) {
    update(h, { top: rowsTimes(v, w, parts), factor: h, gram: gramOfRows(w, parts), parts, isPartFirst: true });
    update(w, { top: timesColumns(v, h, parts), factor: w, gram: gramOfColumns(h, parts), parts, isPartFirst: false });
  }
  return { parts, w, h, loss: lossOf(v, w, h, parts) };
}

function meanOf(v: SparseMatrix): number {
  const cells = rowsOf(v) * v.columns;
  return cells === 0 ? 0 : v.value.reduce((sum, one) => sum + one, 0) / cells;
}

interface Update {
  readonly top: Float64Array;
  readonly factor: Float64Array;
  readonly gram: Float64Array;
  readonly parts: number;
  /** Whether the factor lies part by part (H) or row by row (W). */
  readonly isPartFirst: boolean;
}

/** factor · top / (gram · factor), cell by cell. */
function update(into: Float64Array, { top, factor, gram, parts, isPartFirst }: Update): void {
  const length = factor.length / parts;
  const cell = (part: number, at: number) => (isPartFirst ? part * length + at : at * parts + part);
  const column = new Float64Array(parts);
  for (let at = 0; at < length; at += 1) {
    for (let part = 0; part < parts; part += 1) column[part] = factor[cell(part, at)] ?? 0;
    for (let part = 0; part < parts; part += 1) {
      let below = tiny;
      for (let other = 0; other < parts; other += 1) below += (gram[part * parts + other] ?? 0) * (column[other] ?? 0);
      into[cell(part, at)] = ((column[part] ?? 0) * (top[cell(part, at)] ?? 0)) / below;
    }
  }
}

/** Wᵀ V, part by part. */
function rowsTimes(v: SparseMatrix, w: Float64Array, parts: number): Float64Array {
  const product = new Float64Array(parts * v.columns);
  eachCell(v, (row, column, value) => {
    for (let part = 0; part < parts; part += 1) {
      const cell = part * v.columns + column;
      product[cell] = (product[cell] ?? 0) + (w[row * parts + part] ?? 0) * value;
    }
  });
  return product;
}

/** V Hᵀ, row by row. */
function timesColumns(v: SparseMatrix, h: Float64Array, parts: number): Float64Array {
  const product = new Float64Array(rowsOf(v) * parts);
  eachCell(v, (row, column, value) => {
    for (let part = 0; part < parts; part += 1) {
      const cell = row * parts + part;
      product[cell] = (product[cell] ?? 0) + (h[part * v.columns + column] ?? 0) * value;
    }
  });
  return product;
}

function gramOfRows(w: Float64Array, parts: number): Float64Array {
  const gram = new Float64Array(parts * parts);
  for (let row = 0; row < w.length; row += parts) {
    for (let one = 0; one < parts; one += 1) {
      for (let other = 0; other < parts; other += 1) {
        gram[one * parts + other] = (gram[one * parts + other] ?? 0) + (w[row + one] ?? 0) * (w[row + other] ?? 0);
      }
    }
  }
  return gram;
}

function gramOfColumns(h: Float64Array, parts: number): Float64Array {
  const columns = h.length / parts;
  const gram = new Float64Array(parts * parts);
  for (let one = 0; one < parts; one += 1) {
    for (let other = 0; other < parts; other += 1) {
      let sum = 0;
      for (let at = 0; at < columns; at += 1) sum += (h[one * columns + at] ?? 0) * (h[other * columns + at] ?? 0);
      gram[one * parts + other] = sum;
    }
  }
  return gram;
}

/** ‖V‖² − 2 ⟨V, WH⟩ + ⟨WᵀW, HHᵀ⟩, so that the dense product is never made. */
function lossOf(v: SparseMatrix, w: Float64Array, h: Float64Array, parts: number): number {
  let [square, inner] = [0, 0];
  eachCell(v, (row, column, value) => {
    square += value * value;
    for (let part = 0; part < parts; part += 1) {
      inner += value * (w[row * parts + part] ?? 0) * (h[part * v.columns + column] ?? 0);
    }
  });
  const rows = gramOfRows(w, parts);
  const cross = gramOfColumns(h, parts).reduce((sum, one, at) => sum + one * (rows[at] ?? 0), 0);
  return Math.max(0, square - 2 * inner + cross);
}

function eachCell(v: SparseMatrix, visit: (row: number, column: number, value: number) => void): void {
  for (let row = 0; row < rowsOf(v); row += 1) {
    for (let at = v.start[row] ?? 0; at < (v.start[row + 1] ?? 0); at += 1) {
      visit(row, v.index[at] ?? 0, v.value[at] ?? 0);
    }
  }
}
