import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";

const useful = ["unit", "touchpoint", "stage", "channel", "product", "segment", "function", "journey", "language"];
const never: ReadonlySet<string> = new Set([
  "group",
  "score",
  "question",
  "weekday",
  "hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "programme",
  "import",
]);

/** Dimensions worth comparing groups of, the usual ones first, then the organisation's own attributes. */
export function useBreakdowns(): readonly string[] {
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const rank = (dimension: string): number => {
    const at = useful.indexOf(dimension);
    return at === -1 ? useful.length : at;
  };
  return (data?.items ?? [])
    .filter(({ dimension, values }) => !never.has(dimension) && values > 1 && values <= 500)
    .map(({ dimension }): string => dimension)
    .sort((a, b) => rank(a) - rank(b));
}
