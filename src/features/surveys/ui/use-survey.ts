import { queryOptions, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";

/** The survey with this id, cached like any read of it. */
export function surveyQuery(id: string) {
  return queryOptions({
    queryKey: ["surveys.readSurvey", { params: { id } }],
    queryFn: ({ signal }) => callOperation("surveys.readSurvey", { params: { id }, signal }),
  });
}

/** The survey of the page one is on; undefined until it is there. */
export function useSurvey(): { readonly survey: Survey | undefined; readonly error: Error | null } {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  const { data, error } = useQuery(surveyQuery(id));
  return { survey: data, error };
}

/** The survey of the page one is on, when it was built here; imported ones have nothing to build. */
export function useBuilt(): Survey | undefined {
  const { survey } = useSurvey();
  return survey?.origin === "built" ? survey : undefined;
}
