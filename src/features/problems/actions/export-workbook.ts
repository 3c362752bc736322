import type { Writable } from "node:stream";

import exceljs from "exceljs";

import { headOf, methodRows, rowOf, type Cell } from "../rules.ts";
import type { Taken } from "./export.ts";

/** Writes the map as a workbook: numbers on one sheet, how they were made on another. */
export async function writeMapWorkbook({ map, title, speaker: { t }, now }: Taken, to: Writable): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(t("file.sheet"), { views: [{ state: "frozen", ySplit: 1, xSplit: 3 }] });
  sheet.columns = headOf(map, t).map((_, index) => ({ width: index === 2 ? 34 : 14 }));
  const head = sheet.addRow([...headOf(map, t)]);
  head.font = { bold: true };
  head.alignment = { wrapText: true, vertical: "top" };
  head.commit();
  for (const item of map.items) sheet.addRow(rowOf(item, t).map(safeCell)).commit();
  sheet.commit();

  const method = book.addWorksheet(t("file.method"));
  method.columns = [{ width: 34 }, { width: 110 }];
  for (const row of methodRows(map, t, { title, now })) {
    const added = method.addRow(row.map(safeCell));
    added.alignment = { wrapText: true, vertical: "top" };
    added.commit();
  }
  method.commit();
  await book.commit();
}

/** A text that a spreadsheet would run as a formula once it is saved as CSV is led by an apostrophe. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
