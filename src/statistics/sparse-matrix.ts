/** Rows of mostly zeros: what of a row is not zero stands in `index` and `value` from `start[row]` to `start[row + 1]`. */
export interface SparseMatrix {
  readonly columns: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** One row: columns and what stands in them. */
export interface SparseRow {
  readonly index: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** How many rows a matrix has. */
export function rowsOf(matrix: SparseMatrix): number {
  return matrix.start.length - 1;
}

/** A matrix of these rows. */
export function sparseMatrix(rows: readonly SparseRow[], columns: number): SparseMatrix {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    start[at + 1] = (start[at] ?? 0) + row.index.length;
  });
  const filled = start[rows.length] ?? 0;
  const matrix = { columns, start, index: new Int32Array(filled), value: new Float32Array(filled) };
  rows.forEach((row, at) => {
    matrix.index.set(row.index, start[at]);
    matrix.value.set(row.value, start[at]);
  });
  return matrix;
}

/** Some of the rows of a matrix, in the order asked. */
export function someRows(matrix: SparseMatrix, rows: readonly number[]): SparseMatrix {
  return sparseMatrix(
    rows.map((row) => rowAt(matrix, row)),
    matrix.columns,
  );
}

/** A view of one row. */
export function rowAt(matrix: SparseMatrix, row: number): SparseRow {
  const [from, to] = [matrix.start[row] ?? 0, matrix.start[row + 1] ?? 0];
  return { index: matrix.index.subarray(from, to), value: matrix.value.subarray(from, to) };
}

/** Inner product of a row with a dense vector. Indexes are those of the matrix, so none is missing. */
export function rowProduct(matrix: SparseMatrix, row: number, dense: Float64Array): number {
  const { index, value } = matrix;
  const to = matrix.start[row + 1] as number;
  let sum = 0;
  for (let at = matrix.start[row] as number; at < to; at += 1) {
    sum += (value[at] as number) * (dense[index[at] as number] as number);
  }
  return sum;
}

/** Adds a multiple of a row to a dense vector. */
export function addRow(matrix: SparseMatrix, row: number, factor: number, dense: Float64Array): void {
  const { index, value } = matrix;
  const to = matrix.start[row + 1] as number;
  for (let at = matrix.start[row] as number; at < to; at += 1) {
    const column = index[at] as number;
    dense[column] = (dense[column] as number) + factor * (value[at] as number);
  }
}
