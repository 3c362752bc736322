import { useQueries, useQuery } from "@tanstack/react-query";

import type { Figure, MeasureKind } from "#feature/facts/contract";
import type { Survey } from "#feature/surveys/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";

/** The figure that stands for a survey in a list. */
export interface SurveyFigure {
  readonly kind: MeasureKind;
  readonly figure: Figure;
}

/** Which measure stands for a survey, the first that it has. */
const telling = ["nps", "enps", "csat", "ces", "rating", "gap"] as const;

/**
 * The main figure of each survey, over all time. One question to the facts for each kind and programme there is, whatever
 * the number of surveys.
 */
export function useSurveyFigures(
  surveys: readonly Pick<Survey, "id" | "answers">[],
): ReadonlyMap<string, SurveyFigure> {
  const may = useMay("insight.read");
  const isAnyAnswered = surveys.some(({ answers }) => answers > 0);
  const { data } = useQuery({
    ...operationQuery("facts.listMeasures", { body: {} }),
    enabled: may && isAnyAnswered,
    staleTime: 60_000,
  });
  const measures = (data?.items ?? [])
    .filter(({ surveyId, kind }) => surveyId === null && (telling as readonly string[]).includes(kind))
    .toSorted((one, other) => rankOf(one.kind) - rankOf(other.kind));

  const slices = useQueries({
    queries: measures.map(({ ref }) => ({
      ...operationQuery("facts.slice", { body: { measure: ref, by: ["survey"], limit: 1000 } }),
      staleTime: 60_000,
    })),
  });

  const figures = new Map<string, SurveyFigure>();
  measures.forEach(({ kind }, index) => {
    for (const { key, figure } of slices[index]?.data?.rows ?? []) {
      const id = key[0]?.value ?? "";
      if (!figures.has(id)) figures.set(id, { kind, figure });
    }
  });
  return figures;
}

function rankOf(kind: MeasureKind): number {
  return (telling as readonly string[]).indexOf(kind);
}
