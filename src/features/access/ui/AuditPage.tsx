import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { AuditEntry } from "#feature/access/contract";
import { callOperation } from "#web/api/client.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import classes from "./Access.module.css";
import { ChainState } from "./ChainState.tsx";
import { auditFilter, type AuditSearch } from "./searches.ts";

/** What people and keys changed, newest first: whether the trail is whole, search, the file. */
export function AuditPage() {
  const { t } = useTranslation("access");
  const search: AuditSearch = useSearch({ strict: false });
  const filter = auditFilter(search);
  const file = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  return (
    <section className={classes.page}>
      <h2>{t("audit.title")}</h2>
      <ChainState />
      <Filters search={search} />
      <Entries filter={filter} />
      <div>
        <Button component="a" variant="default" href={`/api/v1/audit/export.csv?${file.toString()}`} download>
          {t("audit.export")}
        </Button>
      </div>
    </section>
  );
}

function Filters({ search }: { readonly search: AuditSearch }) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const change = (part: AuditSearch) => void navigate({ to: ".", search: { ...search, ...part }, replace: true });
  return (
    <div className={classes.filters} role="search">
      <TextInput
        label={t("audit.text")}
        value={search.text ?? ""}
        onChange={(event) => change({ text: event.target.value || undefined })}
      />
      <TextInput
        label={t("audit.slice")}
        placeholder="surveys.published"
        value={search.action ?? ""}
        onChange={(event) => change({ action: event.target.value || undefined })}
      />
      {(["from", "to"] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`audit.${end}`)}
          value={search[end] ?? ""}
          onChange={(event) => change({ [end]: event.target.value || undefined })}
        />
      ))}
    </div>
  );
}

function Entries({ filter }: { readonly filter: AuditSearch }) {
  const { t } = useTranslation("access");
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ["access.listAudit", filter],
    queryFn: ({ pageParam, signal }) =>
      callOperation("access.listAudit", { query: { ...filter, cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = useColumns();
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={8} height={36} /> : null}
      {data !== undefined && entries.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? "audit.notFound" : "audit.none")}
          text={t(isFiltered ? "audit.notFoundText" : "audit.noneText")}
        />
      ) : null}
      {entries.length > 0 ? (
        <DataTable caption={t("audit.title")} rows={entries} rowKey={({ id }) => id} columns={columns} />
      ) : null}
      {hasNextPage ? (
        <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t("audit.older")}
        </Button>
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const { t, i18n } = useTranslation("access");
  return [
    {
      key: "at",
      label: t("audit.at"),
      render: ({ at }) => (
        <span className="tabular" style={{ whiteSpace: "nowrap" }}>
          {formatInstant(at, i18n.language)}
        </span>
      ),
    },
    {
      key: "who",
      label: t("audit.who"),
      render: ({ actorName, actorKind, actingFor }) => (
        <>
          {actorName || t(`actor.${actorKind}`)}
          {actingFor.length === 0 ? null : (
            <span className={classes.quiet}> · {t("audit.actingFor", { names: actingFor.join(", ") })}</span>
          )}
        </>
      ),
    },
    { key: "action", label: t("audit.action"), render: ({ action }) => t(`deed.${action}`, { defaultValue: action }) },
    {
      key: "subject",
      label: t("audit.subject"),
      render: ({ subjectKind, subjectId }) => (
        <span title={subjectId}>{t(`subject.${subjectKind}`, { defaultValue: subjectKind })}</span>
      ),
    },
  ];
}
