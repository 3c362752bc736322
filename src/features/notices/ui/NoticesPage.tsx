import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Notice } from "#feature/notices/contract";
import { callOperation } from "#web/api/client.ts";
import { useRefresh } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { toast } from "#web/shell/toasts.ts";

import { NoticeLine } from "./NoticeLine.tsx";
import classes from "./Notices.module.css";

/** What one should know, newest first: opening one reads it. */
export function NoticesPage() {
  const { t } = useTranslation("notices");
  const [isUnread, setUnread] = useState(false);
  const { items, unread, error, more, isLoadingMore } = useNotices(isUnread);
  const mark = useMark();
  const readAll = () => {
    const ids = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
    mark.mutate(
      { isRead: true },
      { onSuccess: () => toast(t("allRead"), { undo: () => mark.mutate({ ids, isRead: false }) }) },
    );
  };

  return (
    <>
      <PageHead
        title={t("title")}
        answer={unread === undefined ? " " : unread === 0 ? t("nothing") : t("answer", { count: unread })}
        actions={
          <Button variant="default" disabled={!unread || mark.isPending} onClick={readAll}>
            {t("readAll")}
          </Button>
        }
      />
      <SegmentedControl
        aria-label={t("which")}
        data={["all", "unread"].map((value) => ({ value, label: t(`which-${value}`) }))}
        value={isUnread ? "unread" : "all"}
        onChange={(value) => setUnread(value === "unread")}
      />
      <ProblemNote error={error ?? mark.error} />
      {unread === undefined && error === null ? <SkeletonList rows={4} height={64} /> : null}
      {unread === undefined ? null : (
        <Lines items={items} onMark={(id, isRead) => mark.mutate({ ids: [id], isRead })} />
      )}
      {more === undefined ? null : (
        <Button variant="subtle" loading={isLoadingMore} onClick={more}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

interface LinesProps {
  readonly items: readonly Notice[];
  readonly onMark: (id: string, isRead: boolean) => void;
}

function Lines({ items, onMark }: LinesProps) {
  const { t } = useTranslation("notices");
  if (items.length === 0) return <EmptyState title={t("empty")} text={t("emptyText")} />;
  return (
    <ul className={classes.list}>
      {items.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onMark={(isRead) => onMark(notice.id, isRead)} />
      ))}
    </ul>
  );
}

function useNotices(isUnread: boolean) {
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["notices.listNotices", "pages", isUnread],
    queryFn: ({ pageParam, signal }) =>
      callOperation("notices.listNotices", {
        query: { unread: String(isUnread), cursor: pageParam, limit: 30 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return {
    items: data?.pages.flatMap((page) => page.items) ?? [],
    unread: data?.pages[0]?.unread,
    error,
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    isLoadingMore: isFetchingNextPage,
  };
}

function useMark() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { ids?: string[]; isRead: boolean }) => callOperation("notices.markRead", { body }),
    onSuccess: () => refresh("notices."),
  });
}
