import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import type { Response } from "#feature/answers/contract";
import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import type { Filter } from "#web/filters/filter.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { useFilter } from "#web/filters/use-filter.ts";

export type AnswerQuery = NonNullable<OperationCall<"answers.listResponses">["body"]>;

interface Answers {
  readonly items: readonly Response[];
  readonly total: number | undefined;
  /** Some are kept back so that nobody can be told from the rest. */
  readonly isAnyHidden: boolean;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly more: () => void;
  readonly isLoadingMore: boolean;
}

/** The answers that the URL asks for, newest first, page by page. */
export function useAnswers(): Answers {
  const { search, filter } = useFilter();
  const asked = answerQueryOf(search, filter);
  const { data, error, isPending, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["answers.listResponses", asked],
    queryFn: ({ pageParam, signal }) =>
      callOperation("answers.listResponses", {
        body: { ...asked, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    total: data?.pages[0]?.total,
    isAnyHidden: data?.pages.some(({ isAnyHidden }) => isAnyHidden === true) ?? false,
    error,
    isLoading: isPending,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    isLoadingMore: isFetchingNextPage,
  };
}

/** What the URL says, as the list of answers takes it. */
export function answerQueryOf(search: AppSearch, { period, where }: Filter): AnswerQuery {
  return {
    ...(period === undefined ? {} : { from: period.from, to: period.to }),
    ...(where === undefined ? {} : { where }),
    ...(search.q === undefined ? {} : { search: search.q }),
    ...(search.measure === undefined ? {} : { measure: search.measure }),
    ...(search.comments === true ? { withText: true } : {}),
  };
}
