import { Button } from "@mantine/core";
import { IconFileImport, IconPlus, IconSettings } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import sections from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";

import type { Comparison } from "../../contract.ts";
import { standingOf } from "../../rules.ts";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { useWords } from "../use-benchmarks.ts";
import { ComparisonSection } from "./ComparisonSection.tsx";
import { HistorySection } from "./HistorySection.tsx";
import { WhichIsUs } from "./WhichIsUs.tsx";

/** How we stand among those whom customers could choose instead (R54). */
export function CompetitorsPage() {
  const { t } = useTranslation("benchmarks");
  const { filter } = useFilter();
  const { period, where } = filter;
  const body = { period, where };
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("benchmarks.compareScores", { body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isEmpty = data !== undefined && data.items.every(({ key }) => key === "own");
  return (
    <>
      <PageHead title={t("competitors.title")} answer={<Answer found={data} />} actions={<Actions />} />
      <BenchmarkTabs />
      <FilterBar comparable={false} />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <Skeleton height={320} /> : null}
      {isEmpty ? (
        <EmptyState title={t("competitors.none")} text={t("competitors.noneText")}>
          <Ways />
        </EmptyState>
      ) : null}
      {data === undefined || isEmpty ? null : (
        <div className={sections.stack} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          <WhichIsUs found={data} />
          <ComparisonSection found={data} question={body} />
          <HistorySection found={data} question={body} />
          <p className={sections.note}>{t("competitors.next")}</p>
        </div>
      )}
      <Outlet />
    </>
  );
}

function Answer({ found }: { found: Comparison | undefined }) {
  const words = useWords();
  return found === undefined ? " " : standingOf(found, words);
}

function Actions() {
  const { t } = useTranslation("benchmarks");
  return (
    <>
      <Ways />
      <PinButton kind="competitors" name={t("competitors.title")} />
    </>
  );
}

function Ways() {
  const { t } = useTranslation("benchmarks");
  const navigate = useNavigate();
  const mayWrite = useMay("weights.write");
  const { search } = useFilter();
  if (!mayWrite) return null;
  const go = (id: string) => void navigate({ to: "/competitors/$id", params: { id }, search, resetScroll: false });
  return (
    <>
      <Button leftSection={<IconPlus size={17} />} onClick={() => go("new")}>
        {t("competitors.add")}
      </Button>
      <Button variant="default" leftSection={<IconFileImport size={17} />} onClick={() => go("import")}>
        {t("import.open")}
      </Button>
      <Button variant="subtle" leftSection={<IconSettings size={17} />} onClick={() => go("settings")}>
        {t("settings.open")}
      </Button>
    </>
  );
}
