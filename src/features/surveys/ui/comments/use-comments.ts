import { useMutation, useQuery } from "@tanstack/react-query";

import type { Comment } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";

/** A comment with the answers to it. */
export interface Thread {
  readonly first: Comment;
  readonly answers: readonly Comment[];
}

/** Every comment on a survey, oldest first; undefined until they are there. */
export function useComments(surveyId: string): {
  readonly comments: readonly Comment[] | undefined;
  readonly error: Error | null;
} {
  const { data, error } = useQuery({
    ...operationQuery("surveys.listComments", { params: { id: surveyId }, query: { limit: 500 } }),
    staleTime: 15_000,
    refetchInterval: 60_000,
  });
  return { comments: data?.items, error };
}

/** How many threads are open at each question. */
export function useOpenComments(surveyId: string): ReadonlyMap<string, number> {
  const { comments = [] } = useComments(surveyId);
  const open = comments.filter(
    ({ parent, isResolved, question }) => parent === null && !isResolved && question !== null,
  );
  return new Map(
    [...Map.groupBy(open, ({ question }) => question ?? "")].map(([question, threads]) => [question, threads.length]),
  );
}

/** Comments gathered into threads, newest thread first. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  return comments
    .filter(({ parent }) => parent === null)
    .map((first) => ({ first, answers: comments.filter(({ parent }) => parent === first.id) }))
    .toReversed();
}

/** What can be done with comments; each reads the list anew. */
export function useCommentActions(surveyId: string) {
  const refresh = useRefresh();
  const onSuccess = () => refresh("surveys.listComments");
  const params = { id: surveyId };
  const add = useMutation({
    mutationFn: (body: {
      readonly id: string;
      readonly text: string;
      readonly question: string | null;
      readonly parent: string | null;
      readonly mentions: string[];
    }) => callOperation("surveys.addComment", { params, body }),
    onSuccess,
  });
  const resolve = useMutation({
    mutationFn: ({ comment, resolved }: { comment: string; resolved: boolean }) =>
      callOperation("surveys.setCommentResolved", { params: { ...params, comment }, body: { resolved } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (comment: string) => callOperation("surveys.deleteComment", { params: { ...params, comment } }),
    onSuccess,
  });
  return { add, resolve, remove, error: add.error ?? resolve.error ?? remove.error };
}
