import exceljs from "exceljs";

import { recordAudit, requirePermission } from "#feature/access";
import { csvLine, csvMark } from "#kit/csv";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { benchmarksOperations } from "../contract.ts";
import {
  comparisonTable,
  growthTable,
  perceptionTable,
  promiseTable,
  streaksTable,
  type Table,
  type Words,
} from "../rules.ts";
import { compareScores } from "./comparison.ts";
import { readGrowth } from "./growth.ts";
import { readPairs } from "./pairs.ts";
import { readPromise } from "./promise.ts";
import { readStreaks } from "./streaks.ts";
import { wordsIn } from "./words.ts";

type Asked = OperationInput<(typeof benchmarksOperations)["export"]>["body"];

/**
 * One of the slice's answers as a file, asked by the same viewer, so that a file never says more than the page; a second sheet
 * says how it was computed. @throws Refusal as the question
 */
export async function exportAnswer(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: { readonly body: Asked },
): Promise<Response> {
  requirePermission(call.viewer, "insight.read");
  const t = wordsIn(call.language);
  const table = await tableFor(call, body.question, t);
  const { about } = body.question;
  await call.stores.postgres.transaction((tx) =>
    recordAudit(tx, call.viewer, {
      action: "benchmarks.exported",
      subjectKind: "benchmarks",
      subjectId: about,
      details: { format: body.format, rows: table.rows.length },
    }),
  );
  const method = methodRows(about, t, call.stores.clock.now());
  const content = body.format === "csv" ? csvOf(table, method) : await workbookOf(table, method, t);
  return fileOf(content, about, body.format);
}

async function tableFor(call: Pick<Call, "stores" | "viewer">, question: Asked["question"], t: Words): Promise<Table> {
  switch (question.about) {
    case "competitors":
      return comparisonTable(await compareScores(call, question.ask), t);
    case "perception":
      return perceptionTable((await readPairs(call, question.ask)).items, t);
    case "promise":
      return promiseTable(await readPromise(call, question.ask), t);
    case "streaks":
      return streaksTable(await readStreaks(call, question.ask), t);
    case "growth":
      return growthTable(await readGrowth(call, question.ask), t);
  }
}

const methodOf = {
  competitors: "relativeScore",
  perception: "perceptionGap",
  promise: "promiseGap",
  streaks: "streaks",
  growth: "growthCheck",
} as const;

function methodRows(about: Asked["question"]["about"], t: Words, now: Date): string[][] {
  const method = methodOf[about];
  return [
    [t(`web:method.${method}.title`), t(`web:method.${method}.what`)],
    [t("web:chart.assumptions"), t(`web:method.${method}.assumes`)],
    [t("web:chart.source"), t(`web:method.${method}.source`)],
    [t("table.made"), now.toISOString()],
  ];
}

function csvOf({ columns, rows }: Table, method: readonly string[][]): string {
  const lines = [columns.map(({ label }) => label), ...rows, [], ...method];
  return csvMark + lines.map(csvLine).join("");
}

async function workbookOf({ columns, rows }: Table, method: readonly string[][], t: Words): Promise<Blob> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(t("table.sheet"), { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = columns.map(({ numeric }) => ({ width: numeric ? 14 : 30 }));
  sheet.addRow(columns.map(({ label }) => label)).font = { bold: true };
  for (const row of rows) sheet.addRow(row.map(safeCell));
  const about = book.addWorksheet(t("table.method"));
  about.columns = [{ width: 34 }, { width: 110 }];
  for (const row of method) about.addRow(row.map(safeCell)).alignment = { wrapText: true, vertical: "top" };
  return new Blob([await book.xlsx.writeBuffer()]);
}

/** A text that a spreadsheet would run as a formula once saved as CSV is led by an apostrophe. */
function safeCell(cell: string | number | null): string | number | null {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function fileOf(content: string | Blob, about: string, format: "csv" | "xlsx"): Response {
  const type =
    format === "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return new Response(content, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${about}.${format}"`,
      "cache-control": "no-store",
    },
  });
}
