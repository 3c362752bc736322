import { useMemo } from "react";

import { filterOf, type Filter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";

/** The filter bar's filter, narrowed to one survey: as operations take it, and as links to other pages carry it. */
export function useSurveyFilter(surveyId: string): { readonly filter: Filter; readonly search: AppSearch } {
  const { search, today } = useFilter();
  return useMemo(() => {
    const narrowed: AppSearch = { ...search, where: { ...search.where, survey: [surveyId] } };
    return { filter: filterOf(narrowed, today), search: narrowed };
  }, [search, today, surveyId]);
}
