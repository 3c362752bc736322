import { kishEffectiveN } from "../design-effect.ts";
import { requireAmount, requirePositive } from "../precondition.ts";
import { at } from "../sequence.ts";
import { type Matrix } from "./matrix.ts";

/**
 * All that regression needs to know of a set of complete answers, whatever their number: how many, their weights, and
 * the weighted sums of every product of two of (1, x₁ … x_k). The outcome is the last column by agreement.
 */
export interface MomentMatrix {
  readonly n: number;
  readonly sumWeights: number;
  readonly sumSquaredWeights: number;
  /** Lower triangle by rows: Σw, Σwx₁, Σwx₁², Σwx₂, Σwx₂x₁, Σwx₂² … (k + 1)(k + 2)/2 of them. */
  readonly products: readonly number[];
}

/** Means and covariances that belong to a moment matrix; the covariances are divided by the sum of the weights. */
export interface Centred {
  readonly n: number;
  readonly effectiveN: number;
  readonly means: readonly number[];
  readonly covariance: Matrix;
}

/** How many products a matrix over k columns has. */
export function productCount(columns: number): number {
  return ((columns + 1) * (columns + 2)) / 2;
}

/** The moments of several sets of answers that share none, each counted so many times. */
export function addMomentMatrices(matrices: readonly MomentMatrix[], times?: readonly number[]): MomentMatrix {
  const products: number[] = Array.from({ length: matrices[0]?.products.length ?? 0 }, () => 0);
  let [n, sumWeights, sumSquaredWeights] = [0, 0, 0];
  matrices.forEach((matrix, index) => {
    const count = times === undefined ? 1 : at(times, index);
    if (count === 0) return;
    n += count * matrix.n;
    sumWeights += count * matrix.sumWeights;
    sumSquaredWeights += count * matrix.sumSquaredWeights;
    for (let cell = 0; cell < products.length; cell++)
      products[cell] = at(products, cell) + count * at(matrix.products, cell);
  });
  return { n, sumWeights, sumSquaredWeights, products };
}

/** The moments of rows of numbers, outcome last; for tests and small sets. */
export function momentMatrixOf(rows: readonly (readonly number[])[], weights?: readonly number[]): MomentMatrix {
  const products: number[] = Array.from({ length: productCount(rows[0]?.length ?? 0) }, () => 0);
  let [sumWeights, sumSquaredWeights] = [0, 0];
  rows.forEach((row, index) => {
    const weight = weights === undefined ? 1 : at(weights, index);
    const values = [1, ...row];
    sumWeights += weight;
    sumSquaredWeights += weight * weight;
    let cell = 0;
    for (let i = 0; i < values.length; i++) {
      for (let j = 0; j <= i; j++, cell++) products[cell] = at(products, cell) + weight * at(values, i) * at(values, j);
    }
  });
  return { n: rows.length, sumWeights, sumSquaredWeights, products };
}

/**
 * Means and covariances. Covariances are differences of sums, so columns whose mean is 10⁵ times their spread lose
 * their digits: bring such columns near zero before they are summed.
 * Refuses (RangeError) an empty sample.
 */
export function centredOf(matrix: MomentMatrix): Centred {
  requirePositive("n", matrix.n);
  requirePositive("sumWeights", matrix.sumWeights);
  requireAmount("sumSquaredWeights", matrix.sumSquaredWeights);
  const columns = columnsOf(matrix);
  const product = (i: number, j: number): number => at(matrix.products, i >= j ? place(i, j) : place(j, i));
  const means = Array.from({ length: columns }, (_, i) => product(i + 1, 0) / matrix.sumWeights);
  const covariance = means.map((mean, i) =>
    means.map((other, j) => {
      const value = product(i + 1, j + 1) / matrix.sumWeights - mean * other;
      return i === j ? Math.max(0, value) : value;
    }),
  );
  return { n: matrix.n, effectiveN: kishEffectiveN(matrix.n, matrix), means, covariance };
}

/** How many columns a moment matrix is over, the outcome included. */
export function columnsOf({ products }: Pick<MomentMatrix, "products">): number {
  return Math.round((Math.sqrt(8 * products.length + 1) - 3) / 2);
}

function place(i: number, j: number): number {
  return (i * (i + 1)) / 2 + j;
}
