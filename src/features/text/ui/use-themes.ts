import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";

import type { Codebook, CodingState, Quality, Theme } from "../contract.ts";

/** The codebook; undefined while it is on its way. */
export function useThemes(): {
  readonly themes: readonly Theme[] | undefined;
  readonly codebook: Codebook | undefined;
  readonly error: unknown;
} {
  const { data, error } = useQuery({ ...operationQuery("text.listThemes"), staleTime: 10_000 });
  return { themes: data?.items, codebook: data?.codebook, error };
}

/** How far coding is; asked again every second while something runs. */
export function useCodingState(): CodingState | undefined {
  return useQuery({
    ...operationQuery("text.readState"),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.recoding !== null || data.isTraining || data.waiting > 0) ? 1000 : false,
  }).data;
}

/** How well comments are coded. */
export function useQuality(): Quality | undefined {
  return useQuery({ ...operationQuery("text.readQuality"), staleTime: 30_000 }).data;
}
