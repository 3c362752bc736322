import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Picture, ViewState } from "../contract.ts";
import { picturesFor, questionOf } from "../rules.ts";
import { stateOf } from "./state.ts";

/** A state with the picture that shows it. */
export interface Shown {
  readonly state: ViewState;
  readonly picture: Picture;
  /** The pictures that can show it, the most telling one first. */
  readonly pictures: readonly Picture[];
}

/** What the URL asks, the first measure standing in where it names none; undefined until the measures are known. */
export function useShown(): { readonly shown: Shown | undefined; readonly measures: readonly Measure[] | undefined } {
  const { search } = useFilter();
  const measures = useMeasures();
  const first = measures?.find(({ kind }) => kind !== "text" && kind !== "choice") ?? measures?.[0];
  const shown = useMemo(() => {
    const said = stateOf(search) ?? (first === undefined ? undefined : stateOf({ ...search, measure: first.ref }));
    return said === undefined ? undefined : shownAs(said);
  }, [search, first]);
  return { shown, measures };
}

/** The state with the picture it asks for, or the one that suits it best. */
export function shownAs(state: ViewState): Shown {
  const pictures = picturesFor(state);
  const picture = pictures.find((each) => each === state.picture) ?? pictures[0] ?? "table";
  return { state, picture, pictures };
}

/** What can be measured at all. */
export function useMeasures(): readonly Measure[] | undefined {
  return useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 }).data?.items;
}

/** The answer to a state. */
export function useAnswer(state: ViewState) {
  const { today } = useFilter();
  const body = questionOf(state, today);
  return useQuery({ ...operationQuery("explore.ask", { body }), placeholderData: keepPreviousData });
}
