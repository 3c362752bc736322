import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Measure, MeasureKind } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapQueryInput, PainMap, Side } from "../contract.ts";

const kindsFirst: readonly MeasureKind[] = ["nps", "csat", "ces", "rating"];
const programmesFirst = ["relational", "transactional", "product", "review", "competitor"];

/** The measures a map can be drawn from, the one that speaks for the whole first. */
export function useMapMeasures(): readonly Measure[] | undefined {
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  return data?.items
    .filter(({ kind, programme }) => kindsFirst.includes(kind) && programme !== "employee")
    .toSorted((a, b) => weightOf(a) - weightOf(b) || b.n - a.n);
}

function weightOf({ kind, programme, surveyId }: Measure): number {
  const place = programmesFirst.indexOf(programme);
  return kindsFirst.indexOf(kind) * 10 + (place < 0 ? 9 : place) + (surveyId === null ? 0 : 100);
}

/** What the address asks: measure, filter and side; undefined until it is known what can be measured. */
export function useMapQuery(): {
  readonly query: MapQueryInput | undefined;
  readonly measures: readonly Measure[] | undefined;
} {
  const { filter, search } = useFilter();
  const measures = useMapMeasures();
  const measure = search.measure ?? measures?.[0]?.ref;
  return { query: measure === undefined ? undefined : { ...filter, measure, side: sideOf(search.side) }, measures };
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
