import exceljs from "exceljs";

import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { driversOperations } from "../contract.ts";
import { csvText, sheetsOf, type Cell, type Taken } from "../rules/export-rows.ts";
import { readPenaltyReward } from "./penalty-reward.ts";
import { readDrivers } from "./read-drivers.ts";
import { wordsIn } from "./words.ts";

/**
 * The drivers as a file, asked by the same viewer through the same action as the page, so that a file never says more.
 * @throws Refusal as `readDrivers`
 */
export async function exportDrivers(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: OperationInput<(typeof driversOperations)["export"]>,
): Promise<Response> {
  const { stores, viewer, language } = call;
  requirePermission(viewer, "insight.read");
  const { method: _, ...rest } = body.query;
  const [drivers, penalties] = await Promise.all([readDrivers(call, body.query), readPenaltyReward(call, rest)]);
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, {
      action: "drivers.exported",
      subjectKind: "measure",
      subjectId: drivers.outcome?.measure ?? "",
      details: { format: body.format, drivers: drivers.drivers.length },
    }),
  );
  const now = stores.clock.now().toISOString();
  const taken = { drivers, penalties, query: body.query, title: body.title, made: now, t: wordsIn(language) };
  const name = `drivers-${now.slice(0, 10)}.${body.format}`;
  if (body.format === "csv") return fileOf(csvText(taken), "text/csv; charset=utf-8", name);
  return fileOf(await workbookOf(taken), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
}

async function workbookOf(taken: Taken): Promise<ArrayBuffer> {
  const book = new exceljs.Workbook();
  for (const { name, head, rows } of sheetsOf(taken)) {
    const sheet = book.addWorksheet(name.slice(0, 31), { views: [{ state: "frozen", ySplit: 1 }] });
    sheet.columns = head.map((_, index) => ({ width: index === 0 ? 36 : head.length === 2 ? 110 : 16 }));
    sheet.addRow([...head]).font = { bold: true };
    for (const row of rows)
      sheet.addRow(row.map(safeCell)).alignment = { wrapText: head.length === 2, vertical: "top" };
  }
  return book.xlsx.writeBuffer();
}

/** A text that a spreadsheet would run once the file is saved as CSV is led by an apostrophe, as in CSV. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function fileOf(body: string | ArrayBuffer, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
