import { useMutation, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { send } from "#web/api/client.ts";
import { endpoints } from "#web/api/endpoints.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { download } from "#web/design/download.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { useNames } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import type { Words } from "../rules.ts";

type Question = NonNullable<OperationCall<"benchmarks.export">["body"]>["question"];

/** The same answer as CSV and as a workbook, for the menu of a picture. */
export function useFiles(question: Question): { label: string; save: () => void }[] {
  const { t } = useTranslation("web");
  return (["csv", "xlsx"] as const).map((format) => ({
    label: format.toUpperCase(),
    save: () =>
      void takeAlong(question, format).catch((error: unknown) => toast(wordsOf(error, t), { tone: "problem" })),
  }));
}

async function takeAlong(question: Question, format: "csv" | "xlsx"): Promise<void> {
  const [method, path] = endpoints["benchmarks.export"];
  const response = await send(path, { method: method.toUpperCase(), body: JSON.stringify({ question, format }) });
  download(`${question.about}.${format}`, await response.blob());
}

/** The words of this part, as rules and files take them. */
export function useWords(): Words {
  const { t } = useTranslation("benchmarks");
  return useCallback((key, params) => t(key, params ?? {}), [t]);
}

/** Measures that can be looked at, of these kinds, and how each is called; undefined while they are on their way. */
export function useMeasures(kinds: readonly Measure["kind"][]): {
  readonly measures: readonly Measure[] | undefined;
  readonly label: (measure: Measure) => string;
} {
  const names = useNames();
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  return {
    measures: data?.items.filter(({ kind }) => kinds.includes(kind)),
    label: (measure) =>
      [names.measure(measure), names.programme(measure.programme), measure.surveyName].filter(Boolean).join(" · "),
  };
}

/** Something done with a message and the way back. */
export function useDeed<Input>(deed: {
  readonly run: (input: Input) => Promise<unknown>;
  readonly done?: string;
  readonly undo?: (input: Input) => Promise<unknown>;
}): (input: Input) => void {
  const { t } = useTranslation("web");
  const refresh = useRefresh();
  const onError = (error: unknown) => toast(wordsOf(error, t), { tone: "problem" });
  const back = useMutation({
    mutationFn: (input: Input) => deed.undo?.(input) ?? Promise.resolve(),
    onSuccess: () => refresh("benchmarks."),
    onError,
  });
  const there = useMutation({
    mutationFn: deed.run,
    onSuccess: (_, input) => {
      if (deed.done !== undefined) toast(deed.done, deed.undo === undefined ? {} : { undo: () => back.mutate(input) });
      return refresh("benchmarks.");
    },
    onError,
  });
  return (input) => there.mutate(input);
}
