/** One row of a file, numbered as a person sees it there (the header is row 1). */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** What is wrong with the row as a whole or with a cell before any mapping. */
  readonly problem?: { readonly code: string; readonly column: number; readonly value: string };
}

/** An opened file of rows. `rows` may be read again and again; memory does not grow with the file. */
export interface Table {
  readonly format: "csv" | "tsv" | "xlsx";
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly columns: readonly string[];
  /** Rows after the header. `skip` leaves out that many first ones (resuming). */
  rows(signal?: AbortSignal): AsyncIterable<TableRow>;
}

/** How to open a file; what is left out is detected. */
export interface TableOptions {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow: number;
}

/** Most characters one row may hold; a longer one is a broken file, not a row. */
export const longestRow = 1024 * 1024;

/** Header names made unique and never empty, so that a profile can name every column. */
export function nameColumns(header: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return header.map((raw, index) => {
    const name = raw.trim().replaceAll(/\s+/g, " ") || `column ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
