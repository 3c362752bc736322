import { at } from "../sequence.ts";

/** A square matrix as its rows. */
export type Matrix = readonly (readonly number[])[];

/** The same while it is being worked on. */
export type Working = number[][];

/** The cell in a row and a column that the caller knows to exist. */
export function cell(matrix: Matrix, row: number, column: number): number {
  return at(rowAt(matrix, row), column);
}

/** The rows and columns with these indices, in this order. */
export function picked(matrix: Matrix, indices: readonly number[]): Working {
  return indices.map((row) => indices.map((column) => cell(matrix, row, column)));
}

/** Matrix times column. */
export function times(matrix: Matrix, column: readonly number[]): number[] {
  return matrix.map((row) => dot(row, column));
}

/** Sum of the products of two rows of numbers. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += at(a, index) * at(b, index);
  return sum;
}

/**
 * Cholesky factor L with L L' = matrix; undefined where the matrix is not clearly positive definite (a pivot below
 * `tolerance` of its diagonal cell). Source: Golub & Van Loan, Matrix Computations, 4.2.
 */
export function choleskyOf(matrix: Matrix, tolerance = 1e-10): Working | undefined {
  const factor: Working = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < matrix.length; row++) {
    const own = rowAt(factor, row);
    for (let column = 0; column <= row; column++) {
      const other = rowAt(factor, column);
      let rest = cell(matrix, row, column);
      for (let k = 0; k < column; k++) rest -= at(own, k) * at(other, k);
      if (row === column) {
        if (!(rest > tolerance * cell(matrix, row, row))) return undefined;
        own[row] = Math.sqrt(rest);
      } else {
        own[column] = rest / at(other, column);
      }
    }
  }
  return factor;
}

/** The inverse of a symmetric positive definite matrix; undefined where it has none. */
export function inverseOf(matrix: Matrix, tolerance?: number): Working | undefined {
  const factor = choleskyOf(matrix, tolerance);
  if (factor === undefined) return undefined;
  const units = matrix.map((_, index) => matrix.map((_, other) => (index === other ? 1 : 0)));
  return units.map((unit) => backward(factor, forward(factor, unit)));
}

/** x of matrix · x = right, for a symmetric positive definite matrix; undefined where there is no single one. */
export function solutionOf(matrix: Matrix, right: readonly number[], tolerance?: number): number[] | undefined {
  const factor = choleskyOf(matrix, tolerance);
  return factor === undefined ? undefined : backward(factor, forward(factor, right));
}

/** L⁻¹ · right for a lower triangular L. */
export function forward(factor: Matrix, right: readonly number[]): number[] {
  const found: number[] = [];
  factor.forEach((row, index) => {
    let rest = at(right, index);
    for (let k = 0; k < index; k++) rest -= at(row, k) * at(found, k);
    found.push(rest / at(row, index));
  });
  return found;
}

/** Determinant of a symmetric positive definite matrix; 0 where it is not. */
export function determinantOf(matrix: Matrix): number {
  const factor = choleskyOf(matrix, 1e-14);
  if (factor === undefined) return 0;
  return factor.reduce((product, row, index) => product * at(row, index) ** 2, 1);
}

function backward(factor: Matrix, right: readonly number[]): number[] {
  const found = right.map(() => 0);
  for (let index = factor.length - 1; index >= 0; index--) {
    let rest = at(right, index);
    for (let k = index + 1; k < factor.length; k++) rest -= cell(factor, k, index) * at(found, k);
    found[index] = rest / cell(factor, index, index);
  }
  return found;
}

/**
 * The symmetric square root of a symmetric matrix without negative eigenvalues, by cyclic Jacobi rotations, which keep
 * small eigenvalues exact. Source: Golub & Van Loan, 8.5.
 */
export function squareRootOf(matrix: Matrix): Working {
  const size = matrix.length;
  const work = Float64Array.from(matrix.flat());
  const vectors = new Float64Array(size * size);
  for (let index = 0; index < size; index++) vectors[index * size + index] = 1;
  for (let sweep = 0; sweep < 60 && offDiagonal(work, size) > 1e-22; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(work, vectors, { size, p, q });
  }

  const roots = Array.from({ length: size }, (_, index) => Math.sqrt(Math.max(0, work[index * size + index] ?? 0)));
  return matrix.map((_, row) =>
    matrix.map((__, column) => {
      let sum = 0;
      for (let k = 0; k < size; k++)
        sum += (vectors[row * size + k] ?? 0) * at(roots, k) * (vectors[column * size + k] ?? 0);
      return sum;
    }),
  );
}

function offDiagonal(work: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) sum += (work[row * size + column] ?? 0) ** 2;
  }
  return sum;
}

interface Pair {
  readonly size: number;
  readonly p: number;
  readonly q: number;
}

/** Turns the plane of p and q so that their covariance is gone. */
function rotate(work: Float64Array, vectors: Float64Array, { size, p, q }: Pair): void {
  const apq = work[p * size + q] ?? 0;
  if (Math.abs(apq) < 1e-300) return;
  const theta = ((work[q * size + q] ?? 0) - (work[p * size + p] ?? 0)) / (2 * apq);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const turn = { cosine, sine: tangent * cosine };
  for (let row = 0; row < size * size; row += size) {
    turnPair(work, row + p, row + q, turn);
    turnPair(vectors, row + p, row + q, turn);
  }
  for (let column = 0; column < size; column++) turnPair(work, p * size + column, q * size + column, turn);
}

/** The innermost step, run a million times for one answer: nothing is made anew. */
function turnPair(
  cells: Float64Array,
  first: number,
  second: number,
  { cosine, sine }: { readonly cosine: number; readonly sine: number },
): void {
  const a = cells[first] ?? 0;
  const b = cells[second] ?? 0;
  cells[first] = cosine * a - sine * b;
  cells[second] = sine * a + cosine * b;
}

function rowAt<Row>(matrix: readonly Row[], index: number): Row {
  const row = matrix[index];
  if (row === undefined) throw new RangeError(`no row ${index} of ${matrix.length}`);
  return row;
}
