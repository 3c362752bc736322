import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { Problem } from "#web/api/problem.ts";
import { operationQuery } from "#web/api/queries.ts";
import { download } from "#web/design/download.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Population } from "../contract.ts";
import type { Words } from "../rules.ts";

/** Populations there are; undefined while they are on their way. */
export function usePopulations(): readonly Population[] | undefined {
  return useQuery(operationQuery("sampling.listPopulations")).data?.items;
}

/** Kinds of measures that stand on a scale. */
const scaled: ReadonlySet<string> = new Set(["nps", "csat", "ces", "rating"]);

/** Measures that can be looked at here, and the one in the URL, else the first recommendation. */
export function useMeasures(): {
  readonly measures: readonly Measure[] | undefined;
  readonly measure: Measure | undefined;
  readonly choose: (ref: string) => void;
} {
  const { search, change } = useFilter();
  const { data } = useQuery(operationQuery("facts.listMeasures", { body: {} }));
  const measures = data?.items.filter(({ kind, programme }) => scaled.has(kind) && programme !== "employee");
  const first = measures?.find(({ ref }) => ref === "nps:relational") ?? measures?.find(({ kind }) => kind === "nps");
  const measure = measures?.find(({ ref }) => ref === search.measure) ?? first ?? measures?.[0];
  return { measures, measure, choose: (ref) => change({ measure: ref }) };
}

type Question = NonNullable<OperationCall<"sampling.export">["body"]>["question"];

/** Fetches an answer as a file made by the server; says so when that fails. */
export function takeAlong(question: Question, format: "csv" | "xlsx"): void {
  const [method, path] = endpoints["sampling.export"];
  const fetched = send(path, { method: method.toUpperCase(), body: JSON.stringify({ question, format }) });
  void fetched
    .then(async (response) => download(`${question.about}.${format}`, await response.blob()))
    .catch((error: unknown) => toast(error instanceof Problem ? error.message : String(error), { tone: "problem" }));
}

/** The same answer as CSV and as a workbook, for the menu of a picture. */
export function filesOf(question: Question): { label: string; save: () => void }[] {
  return (["csv", "xlsx"] as const).map((format) => ({
    label: format.toUpperCase(),
    save: () => takeAlong(question, format),
  }));
}

/** The words of this part, as rules and files take them. */
export function useWords(): Words {
  const { t } = useTranslation("sampling");
  return useCallback((key, params) => t(key, params ?? {}), [t]);
}
