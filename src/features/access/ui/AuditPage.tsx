import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AuditEntry } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

/** What people and keys changed, newest first. */
export function AuditPage() {
  const { t, i18n } = useTranslation("access");
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ["access.listAudit"],
    queryFn: ({ pageParam, signal }) =>
      callOperation("access.listAudit", { query: { cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: readonly Column<AuditEntry>[] = [
    {
      key: "at",
      label: t("audit.at"),
      render: ({ at }) => (
        <span className="tabular" style={{ whiteSpace: "nowrap" }}>
          {formatInstant(at, i18n.language)}
        </span>
      ),
    },
    { key: "who", label: t("audit.who"), render: ({ actorName, actorKind }) => actorName || t(`actor.${actorKind}`) },
    { key: "action", label: t("audit.action"), render: ({ action }) => t(`deed.${action}`, { defaultValue: action }) },
    {
      key: "subject",
      label: t("audit.subject"),
      render: ({ subjectKind, subjectId }) => (
        <span title={subjectId}>{t(`subject.${subjectKind}`, { defaultValue: subjectKind })}</span>
      ),
    },
  ];

  return (
    <section style={{ display: "grid", gap: "var(--space-3)" }}>
      <h2>{t("audit.title")}</h2>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={8} height={36} /> : null}
      {data !== undefined && entries.length === 0 ? (
        <EmptyState title={t("audit.none")} text={t("audit.noneText")} />
      ) : (
        <DataTable caption={t("audit.title")} rows={entries} rowKey={({ id }) => id} columns={columns} />
      )}
      {hasNextPage ? (
        <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t("audit.older")}
        </Button>
      ) : null}
    </section>
  );
}
