import type { Writable } from "node:stream";

import exceljs from "exceljs";

import { askedRows, headOf, methodRows, rowOf, type Cell } from "../rules.ts";
import type { Taken } from "./export.ts";

/** Writes the map as a workbook: numbers on one sheet, how they were made on another. */
export async function writeMapWorkbook(
  { map, title, filter, speaker: { t, language }, now }: Taken,
  to: Writable,
): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(t("file.sheet"), {
    views: [{ state: "frozen", ySplit: 1, xSplit: 3 }],
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 3, fitToHeight: 0 },
  });
  const heads = headOf(map, t);
  sheet.columns = heads.map((_, index) => ({ width: index === 2 ? 40 : 13, style: { numFmt: formatOf(index) } }));
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: heads.length } };
  const head = sheet.addRow([...heads]);
  head.height = 48;
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: "top" };
  head.commit();
  for (const item of map.items) sheet.addRow(rowOf(item, t).map(safeCell)).commit();
  sheet.commit();

  const method = book.addWorksheet(t("file.method"));
  method.columns = [{ width: 34 }, { width: 110 }];
  for (const row of [...askedRows(map, t, { title, filter }), ...methodRows(map, t, { now, language })]) {
    const added = method.addRow(row.map(safeCell));
    added.alignment = { wrapText: true, vertical: "top" };
    added.commit();
  }
  method.commit();
  await book.commit();
}

/** Numbers keep all their digits; shown are those that say something. Columns are those of `headOf`. */
function formatOf(column: number): string {
  if (column === 0 || column === mentions) return "#,##0";
  if (column === chance || column === changeChance) return "0.0000";
  return column >= affected && column <= revenue ? "#,##0" : "0.00";
}

const [mentions, chance, affected, revenue, changeChance] = [8, 27, 28, 31, 34];

/** A text that a spreadsheet would run as a formula once it is saved as CSV is led by an apostrophe. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
