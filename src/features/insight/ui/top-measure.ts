import { useQuery } from "@tanstack/react-query";

import { settingsQuery } from "#web/api/queries.ts";

/** Reference of the one measure that leads the whole and every unit (R98); null where nobody has chosen one. */
export function useTopMeasure(): string | null {
  return useQuery(settingsQuery).data?.topMeasure ?? null;
}
