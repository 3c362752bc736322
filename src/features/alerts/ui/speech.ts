import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useNames } from "#web/format/names.ts";

import { kindOf, type Speech } from "../rules.ts";

/** The measures there are, by their refs. */
export function useMeasures(): ReadonlyMap<string, Measure> {
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  return useMemo(() => new Map((data?.items ?? []).map((measure) => [measure.ref, measure])), [data]);
}

/** How the screen speaks of what was found. */
export function useSpeech(): Speech {
  const { t, i18n } = useTranslation("alerts");
  const names = useNames();
  const measures = useMeasures();
  return useMemo(
    () => ({
      t: (key, params) => t(key, { ...params, interpolation: { escapeValue: false } }),
      language: i18n.language,
      measure: (ref) => {
        const title = measures.get(ref)?.title ?? "";
        if (title !== "") return title;
        return `${names.kind(kindOf(ref))} · ${names.programme(ref.split(":")[1] ?? "")}`;
      },
      value: (dimension, value, name) => names.value(dimension, value, name),
    }),
    [t, i18n.language, names, measures],
  );
}
