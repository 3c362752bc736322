import { addAt, valueAt } from "./float-array.ts";

/** A pivot below this part of its own diagonal cell is none. */
const LEAST_PIVOT = 1e-12;

/**
 * x of A · x = right for a symmetric positive definite A of so many rows as `right` has, by Cholesky's factor in place: A is used
 * up. Undefined where A is not clearly positive definite. A map of problems solves some sixty of these, so they stand in flat
 * memory. Source: Golub & Van Loan, Matrix Computations, 4.2.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const size = right.length;
  for (let row = 0; row < size; row++) {
    const own = row * size;
    for (let column = 0; column < row; column++) {
      const other = column * size;
      const rest = valueAt(matrix, own + column) - productOf(matrix, { own, other, length: column });
      matrix[own + column] = rest / valueAt(matrix, other + column);
    }
    const diagonal = valueAt(matrix, own + row);
    const rest = diagonal - productOf(matrix, { own, other: own, length: row });
    if (!(rest > LEAST_PIVOT * diagonal)) return undefined;
    matrix[own + row] = Math.sqrt(rest);
  }
  return substituted(matrix, right);
}

function productOf(
  matrix: Float64Array,
  { own, other, length }: { readonly own: number; readonly other: number; readonly length: number },
): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += valueAt(matrix, own + k) * valueAt(matrix, other + k);
  return sum;
}

/** Forward through the factor and back through its transpose. */
function substituted(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const found = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) addAt(found, row, -(valueAt(factor, row * size + k) * valueAt(found, k)));
    found[row] = valueAt(found, row) / valueAt(factor, row * size + row);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) addAt(found, row, -(valueAt(factor, k * size + row) * valueAt(found, k)));
    found[row] = valueAt(found, row) / valueAt(factor, row * size + row);
  }
  return found;
}
