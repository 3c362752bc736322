import { createReadStream } from "node:fs";

import ExcelJS from "exceljs";

import { Refusal } from "#kit/refusal";

import { refuseFile } from "../wording/files.ts";
import { longestRow, nameColumns, type Table, type TableOptions, type TableRow } from "./table.ts";
import { guardZip } from "./zip-guard.ts";

type WorksheetReader = ExcelJS.stream.xlsx.WorksheetReader & {
  readonly name: string;
  readonly state?: "visible" | "hidden" | "veryHidden";
};

/**
 * Opens one sheet of an Excel workbook: the asked one, else the first visible one that has rows.
 * Formulas are never evaluated: the result Excel stored is read.
 * @throws Refusal `imports.file_unreadable` or `imports.file_too_large`
 */
export async function openXlsx(path: string, options: TableOptions): Promise<Table> {
  const parts = await guardZip(path);
  if (!parts.includes("xl/workbook.xml")) throw refuseFile("not_workbook");

  const found = await findSheet(path, options);
  return {
    format: "xlsx",
    encoding: "utf-8",
    delimiter: null,
    sheets: found.sheets,
    columns: found.columns,
    rows: (signal) =>
      readRows({ path, sheet: found.sheet, headerRow: options.headerRow }, found.columns.length, signal),
  };
}

interface FoundSheet {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly columns: readonly string[];
}

async function findSheet(path: string, options: TableOptions): Promise<FoundSheet> {
  const sheets: string[] = [];
  let found: { sheet: string; header: readonly string[] } | undefined;
  for await (const reader of worksheets(path)) {
    sheets.push(reader.name);
    const wanted =
      options.sheet === undefined
        ? reader.state !== "hidden" && reader.state !== "veryHidden"
        : reader.name === options.sheet;
    const header = await headerOf(reader, wanted && found === undefined ? options.headerRow : 0);
    if (header.length > 0) found = { sheet: reader.name, header };
  }
  if (found) return { sheet: found.sheet, sheets, columns: nameColumns(found.header) };
  throw options.sheet === undefined ? refuseFile("no_visible_sheet") : refuseFile("no_sheet", { sheet: options.sheet });
}

/** Reads the sheet to its end either way: the workbook's parts come one after the other. */
async function headerOf(reader: WorksheetReader, headerRow: number): Promise<readonly string[]> {
  let header: readonly string[] = [];
  for await (const row of reader) {
    if (headerRow > 0 && header.length === 0 && row.number >= headerRow) header = cellsOf(row).map((cell) => cell.text);
  }
  return header;
}

async function* readRows(
  source: { path: string; sheet: string; headerRow: number },
  width: number,
  signal?: AbortSignal,
): AsyncGenerator<TableRow> {
  for await (const reader of worksheets(source.path)) {
    let header = true;
    for await (const row of reader) {
      signal?.throwIfAborted();
      if (reader.name !== source.sheet || row.number < source.headerRow) continue;
      if (header) header = false;
      else yield rowOf(row, width);
    }
  }
}

function rowOf(row: ExcelJS.Row, width: number): TableRow {
  const read = cellsOf(row);
  const cells = Array.from({ length: Math.max(width, read.length) }, (_, index) => read[index]?.text ?? "");
  if (cells.reduce((sum, cell) => sum + cell.length, 0) > longestRow)
    return { row: row.number, cells: [], problem: { code: "row_too_long", column: 0, value: "" } };
  const broken = read.findIndex((cell) => cell.problem !== undefined);
  const code = read[broken]?.problem;
  return code === undefined
    ? { row: row.number, cells }
    : { row: row.number, cells, problem: { code, column: broken, value: cells[broken] ?? "" } };
}

interface Cell {
  readonly text: string;
  readonly problem?: string;
}

function cellsOf(row: ExcelJS.Row): readonly Cell[] {
  const cells: Cell[] = [];
  row.eachCell({ includeEmpty: true }, (cell, column) => {
    cells[column - 1] = readValue(cell.value);
  });
  return Array.from(cells, (cell) => cell ?? { text: "" });
}

function readValue(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return { text: "" };
  if (value instanceof Date)
    return {
      text: value
        .toISOString()
        .replace("Z", "")
        .replace(/\.000$/, ""),
    };
  if (typeof value !== "object") return { text: String(value) };
  if ("error" in value) return { text: value.error, problem: "cell_error" };
  if ("richText" in value) return { text: value.richText.map((part) => part.text).join("") };
  if ("hyperlink" in value) return { text: value.text ?? "" };
  if (value.result === undefined) return { text: "", problem: "formula_without_result" };
  return readValue(value.result);
}

async function* worksheets(path: string): AsyncGenerator<WorksheetReader> {
  const bytes = createReadStream(path);
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(bytes, {
    worksheets: "emit",
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    entries: "ignore",
  });
  try {
    for await (const reader of workbook) yield reader as WorksheetReader;
  } catch (error) {
    if (error instanceof Refusal || (error as Error).name === "AbortError") throw error;
    throw refuseFile("damaged");
  } finally {
    bytes.destroy();
  }
}
