import { useMutation, useQuery } from "@tanstack/react-query";

import type { Sample } from "#feature/sample/contract";

import { callOperation } from "../api/client.ts";
import { operationQuery, useRefresh } from "../api/queries.ts";

/** How the sample company stands, asked again every second while something is under way. */
export function useSample() {
  return useQuery({
    ...operationQuery("sample.readSample"),
    staleTime: 30_000,
    refetchInterval: ({ state }) => (isBusy(state.data) ? 1000 : false),
  });
}

/** The tour of whoever is signed in. */
export function useTraining(isWanted: boolean) {
  return useQuery({ ...operationQuery("sample.readTraining"), enabled: isWanted, staleTime: 10_000 });
}

type Deed = "sample.loadSample" | "sample.cancelSample" | "sample.removeSample";

/** Loads, stops or removes; then everything on the screen is asked for anew. */
export function useDeed(deed: Deed) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => (deed === "sample.loadSample" ? callOperation(deed, { body: {} }) : callOperation(deed)),
    onSuccess: () => refresh("sample.", "insight.", "surveys.", "organisation."),
  });
}

function isBusy(sample: Sample | undefined): boolean {
  return sample?.state === "loading" || sample?.state === "removing";
}
