import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import type { Preview, Profile } from "#feature/imports/contract";
import { callOperation } from "#web/api/client.ts";

/** A preview as far as it is there. */
export interface PreviewState {
  readonly data: Preview | undefined;
  readonly error: Error | null;
  /** Whether `data` is of the profile as it now stands; otherwise a newer one is on its way. */
  readonly isCurrent: boolean;
  /** False while the profile maps nothing that could be imported. */
  readonly isPossible: boolean;
}

/** What the profile would do with the file, asked for again a moment after each change. */
export function usePreview(id: string, profile: Profile): PreviewState {
  const [settled] = useDebouncedValue(profile, 500);
  const isPossible = profile.scores.length + profile.comments.length > 0;
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["imports.preview", id, settled],
    queryFn: ({ signal }) => callOperation("imports.preview", { params: { id }, body: { profile: settled }, signal }),
    enabled: settled.scores.length + settled.comments.length > 0,
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const isCurrent = settled === profile && !isPlaceholderData && data !== undefined;
  return isPossible
    ? { data, error, isCurrent, isPossible }
    : { data: undefined, error: null, isCurrent: false, isPossible };
}
