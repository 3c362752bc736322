import { PassThrough, Readable } from "node:stream";

import { recordAudit, requirePermission } from "#feature/access";
import { csvLine, csvMark } from "#kit/csv";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { PainMap, problemsOperations } from "../contract.ts";
import { askedRows, headOf, methodRows, rowOf } from "../rules.ts";
import { pdfOf } from "./export-pdf.ts";
import { slidesOf } from "./export-slides.ts";
import { writeMapWorkbook } from "./export-workbook.ts";
import { filterWords } from "./filter-words.ts";
import { readPainMap } from "./pain-map.ts";
import { speakerOf, type Speaker } from "./words.ts";

/** A map on its way into a file. */
export interface Taken {
  readonly map: PainMap;
  readonly title: string;
  /** In words; empty: none. */
  readonly filter: string;
  readonly speaker: Speaker;
  readonly now: Date;
}

/**
 * The map as a file with its method. It is read by the same viewer, so that a file never says more than the page.
 * @throws Refusal as `readPainMap`
 */
export async function exportMap(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: OperationInput<(typeof problemsOperations)["exportMap"]>,
): Promise<Response> {
  const { stores, viewer, language } = call;
  requirePermission(viewer, "insight.read");
  const map = await readPainMap(call, body.query);
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, {
      action: "problems.exported",
      subjectKind: "pain-map",
      subjectId: map.query.measure,
      details: { format: body.format, problems: map.items.length },
    }),
  );
  const speaker = speakerOf(language);
  const title = body.title === "" ? speaker.t(`title.${map.query.side}`) : body.title;
  const filter = await filterWords(map.query.where, call, speaker);
  const taken = { map, title, filter, speaker, now: stores.clock.now() };
  switch (body.format) {
    case "csv":
      return fileOf([...csvLines(taken)].join(""), "text/csv; charset=utf-8", taken, "csv");
    case "xlsx": {
      const through = new PassThrough();
      writeMapWorkbook(taken, through).catch((error: unknown) =>
        through.destroy(error instanceof Error ? error : undefined),
      );
      const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      return fileOf(Readable.toWeb(through) as ReadableStream, type, taken, "xlsx");
    }
    case "pdf":
      return fileOf(new Uint8Array(await pdfOf(taken)), "application/pdf", taken, "pdf");
    case "pptx": {
      const type = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
      return fileOf(new Uint8Array(await slidesOf(taken)), type, taken, "pptx");
    }
  }
}

function* csvLines({ map, title, filter, speaker: { t, language }, now }: Taken): Generator<string> {
  yield csvMark + csvLine(headOf(map, t));
  for (const item of map.items) yield csvLine(rowOf(item, t));
  yield csvLine([]);
  for (const row of [...askedRows(map, t, { title, filter }), ...methodRows(map, t, { now, language })])
    yield csvLine(row);
}

function fileOf(
  body: string | ReadableStream | Uint8Array<ArrayBuffer>,
  type: string,
  { title, now }: Taken,
  format: string,
): Response {
  const name =
    title
      .toLocaleLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 60) || "holos";
  const file = `${name}-${now.toISOString().slice(0, 10)}.${format}`;
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="holos.${format}"; filename*=UTF-8''${encodeURIComponent(file)}`,
      "cache-control": "no-store",
    },
  });
}
