import { PassThrough, Readable } from "node:stream";

import { recordAudit, requirePermission } from "#feature/access";
import { readSettings } from "#feature/organisation";
import { csvLine, csvMark } from "#kit/csv";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import { mostRows, type Answer, type exploreOperations, type Question } from "../contract.ts";
import { ask } from "./ask.ts";
import { headOf, rowsOf } from "./export-rows.ts";
import { methodRows, writeWorkbook } from "./export-workbook.ts";
import { speakerOf, type Speaker } from "./words.ts";

/** Something to take along: the answer with the words around it. */
export interface Taken {
  readonly question: Question;
  readonly answer: Answer;
  readonly title: string;
  readonly speaker: Speaker;
  readonly now: Date;
}

/**
 * The answer to a question as a file. It is asked through `ask` by the same viewer, so that a file never says more than
 * the page. Rows are written as they are read by the other side.
 * @throws Refusal as `ask`
 */
export async function exportAnswer(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: OperationInput<(typeof exploreOperations)["export"]>,
): Promise<Response> {
  const { stores, viewer, language } = call;
  requirePermission(viewer, "insight.read");
  const question: Question = { ...body.question, top: Math.max(body.question.top, mostRows) };
  const [answer, settings] = await Promise.all([ask(call, question), stores.postgres.read(readSettings)]);
  const rows = answer.found.reduce((sum, found) => sum + found.rows.length, 0);
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, {
      action: "explore.exported",
      subjectKind: "question",
      subjectId: question.measures[0] ?? "",
      details: { format: body.format, rows },
    }),
  );
  const speaker = speakerOf(language, settings);
  return fileOf(body.format, { question, answer, title: body.title, speaker, now: stores.clock.now() });
}

function fileOf(format: "csv" | "xlsx" | "json", taken: Taken): Response {
  if (format === "json") {
    const { question, answer } = taken;
    return answerOf(JSON.stringify({ question, ...answer }), "application/json", taken, format);
  }
  if (format === "csv") {
    return answerOf(
      Readable.toWeb(Readable.from(csvLines(taken)).map((line: string) => Buffer.from(line))) as ReadableStream,
      "text/csv; charset=utf-8",
      taken,
      format,
    );
  }
  const through = new PassThrough();
  writeWorkbook(taken, through).catch((error: unknown) => through.destroy(error instanceof Error ? error : undefined));
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return answerOf(Readable.toWeb(through) as ReadableStream, type, taken, format);
}

function* csvLines(taken: Taken): Generator<Buffer> {
  yield Buffer.from(csvMark + csvLine(headOf(taken)));
  for (const row of rowsOf(taken)) yield Buffer.from(csvLine(row));
  yield Buffer.from(csvLine([]));
  for (const row of methodRows(taken)) yield Buffer.from(csvLine(row));
}

function answerOf(body: string | ReadableStream, type: string, { title, now }: Taken, format: string): Response {
  const name =
    title
      .toLocaleLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 60) || "holos";
  const plain = name.replaceAll(/[^\w-]/g, "_");
  const file = `${name}-${now.toISOString().slice(0, 10)}.${format}`;
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${plain}.${format}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      "cache-control": "no-store",
    },
  });
}
