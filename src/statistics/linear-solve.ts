import { at } from "./sequence.ts";

/**
 * Solves a square system A x = b by Gaussian elimination with partial pivoting; for small, dense, well-conditioned
 * systems. Refuses (RangeError) a singular one.
 */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => Float64Array.from([...row, at(right, i)]));
  for (let column = 0; column < size; column++) {
    bringPivot(rows, column);
    const pivot = rowAt(rows, column);
    for (let below = column + 1; below < size; below++) {
      const row = rowAt(rows, below);
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      if (factor === 0) continue;
      for (let k = column; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return backSubstituted(rows, size);
}

function bringPivot(rows: Float64Array[], column: number): void {
  let best = column;
  for (let i = column + 1; i < rows.length; i++) {
    if (Math.abs(rowAt(rows, i)[column] ?? 0) > Math.abs(rowAt(rows, best)[column] ?? 0)) best = i;
  }
  const [upper, lower] = [rowAt(rows, column), rowAt(rows, best)];
  if (Math.abs(lower[column] ?? 0) < 1e-300) throw new RangeError("the system is singular");
  rows[column] = lower;
  rows[best] = upper;
}

function backSubstituted(rows: readonly Float64Array[], size: number): number[] {
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rowAt(rows, i);
    let rest = row[size] ?? 0;
    for (let k = i + 1; k < size; k++) rest -= (row[k] ?? 0) * at(x, k);
    x[i] = rest / (row[i] ?? 1);
  }
  return x;
}

function rowAt(rows: readonly Float64Array[], index: number): Float64Array {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`no row at ${index}`);
  return row;
}
