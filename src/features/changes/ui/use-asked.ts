import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { operationQuery } from "#web/api/queries.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { ChangeQuery } from "../contract.ts";
import { beforeOf, wantedOf, type Wanted } from "../rules/telling/asked.ts";

/** What the address asks, as the page understands it. */
export function useWanted(): Wanted {
  const { filter, search } = useFilter();
  const { measure, a, b, by, dimensions } = search;
  return useMemo(() => wantedOf({ ...filter, measure, a, b, by, dimensions }), [filter, measure, a, b, by, dimensions]);
}

/** The explanation of one comparison. */
export function useExplanation(query: ChangeQuery) {
  return useQuery({ ...operationQuery("changes.explain", { body: query }), placeholderData: keepPreviousData });
}

/** Which measures changed most, under the filter of the page. */
export function useSuggestions() {
  const { filter } = useFilter();
  const { period, where, weight } = filter;
  const before = period === undefined ? null : beforeOf(filter, period);
  const body = {
    ...(period === undefined ? {} : { period }),
    ...(before === null ? {} : { before }),
    ...(where === undefined ? {} : { where }),
    ...(weight === true ? { weight } : {}),
  };
  return useQuery({ ...operationQuery("changes.suggest", { body }), placeholderData: keepPreviousData });
}

/** The address with the two sides swapped: the earlier days become those looked at, or the groups change places. */
export function swapped(search: AppSearch, { a, b }: ChangeQuery): Partial<AppSearch> {
  if (search.a !== undefined && search.b !== undefined) return { a: search.b, b: search.a };
  if (a.period === undefined || b.period === undefined) return {};
  return {
    period: "custom",
    from: a.period.from,
    to: a.period.to,
    compare: "custom",
    since: b.period.from,
    until: b.period.to,
  };
}
