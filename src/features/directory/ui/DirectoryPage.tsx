import { Button, SegmentedControl } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { directoryKinds, permissionOf } from "#feature/directory/contract";
import { callOperation } from "#web/api/client.ts";
import { useMe } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";

import classes from "./Directory.module.css";
import { DropFile } from "./DropFile.tsx";
import { PastFiles } from "./PastFiles.tsx";

/** Where a file of units, staff or persons comes in, and those that came in before. */
export function DirectoryPage() {
  const { t, i18n } = useTranslation("directory");
  const me = useMe();
  const { by }: AppSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const kinds = directoryKinds.filter((kind) => me?.permissions.includes(permissionOf[kind]));
  const kind = kinds.find((one) => one === by) ?? kinds[0];
  const choose = (next: string) => void navigate({ to: ".", search: { by: next }, replace: true } as never);

  return (
    <>
      <PageHead title={t("title")} answer={t("lead")} />
      {kind === undefined ? (
        <EmptyState title={t("mayNot")} text={t("mayNotText")} />
      ) : (
        <div className={classes.page}>
          <div className={classes.kinds}>
            <SegmentedControl
              aria-label={t("kind")}
              data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              value={kind}
              onChange={choose}
            />
            <Button
              variant="subtle"
              component="a"
              href={`/api/v1/directory/templates/${kind}?lang=${i18n.language}`}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t("template")}
            </Button>
          </div>
          <p className={classes.note}>{t(`about.${kind}`)}</p>
          <DropFile key={kind} kind={kind} />
          <History />
        </div>
      )}
    </>
  );
}

function History() {
  const { t } = useTranslation("directory");
  const { data, error, isLoading, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["directory.listImports", "pages"],
    queryFn: ({ pageParam, signal }) =>
      callOperation("directory.listImports", { query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((one) => one.state === "running") ? 2000 : false),
  });
  const files = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.section}>
      <h2>{t("past")}</h2>
      <ProblemNote error={error} />
      {isLoading ? <SkeletonList rows={3} height={48} /> : null}
      {files.length > 0 ? <PastFiles files={files} /> : null}
      {!isLoading && files.length === 0 && error === null ? <p className={classes.note}>{t("past.none")}</p> : null}
      {hasNextPage ? (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t("past.more")}
        </Button>
      ) : null}
    </section>
  );
}
