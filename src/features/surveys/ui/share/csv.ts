import { csvLine, csvMark } from "#kit/csv";

/** Rows as a CSV file. */
export function csvOf(rows: readonly (readonly string[])[]): Blob {
  return new Blob([csvMark, ...rows.map(csvLine)], { type: "text/csv;charset=utf-8" });
}
