import { toNumber } from "../mapping/read-score.ts";
import type { TableRow } from "../reading/table.ts";

/** What the first rows of a file tell about one column. */
export interface ColumnFacts {
  readonly name: string;
  readonly rows: number;
  readonly filled: number;
  /** Texts and how often each occurs. */
  readonly counts: ReadonlyMap<string, number>;
  readonly numbers: number;
  readonly whole: number;
  readonly min: number;
  readonly max: number;
  readonly averageLength: number;
  readonly examples: readonly string[];
}

/** Gathers what there is to know about each column from a sample of rows. */
export function gatherFacts(columns: readonly string[], rows: readonly TableRow[]): readonly ColumnFacts[] {
  return columns.map((name, index) =>
    factsOf(
      name,
      rows.map((row) => (row.cells[index] ?? "").trim()),
    ),
  );
}

function factsOf(name: string, cells: readonly string[]): ColumnFacts {
  const filled = cells.filter((cell) => cell !== "");
  const counts = new Map<string, number>();
  for (const cell of filled) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const numbers = filled.map(toNumber).filter((value) => value !== undefined);
  return {
    name,
    rows: cells.length,
    filled: filled.length,
    counts,
    numbers: numbers.length,
    whole: numbers.filter(Number.isInteger).length,
    min: numbers.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    max: numbers.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
    averageLength: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
    examples: [...counts.keys()].slice(0, 5).map((text) => text.slice(0, 120)),
  };
}
