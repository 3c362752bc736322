import { recordAudit, requirePermission } from "#feature/access";
import type { OperationInput } from "#kit/operation";
import type { Call } from "#platform/http/route";
import { tableResponse } from "#platform/http/table-file";

import type { samplingOperations } from "../contract.ts";
import {
  planTable,
  representativenessTable,
  scoreTable,
  thresholdTable,
  weightsTable,
  type Table,
  type Words,
} from "../rules.ts";
import { readThreshold } from "./outcomes.ts";
import { planQuota } from "./planning.ts";
import { readRepresentativeness } from "./representativeness.ts";
import { mergeScores } from "./score.ts";
import { previewScheme } from "./weighing.ts";
import { wordsIn } from "./words.ts";

type Asked = OperationInput<(typeof samplingOperations)["export"]>["body"];

/**
 * One of the slice's answers as a file, asked by the same viewer, so that a file never says more than the page; a second
 * sheet says how it was computed. @throws Refusal as the question
 */
export async function exportAnswer(
  call: Pick<Call, "stores" | "viewer" | "language">,
  { body }: { readonly body: Asked },
): Promise<Response> {
  requirePermission(call.viewer, "insight.read");
  const t = wordsIn(call.language);
  const table = await tableOf(call, body.question, t);
  const { about } = body.question;
  await call.stores.postgres.transaction((tx) =>
    recordAudit(tx, call.viewer, {
      action: "sampling.exported",
      subjectKind: "sampling",
      subjectId: about,
      details: { format: body.format, rows: table.rows.length },
    }),
  );
  const method = methodRows(about, t, call.stores.clock.now());
  const sheetNames = [t("table.sheet"), t("table.method")] as const;
  return tableResponse({ ...table, method, sheetNames }, about, body.format);
}

async function tableOf(call: Pick<Call, "stores" | "viewer">, question: Asked["question"], t: Words): Promise<Table> {
  switch (question.about) {
    case "representativeness":
      return representativenessTable(await readRepresentativeness(call, question.ask), t);
    case "weights":
      return weightsTable(await previewScheme(call, question.ask), t);
    case "plan":
      return planTable(await planQuota(call, question.ask), t);
    case "threshold":
      return thresholdTable(await readThreshold(call, question.ask), t);
    case "score":
      return scoreTable(await mergeScores(call, question.ask), t);
  }
}

const methodOf = {
  representativeness: "representativeness",
  weights: "raking",
  plan: "quota",
  threshold: "threshold",
  score: "pooling",
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
