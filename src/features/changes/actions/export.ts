import exceljs from "exceljs";

import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { changesOperations } from "../contract.ts";
import { sheetsOf, type Cell, type Taken } from "../rules/export-rows.ts";
import { explain } from "./explain.ts";
import { wordsFor } from "./words.ts";

/**
 * An explained change as a workbook: the sentences, the numbers behind them, and how all of it was made. It is asked by the
 * same viewer through the same action as the page, so that a file never says more.
 * @throws Refusal as `explain`
 */
export async function exportChange(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: OperationInput<(typeof changesOperations)["export"]>,
): Promise<Response> {
  const { stores, viewer, language } = call;
  requirePermission(viewer, "insight.read");
  const [explanation, words] = await Promise.all([explain(call, body.query, { language }), wordsFor(call, language)]);
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, {
      action: "changes.exported",
      subjectKind: "measure",
      subjectId: body.query.measure,
      details: { format: "xlsx" },
    }),
  );
  const now = stores.clock.now().toISOString();
  const file = await workbookOf({ explanation, words, title: body.title, made: now });
  return new Response(file, {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": `attachment; filename="changes-${now.slice(0, 10)}.xlsx"`,
      "cache-control": "no-store",
    },
  });
}

async function workbookOf(taken: Taken): Promise<ArrayBuffer> {
  const book = new exceljs.Workbook();
  for (const { name, head, rows, isText } of sheetsOf(taken)) {
    const sheet = book.addWorksheet(name.slice(0, 31), { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = head.map((_, index) => ({ width: isText && index > 0 ? 110 : index === 0 ? 34 : 16 }));
    const first = sheet.addRow([...head]);
    first.font = { bold: true };
    first.alignment = { wrapText: true, vertical: "top" };
    for (const row of rows) sheet.addRow(row.map(safeCell)).alignment = { wrapText: isText, vertical: "top" };
  }
  return book.xlsx.writeBuffer();
}

/** A text that a spreadsheet would run once the file is saved as CSV is led by an apostrophe. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
