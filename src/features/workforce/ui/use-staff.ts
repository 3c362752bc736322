import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import type { gapKinds, Staff } from "#feature/workforce/contract";
import { callOperation } from "#web/api/client.ts";

export type Gap = (typeof gapKinds)[number];

/** What the list is asked for. */
export interface StaffWanted {
  readonly search: string;
  readonly state: "active" | "left" | "all";
  readonly gap: Gap | null;
  /** Code of a unit; everybody there and below. */
  readonly unit: string | undefined;
}

/** Members of staff by name, page by page. */
export function useStaff({ search, state, gap, unit }: StaffWanted) {
  const words = search.trim();
  const filter = { ...(gap !== null && { gap }), ...(unit !== undefined && { unit }) };
  const query = { state, ...(words !== "" && { search: words }), ...filter };
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["workforce.listStaff", query],
    queryFn: ({ pageParam, signal }) =>
      callOperation("workforce.listStaff", { query: { ...query, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items: readonly Staff[] = data?.pages.flatMap((page) => page.items) ?? [];
  return {
    items,
    total: data?.pages[0]?.total,
    error,
    more: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined,
    isLoadingMore: isFetchingNextPage,
  };
}
