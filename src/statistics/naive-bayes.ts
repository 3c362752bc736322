import { requirePositive } from "./precondition.ts";
import { rowAt, rowsOf, type SparseMatrix, type SparseRow } from "./sparse-matrix.ts";

/** Log weights: `prior` per class, `weights` class by class and column by column. */
export interface NaiveBayesModel {
  readonly classes: number;
  readonly columns: number;
  readonly prior: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Naive Bayes on counts of words. `multinomial`: log P(column | class) with Laplace's add-one (Manning, Raghavan & Schütze
 * 2008, 13.2). `complement`: weights from all other classes, scaled to length 1, which bears rare classes better (Rennie et
 * al. 2003). Assumes columns independent given the class, which words are not: its probabilities are far too sure, so use
 * its order alone. `classOf` holds a class 0 … classes − 1 per row. Refuses (RangeError) no rows or no classes.
 */
export function fitNaiveBayes(
  rows: SparseMatrix,
  classOf: ArrayLike<number>,
  classes: number,
  variant: "multinomial" | "complement" = "multinomial",
): NaiveBayesModel {
  requirePositive("rows", rowsOf(rows));
  requirePositive("classes", classes);
  const { columns } = rows;
  const { counts, sizes } = countsOf(rows, classOf, classes);
  const isComplement = variant === "complement";
  const weights = new Float64Array(classes * columns);
  for (let one = 0; one < classes; one += 1) {
    weights.set(
      classWeights(isComplement ? others(counts, one, columns) : own(counts, one, columns), isComplement),
      one * columns,
    );
  }
  const prior = sizes.map((size) => (isComplement ? 0 : Math.log(size / rowsOf(rows))));
  return { classes, columns, prior, weights };
}

/** Sums of rows class by class, and rows of each class. */
function countsOf(
  rows: SparseMatrix,
  classOf: ArrayLike<number>,
  classes: number,
): { readonly counts: Float64Array; readonly sizes: Float64Array } {
  const counts = new Float64Array(classes * rows.columns);
  const sizes = new Float64Array(classes);
  for (let row = 0; row < rowsOf(rows); row += 1) {
    const own = classOf[row] ?? 0;
    sizes[own] = (sizes[own] ?? 0) + 1;
    const { index, value } = rowAt(rows, row);
    for (let at = 0; at < index.length; at += 1) {
      const cell = own * rows.columns + (index[at] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + (value[at] ?? 0);
    }
  }
  return { counts, sizes };
}

/** Scores of a row per class, log P(class) + log P(row | class) for the multinomial variant. */
export function naiveBayesScores(model: NaiveBayesModel, row: SparseRow): Float64Array {
  return model.prior.map((prior, one) => {
    let score = prior;
    for (let at = 0; at < row.index.length; at += 1) {
      score += (row.value[at] ?? 0) * (model.weights[one * model.columns + (row.index[at] ?? 0)] ?? 0);
    }
    return score;
  });
}

function own(counts: Float64Array, one: number, columns: number): Float64Array {
  return counts.slice(one * columns, (one + 1) * columns);
}

function others(counts: Float64Array, one: number, columns: number): Float64Array {
  const sum = new Float64Array(columns);
  counts.forEach((count, cell) => {
    if (Math.floor(cell / columns) !== one) sum[cell % columns] = (sum[cell % columns] ?? 0) + count;
  });
  return sum;
}

function classWeights(counts: Float64Array, isComplement: boolean): Float64Array {
  const total = counts.reduce((sum, count) => sum + count + 1, 0);
  const logs = counts.map((count) => Math.log((count + 1) / total));
  if (!isComplement) return logs;
  const length = logs.reduce((sum, log) => sum + Math.abs(log), 0) || 1;
  return logs.map((log) => -log / length);
}
