import { keepPreviousData, useQuery } from "@tanstack/react-query";

import type { Condition } from "#kit/condition";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { addDays, periodOf } from "#web/filters/periods.ts";
import { useFilter } from "#web/filters/use-filter.ts";

/** How many answers to read first are shown. */
export const mostToRead = 8;

/** What colleagues say in staff surveys has its own place: nobody calls them back. */
const ofCustomers: Condition = { field: "programme", op: "nin", value: ["employee"] };
const lowOfCustomers: Condition = { all: [{ field: "group", op: "in", value: ["low"] }, ofCustomers] };

/** What came in since yesterday, what of it is low, how the month stands and which units stand out. */
export function useMorning() {
  const { today } = useFilter();
  const from = addDays(today, -1);
  const month = { period: periodOf("last-30", today), compare: "previous" as const };
  const mayCount = useMay("insight.read");

  const all = useQuery({
    ...operationQuery("answers.listResponses", { body: { from, where: ofCustomers, limit: 1 } }),
    placeholderData: keepPreviousData,
  });
  const low = useQuery({
    ...operationQuery("answers.listResponses", {
      body: {
        from: addDays(today, -6),
        where: lowOfCustomers,
        withText: true,
        limit: mostToRead,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const lowSince = useQuery({
    ...operationQuery("answers.listResponses", {
      body: { from, where: lowOfCustomers, limit: 1 },
    }),
    placeholderData: keepPreviousData,
  });
  const overview = useQuery({
    ...operationQuery("insight.readOverview", { body: month }),
    placeholderData: keepPreviousData,
    enabled: mayCount,
  });
  return { all, low, lowSince, overview, month, mayCount };
}
