import type { Condition } from "#kit/condition";

import type { OperationCall } from "../api/operations.ts";
import { periodOf } from "./periods.ts";
import type { AppSearch } from "./search.ts";

/** The filter as operations take it. */
export type Filter = NonNullable<OperationCall<"insight.readOverview">["body"]>;

/** What the URL says, as operations take it; `today` is the organisation's local day. */
export function filterOf(search: AppSearch, today: string): Filter {
  const period = daysOf(search, today);
  const where = conditionOf(search.where);
  const compare = period === undefined ? undefined : comparisonOf(search);
  return {
    ...(period === undefined ? {} : { period }),
    ...(where === undefined ? {} : { where }),
    ...(compare === undefined ? {} : { compare }),
    ...(search.weight === true ? { weight: true } : {}),
  };
}

function comparisonOf({ compare, since, until }: AppSearch): Filter["compare"] {
  if (compare !== "custom") return compare;
  return since === undefined || until === undefined || since > until ? undefined : { from: since, to: until };
}

/** First and last local day the filter spans; undefined is all time. */
export function daysOf(search: AppSearch, today: string): Filter["period"] {
  if (search.period === "custom") {
    return search.from === undefined || search.to === undefined ? undefined : { from: search.from, to: search.to };
  }
  return periodOf(search.period ?? "all", today);
}

/** The same filter with one value of one dimension chosen: what a number of a breakdown opens. */
export function narrowed(search: AppSearch, dimension: string, value: string): AppSearch {
  return { ...search, where: { ...search.where, [dimension]: [value] } };
}

/** Only what filters: period, comparison, weight and dimensions; what one page looks at stays behind. */
export function onlyFilter({ period, from, to, compare, since, until, weight, where }: AppSearch): AppSearch {
  return { period, from, to, compare, since, until, weight, where };
}

function conditionOf(where: AppSearch["where"]): Condition | undefined {
  const parts = Object.entries(where ?? {}).map(([field, values]): Condition => ({
    field,
    op: "in",
    value: values.map((value) => typed(field, value)),
  }));
  return parts.length < 2 ? parts[0] : { all: parts };
}

function typed(field: string, value: string): string | number {
  return ["weekday", "hour", "score"].includes(field) ? Number(value) : value;
}
