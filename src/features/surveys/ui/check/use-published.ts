import { useQuery } from "@tanstack/react-query";

import type { Survey, SurveyVersion } from "#feature/surveys/contract";
import { operationQuery } from "#web/api/queries.ts";

/** The version of a survey that is answered now; undefined while there is none, or it is on its way. */
export function usePublished({ id, publishedVersion }: Survey): SurveyVersion | undefined {
  const version = publishedVersion ?? 0;
  const { data } = useQuery({
    ...operationQuery("surveys.readVersion", { params: { id, version } }),
    enabled: publishedVersion !== null,
    staleTime: Infinity,
  });
  return data;
}
