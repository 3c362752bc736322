import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import sections from "#web/design/Sections.module.css";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { PairReading } from "../../contract.ts";
import classes from "../Benchmarks.module.css";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { PairForm } from "./PairForm.tsx";
import { PairSection } from "./PairSection.tsx";

/** How far those inside and those outside see the same thing apart (R70, R69). */
export function PerceptionPage() {
  const { t } = useTranslation("benchmarks");
  const { filter } = useFilter();
  const mayWrite = useMay("weights.write");
  const [opened, setOpened] = useState<string>();
  const { period, where } = filter;
  const body = { period, where };
  const { data, error } = useQuery({
    ...operationQuery("benchmarks.readPairs", { body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const items = data?.items;
  const add = mayWrite ? (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setOpened("new")}>
      {t("perception.add")}
    </Button>
  ) : null;
  const edited = items?.find(({ id }) => id === opened);
  return (
    <>
      <PageHead title={t("perception.title")} answer={<Answer items={items} />} actions={add} />
      <BenchmarkTabs />
      <FilterBar comparable={false} />
      <ProblemNote error={error} />
      {items === undefined && error === null ? <SkeletonList rows={2} height={160} /> : null}
      {items?.length === 0 ? (
        <EmptyState title={t("perception.none")} text={t("perception.noneText")}>
          {add}
        </EmptyState>
      ) : null}
      <div className={sections.stack}>
        {items?.map((pair) => (
          <PairSection key={pair.id} pair={pair} question={body} onEdit={mayWrite ? setOpened : undefined} />
        ))}
        <p className={classes.quote}>{t("perception.claim")}</p>
      </div>
      {opened === undefined ? null : (
        <SidePanel title={edited?.wish.title ?? t("perception.add")} onClose={() => setOpened(undefined)}>
          <PairForm key={opened} pair={edited} onDone={() => setOpened(undefined)} />
        </SidePanel>
      )}
    </>
  );
}

/** The answer of the page in a sentence. */
function Answer({ items }: { items: readonly PairReading[] | undefined }) {
  const { t } = useTranslation("benchmarks");
  if (items === undefined) return " ";
  const gaps = items.flatMap((pair) => pair.gaps.map((gap) => ({ gap, pair })));
  if (gaps.length === 0) return t("perception.noGap");
  const clear = gaps.filter(({ gap }) => gap.clear);
  const widest = clear.toSorted((a, b) => Math.abs(b.gap.value) - Math.abs(a.gap.value))[0];
  if (widest === undefined) return t("perception.alike", { count: gaps.length });
  return t("perception.answer", {
    count: clear.length,
    all: gaps.length,
    title: widest.pair.wish.title,
    points: Math.round(Math.abs(widest.gap.value)),
  });
}
