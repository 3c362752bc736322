import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Measure, MeasureKind } from "#feature/facts/contract";
import type { Definition } from "#feature/surveys/contract";
import { operationQuery } from "#web/api/queries.ts";

import { inSurveyOrder, type Counted, type Item } from "./measures.ts";
import { useSurveyFilter } from "./use-survey-filter.ts";

interface Results {
  /** Every question with figures or options that has answers, as the survey asks them. */
  readonly items: readonly (Item | Counted)[];
  /** The open questions that have comments. */
  readonly texts: readonly Measure[];
  /** The figure that stands for the survey. */
  readonly leading: Item | undefined;
  readonly error: Error | null;
  /** `old`: still those of the filter before. */
  readonly state: "loading" | "old" | "ready";
}

/** What a survey's answers say under the filter bar: figures, and questions that are counted. */
export function useResults(surveyId: string, definition: Definition): Results {
  const { filter } = useSurveyFilter(surveyId);
  const { period, where } = filter;
  const figures = useQuery({
    ...operationQuery("insight.readOverview", { body: filter }),
    placeholderData: keepPreviousData,
  });
  const measures = useQuery({
    ...operationQuery("facts.listMeasures", { body: { period, where } }),
    placeholderData: keepPreviousData,
  });

  const scored = figures.data?.items ?? [];
  const ofKind = (kind: MeasureKind) =>
    (measures.data?.items ?? []).filter((measure) => measure.kind === kind).map((measure) => ({ measure }));
  const error = figures.error ?? measures.error;
  return {
    items: inSurveyOrder<Item | Counted>([...scored, ...ofKind("choice")], definition),
    texts: inSurveyOrder(ofKind("text"), definition).map(({ measure }) => measure),
    leading: scored[0],
    error,
    state: figures.isPlaceholderData ? "old" : figures.data === undefined && error === null ? "loading" : "ready",
  };
}
