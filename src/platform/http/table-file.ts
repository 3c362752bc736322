import exceljs from "exceljs";

import { csvLine, csvMark } from "#kit/csv";

/** A table as it is written to a file, with how it was computed. */
export interface TableFile {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Terms and what is said of them: below the table in CSV, a sheet of their own in a workbook. */
  readonly method: readonly (readonly string[])[];
  readonly sheetNames: readonly [table: string, method: string];
}

/** Answers a table as a file to save: CSV with the mark of UTF-8, or a workbook of two sheets. Never kept by caches. */
export async function tableResponse(table: TableFile, name: string, format: "csv" | "xlsx"): Promise<Response> {
  const type =
    format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return new Response(format === "csv" ? csvOf(table) : await workbookOf(table), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "no-store",
    },
  });
}

function csvOf({ columns, rows, method }: TableFile): string {
  const lines = [columns.map(({ label }) => label), ...rows, [], ...method];
  return csvMark + lines.map(csvLine).join("");
}

async function workbookOf({ columns, rows, method, sheetNames }: TableFile): Promise<Blob> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(sheetNames[0], { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ numeric }) => ({ width: numeric ? 14 : 30 }));
  sheet.addRow(columns.map(({ label }) => label)).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map(safeCell));
  const about = book.addWorksheet(sheetNames[1]);
  about.columns = [{ width: 34 }, { width: 110 }];
  for (const row of method) about.addRow(row.map(safeCell)).alignment = { wrapText: true, vertical: "top" };
  return new Blob([await book.xlsx.writeBuffer()]);
}

/** A text that a spreadsheet would run as a formula once saved as CSV is led by an apostrophe. */
function safeCell(cell: string | number | null): string | number | null {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
