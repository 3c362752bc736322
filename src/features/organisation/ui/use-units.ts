import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { operationQuery } from "#web/api/queries.ts";

import { modelOf } from "./units-model.ts";

/** The tree of units that the viewer sees, today or as it was on another day. */
export function useUnits(asOf?: string) {
  const { data, error } = useQuery({
    ...operationQuery("organisation.readTree", asOf === undefined ? {} : { query: { asOf } }),
    staleTime: 30_000,
  });
  const model = useMemo(() => (data === undefined ? undefined : modelOf(data)), [data]);
  return { tree: data, model, error };
}
