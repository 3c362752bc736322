import { refuseFile } from "../wording/files.ts";

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
  /** Rows after the header, blank ones left out. */
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

/** Most columns a file may have; a spreadsheet program has 16,384, a survey hardly ever a thousand. */
export const mostColumns = 2000;

/**
 * Header names made unique and never empty, so that a profile can name every column.
 * @throws Refusal `imports.file_unreadable` when there are too many
 */
export function nameColumns(header: readonly string[]): readonly string[] {
  if (header.length > mostColumns) throw refuseFile("too_many_columns", { columns: header.length, most: mostColumns });
  const seen = new Map<string, number>();
  return header.map((raw, index) => {
    const name = cleanName(raw) || `column ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function cleanName(raw: string): string {
  return raw
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, 250)
    .toWellFormed();
}
