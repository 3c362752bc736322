import { onlyFilter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";

import type { MapItem } from "../contract.ts";

/** The address of the answers that name a problem, under the filter of the page; options stand beside themes in one filter. */
export function answersOf(search: AppSearch, item: Pick<MapItem, "codes">, measure: string): AppSearch {
  const filter = onlyFilter(search);
  return { ...filter, compare: undefined, where: { ...filter.where, theme: [...item.codes] }, measure };
}

/** The same with one group of the scale. */
export function groupOf(search: AppSearch, group: "high" | "middle" | "low"): AppSearch {
  return { ...search, where: { ...search.where, group: [group] } };
}
