import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { Problem } from "./problem.ts";

/**
 * The cache of reads: a refusal is final, a lost connection is tried again. When a read says that the session is over,
 * `onSignedOut` is called; the first read of all is the router's to judge.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const queryCache = new QueryCache({
    onError: (error, query) => {
      if (error instanceof Problem && error.status === 401 && query.state.dataUpdatedAt > 0) onSignedOut();
    },
  });
  const mutationCache = new MutationCache({
    onError: (error) => {
      if (error instanceof Problem && error.code === "access.not_signed_in") onSignedOut();
    },
  });
  return new QueryClient({
    queryCache,
    mutationCache,
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        networkMode: "always",
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status > 0 && error.status < 500),
      },
      mutations: { networkMode: "always" },
    },
  });
}
