import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

/** Topics of both ends of the score, as the filter of this place asks. */
export function useTopics() {
  const { filter, search } = useFilter();
  const { compare: _, ...body } = filter;
  return useQuery({
    ...operationQuery("drivers.readTopics", { body: { ...body, measure: search.measure } }),
    placeholderData: keepPreviousData,
  });
}
