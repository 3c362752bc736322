import { Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

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
  const [unread, setUnread] = useState(false);
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage } = useNotices(unread);
  const mark = useMark();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const left = data?.pages[0]?.unread ?? 0;
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
        answer={data === undefined ? " " : left === 0 ? t("nothing") : t("answer", { count: left })}
        actions={
          <Button variant="default" disabled={left === 0 || mark.isPending} onClick={readAll}>
            {t("readAll")}
          </Button>
        }
      />
      <SegmentedControl
        aria-label={t("which")}
        data={["all", "unread"].map((value) => ({ value, label: t(`which-${value}`) }))}
        value={unread ? "unread" : "all"}
        onChange={(value) => setUnread(value === "unread")}
      />
      <ProblemNote error={error ?? mark.error} />
      {data === undefined && error === null ? <SkeletonList rows={4} height={64} /> : null}
      {data !== undefined && items.length === 0 ? <EmptyState title={t("empty")} text={t("emptyText")} /> : null}
      <ul className={classes.list}>
        {items.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onMark={(isRead) => mark.mutate({ ids: [notice.id], isRead })} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </>
  );
}

function useNotices(unread: boolean) {
  return useInfiniteQuery({
    queryKey: ["notices.listNotices", "pages", unread],
    queryFn: ({ pageParam, signal }) =>
      callOperation("notices.listNotices", { query: { unread: String(unread), cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

function useMark() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: { ids?: string[]; isRead: boolean }) => callOperation("notices.markRead", { body }),
    onSuccess: () => refresh("notices."),
  });
}
