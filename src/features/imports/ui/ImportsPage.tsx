import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { DropFile } from "./DropFile.tsx";
import classes from "./Imports.module.css";
import { PastImports } from "./PastImports.tsx";
import { SavedProfiles } from "./SavedProfiles.tsx";

/** Where a file comes in, what came in before, and the profiles that describe such files. */
export function ImportsPage() {
  const { t } = useTranslation("imports");
  const { data, error, isLoading, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["imports.listImports", "pages"],
    queryFn: ({ pageParam, signal }) =>
      callOperation("imports.listImports", { query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((one) => one.state === "running") ? 2000 : false),
  });
  const imports = data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <>
      <PageHead title={t("web:nav.imports")} answer={t("lead")} />
      <div className={classes.page}>
        <DropFile />
        <ProblemNote error={error} />
        {isLoading ? <SkeletonList rows={3} height={48} /> : null}
        {imports.length > 0 ? (
          <section className={classes.section}>
            <h2>{t("past.title")}</h2>
            <PastImports imports={imports} />
            {hasNextPage ? (
              <Button variant="default" onClick={() => void fetchNextPage()}>
                {t("past.more")}
              </Button>
            ) : null}
          </section>
        ) : null}
        <SavedProfiles />
      </div>
    </>
  );
}
