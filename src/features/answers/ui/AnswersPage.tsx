import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { formatCount } from "#web/format/number.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import { AnswerList } from "./AnswerList.tsx";
import { AnswerTools } from "./AnswerTools.tsx";
import { useAnswers } from "./use-answers.ts";

/** The answers behind every number: found by words, filter and measure; one in full beside the list. */
export function AnswersPage() {
  const { t, i18n } = useTranslation("answers");
  const { items, total, isAnyHidden, error, isLoading, more, isLoadingMore } = useAnswers();
  const step = useStep(items.map(({ id }) => id));
  usePageKeys([
    { key: "j", label: t("keys.next"), run: () => step(1) },
    { key: "k", label: t("keys.previous"), run: () => step(-1) },
  ]);

  return (
    <>
      <PageHead
        title={t("title")}
        answer={total === undefined ? " " : t("found", { count: total, n: formatCount(total, i18n.language) })}
        actions={<AnswerTools total={total ?? 0} />}
      />
      <FilterBar comparable={false} />
      <ProblemNote error={error} />
      {isAnyHidden ? <p style={{ color: "var(--ink-2)", marginBottom: "var(--space-3)" }}>{t("hidden")}</p> : null}
      {isLoading ? <SkeletonList rows={6} height={92} /> : null}
      {total === 0 ? <EmptyState title={t("none")} text={t("noneText")} /> : null}
      <AnswerList items={items} onEnd={more} isLoadingMore={isLoadingMore} />
      <Outlet />
    </>
  );
}

/** Goes to the answer before or after the open one. */
function useStep(ids: readonly string[]): (by: number) => void {
  const navigate = useNavigate();
  const search: AppSearch = useSearch({ strict: false });
  const { id } = useParams({ strict: false });
  return (by) => {
    const at = id === undefined ? (by > 0 ? -1 : 0) : ids.indexOf(id);
    const next = ids[at + by];
    if (next !== undefined) void navigate({ to: "/answers/$id", params: { id: next }, search, resetScroll: false });
  };
}
