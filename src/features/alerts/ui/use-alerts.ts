import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Alert } from "#feature/alerts/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

/** Which alerts are listed. */
export const shownStates = ["open", "acknowledged", "dismissed", "all"] as const;
export type ShownState = (typeof shownStates)[number];

/** Alerts page by page, newest first. */
export function useAlerts(state: ShownState) {
  const { data, error, isLoading, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["alerts.listAlerts", "pages", state],
    queryFn: ({ pageParam, signal }) =>
      callOperation("alerts.listAlerts", {
        query: { state, limit: 30, ...(pageParam === "" ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const [first] = data?.pages ?? [];
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    counts: first === undefined ? undefined : { open: first.open, new: first.new },
    lookedAt: first?.lookedAt ?? null,
    error,
    isLoading,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    isLoadingMore: isFetchingNextPage,
  };
}

/** Says what becomes of an alert, with the way back. */
export function useAlertDeeds() {
  const { t } = useTranslation("alerts");
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, state, note }: { id: string; state: "seen" | "acknowledged" | "dismissed"; note: string }) =>
      callOperation("alerts.setAlertState", { params: { id }, body: { state, note } }),
    onSuccess: () => refresh("alerts."),
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  const set = (alert: Alert, state: "acknowledged" | "dismissed", note = alert.note) => {
    mutate({ id: alert.id, state, note });
    toast(t(`done.${state}`), { undo: () => mutate({ id: alert.id, state: "seen", note: alert.note }) });
  };
  const reopen = (alert: Alert) => mutate({ id: alert.id, state: "seen", note: alert.note });
  return { set, reopen, isPending };
}
