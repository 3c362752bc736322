import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapQueryInput, PainMap, Side } from "../contract.ts";
import { mappable } from "../rules.ts";

/** The measures a map can be drawn from, the one that speaks for the whole first. */
export function useMapMeasures(): readonly Measure[] | undefined {
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  return data === undefined ? undefined : mappable(data.items);
}

/** What the address asks: measure, filter and side (or a fixed one); undefined until it is known what can be measured. */
export function useMapQuery(fixed?: Side): {
  readonly query: MapQueryInput | undefined;
  readonly measures: readonly Measure[] | undefined;
} {
  const { filter, search } = useFilter();
  const measures = useMapMeasures();
  const measure = search.measure ?? measures?.[0]?.ref;
  return {
    query: measure === undefined ? undefined : { ...filter, measure, side: fixed ?? sideOf(search.side) },
    measures,
  };
}

/** Pain unless the address says praise. */
export function sideOf(side: string | undefined): Side {
  return side === "praise" ? "praise" : "pain";
}

/** The map of what the address asks; the old one stays until the new one is there. */
export function usePainMap(query: MapQueryInput | undefined): {
  readonly map: PainMap | undefined;
  readonly error: Error | null;
  readonly isOld: boolean;
} {
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("problems.painMap", query === undefined ? {} : { body: query }),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
  return { map: data, error, isOld: isPlaceholderData };
}
