import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useNames, type Names } from "#web/format/names.ts";

import { changeWords, titleOf, type ChangeWords } from "../rules/telling/words.ts";

/** Measures that have a mean, so that a change of it can be explained; undefined while they are asked for. */
export function useMeasures(): readonly Measure[] | undefined {
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  return useMemo(() => data?.items.filter(({ kind }) => kind !== "choice" && kind !== "text"), [data]);
}

/** Words for changes in the language of the screen. */
export function useChangeWords(): ChangeWords {
  const { t, i18n } = useTranslation("changes");
  const names = useNames();
  const measures = useMeasures();
  return useMemo(
    () =>
      changeWords((key, params) => t(key, params ?? {}), i18n.language, {
        measure: (ref) => measureName(ref, measures, names),
        dimension: names.dimension,
        value: names.value,
      }),
    [t, i18n.language, names, measures],
  );
}

/** There is a recommendation score of each programme: which one it is belongs to its name. */
function measureName(ref: string, measures: readonly Measure[] | undefined, names: Names): string {
  const title = titleOf(ref, measures ?? []);
  if (title !== "") return title;
  const [kind = "", programme = ""] = ref.split(":");
  return `${names.kind(kind as Measure["kind"])} · ${names.programme(programme)}`;
}
