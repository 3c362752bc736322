import type { Writable } from "node:stream";

import exceljs from "exceljs";

import { fieldsOf, type Condition } from "#kit/condition";

import type { Cell } from "./export-rows.ts";
import { headOf, rowsOf } from "./export-rows.ts";
import type { Taken } from "./export.ts";

/** Writes the answer as a workbook: real numbers on one sheet, how they were made on another. Row by row. */
export async function writeWorkbook(taken: Taken, to: Writable): Promise<void> {
  const { t } = taken.speaker;
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(t("export.sheet"), { views: [{ state: "frozen", ySplit: 1 }] });
  const head = headOf(taken);
  sheet.columns = head.map((_, index) => ({ width: index === 0 || index <= taken.question.by.length ? 28 : 13 }));
  const first = sheet.addRow([...head]);
  first.font = { bold: true };
  first.commit();
  for (const row of rowsOf(taken)) sheet.addRow(row.map(safeCell)).commit();
  sheet.commit();

  const method = book.addWorksheet(t("export.method"));
  method.columns = [{ width: 30 }, { width: 110 }];
  for (const row of methodRows(taken)) {
    const added = method.addRow(row.map(safeCell));
    added.alignment = { wrapText: true, vertical: "top" };
    added.commit();
  }
  method.commit();
  await book.commit();
}

/**
 * A text that a spreadsheet would run as a formula once the file is saved as CSV is led by an apostrophe, as in CSV; in
 * the workbook itself it is a text whatever it begins with.
 */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** How the numbers were made: question, filter, period, freshness, methods. */
export function methodRows({ question, answer, title, speaker, now }: Taken): Cell[][] {
  const { t } = speaker;
  const period =
    question.period === undefined
      ? t("web:period.all")
      : `${speaker.day(question.period.from)} – ${speaker.day(question.period.to)}`;
  const kinds = [...new Set(answer.found.flatMap(({ measure }) => (measure === null ? [] : [methodOf(measure.kind)])))];
  const methods = [...kinds, ...(answer.against === "none" ? [] : ["ranking"])];
  return [
    [t("export.title"), title],
    [
      t("export.measure"),
      answer.found.map(({ measure, ref }) => (measure === null ? ref : speaker.measure(measure))).join("; "),
    ],
    [t("web:filter.period"), period],
    [t("web:filter.label"), question.where === undefined ? t("export.noFilter") : conditionText(question.where)],
    ...(question.groups === undefined
      ? []
      : [
          [t("groups.a"), conditionText(question.groups.a)],
          [t("groups.b"), conditionText(question.groups.b)],
        ]),
    [t("web:filter.compare"), t(`export.against-${answer.against}`)],
    [t("web:filter.weight"), t(question.weight ? "export.yes" : "export.no")],
    [t("export.asOf"), answer.asOf ?? ""],
    [t("export.made"), now.toISOString()],
    [t("export.left"), answer.found.reduce((sum, { truncated }) => sum + truncated, 0)],
    [t("export.falseFinds"), answer.falseDiscoveryRate],
    ...methods.flatMap((method) => [
      [t(`web:method.${method}.title`), t(`web:method.${method}.what`)],
      [t("web:chart.assumptions"), t(`web:method.${method}.assumes`)],
      [t("web:chart.source"), t(`web:method.${method}.source`)],
    ]),
  ];
}

/** The note that explains figures of this kind. */
export function methodOf(kind: string): string {
  if (kind === "nps" || kind === "enps") return "recommendation";
  return kind === "csat" || kind === "choice" ? "share" : "mean";
}

/** The condition as it is written in requests, so that it can be asked again. */
function conditionText(condition: Condition): string {
  return fieldsOf(condition).length === 0 ? "" : JSON.stringify(condition);
}
