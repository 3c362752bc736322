import { createContext } from "react";

import type { AppSearch } from "./search.ts";

/** A page inside another one, such as a card of a dashboard: where it is at home, and what its own address would ask. */
export interface FilterPlace {
  readonly page: string;
  readonly search: AppSearch;
}

/** Within it, the filter is that of the place and not of the address; changing it goes to the page itself. */
export const FilterScope = createContext<FilterPlace | null>(null);
