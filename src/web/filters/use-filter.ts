import { useNavigate, useSearch } from "@tanstack/react-router";
import { useContext, useMemo } from "react";

import { useSettings } from "../api/queries.ts";
import { FilterScope } from "./filter-scope.ts";
import { filterOf, type Filter } from "./filter.ts";
import { todayIn } from "./periods.ts";
import type { AppSearch } from "./search.ts";

/** The filter in the URL: what it says, what it means for operations, and how to change it. */
export interface FilterState {
  readonly search: AppSearch;
  readonly filter: Filter;
  readonly today: string;
  /** Changes some of the URL's values and stays on the page; `replace` leaves no step for the back button. */
  readonly change: (next: Partial<AppSearch>, options?: { replace?: boolean }) => void;
}

/** The filter of the page one is on; within a card of a dashboard that of the card. */
export function useFilter(): FilterState {
  const place = useContext(FilterScope);
  const address: AppSearch = useSearch({ strict: false });
  const search = place?.search ?? address;
  const navigate = useNavigate();
  const zone = useSettings()?.timeZone ?? "UTC";
  const today = currentDay(zone);
  const filter = useMemo(() => filterOf(search, today), [search, today]);
  return {
    search,
    filter,
    today,
    change: (next, { replace = false } = {}) =>
      void navigate({
        to: place?.page ?? ".",
        search: (now: AppSearch) => ({ ...(place?.search ?? now), ...next }),
        replace,
        resetScroll: false,
      } as Parameters<typeof navigate>[0]),
  };
}

function currentDay(zone: string): string {
  return todayIn(zone, new Date());
}
