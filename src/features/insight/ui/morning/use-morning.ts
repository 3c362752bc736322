import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { operationQuery, useMay, useSettings } from "#web/api/queries.ts";
import { addDays, periodOf, todayIn } from "#web/filters/periods.ts";

/** How many answers to read first are shown. */
export const mostToRead = 8;

/** What came in since yesterday, what of it is low, how the month stands and which units stand out. */
export function useMorning() {
  const zone = useSettings()?.timeZone ?? "UTC";
  const today = todayIn(zone, new Date());
  const from = addDays(today, -1);
  const month = { period: periodOf("last-30", today), compare: "previous" as const };
  const mayCount = useMay("insight.read");

  const all = useQuery({
    ...operationQuery("answers.listResponses", { body: { from, limit: 1 } }),
    placeholderData: keepPreviousData,
  });
  const low = useQuery({
    ...operationQuery("answers.listResponses", {
      body: {
        from: addDays(today, -6),
        where: { field: "group", op: "in", value: ["low"] },
        withText: true,
        limit: mostToRead,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const lowSince = useQuery({
    ...operationQuery("answers.listResponses", {
      body: { from, where: { field: "group", op: "in", value: ["low"] }, limit: 1 },
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
