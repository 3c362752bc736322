import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";
import { tableResponse } from "#platform/http/table-file";

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
  const sheetNames = [t("table.sheet"), t("table.method")] as const;
  return tableResponse({ ...table, method, sheetNames }, about, body.format);
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
