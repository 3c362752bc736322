import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Pillars } from "../../contract.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { Tabs } from "../Tabs.tsx";
import { ConflictSection } from "./ConflictSection.tsx";
import { PairSection } from "./PairSection.tsx";

/** Measures of several programmes side by side (R6): what goes together, and where one rises while another falls. */
export function PillarsPage() {
  const { t } = useTranslation("drivers");
  const { filter } = useFilter();
  const { compare: _, ...body } = filter;
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("drivers.readPillars", { body }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={t("pillars.title")} answer={<Answer pillars={data} />} actions={<Tabs at="pillars" />} />
      <FilterBar comparable={false} />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={2} height={180} /> : null}
      {data === undefined ? null : (
        <div className={classes.sections} data-old={isPlaceholderData}>
          {data.measures.length < 2 ? (
            <EmptyState title={t("pillars.empty")} text={t("pillars.emptyText")} />
          ) : (
            <>
              <ConflictSection pillars={data} />
              <PairSection pillars={data} />
            </>
          )}
          {data.hidden > 0 ? <p className={classes.soft}>{t("pillars.hidden", { count: data.hidden })}</p> : null}
        </div>
      )}
    </>
  );
}

function Answer({ pillars }: { pillars: Pillars | undefined }) {
  const { t } = useDriverWords();
  if (pillars === undefined || pillars.measures.length < 2) return " ";
  const clear = pillars.pairs.filter(({ within, between }) => within?.clear === true || between?.clear === true).length;
  const { length } = pillars.conflicts;
  const conflicts = length === 0 ? t("pillars.noConflicts") : t("pillars.conflicts", { count: length });
  return `${conflicts} ${t("pillars.linked", { count: clear, total: pillars.pairs.length })}`;
}
