import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Overview } from "#feature/insight/contract";
import { operationQuery } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { PinButton } from "#web/pins/PinButton.tsx";
import { AttentionLine } from "#web/shell/AttentionLine.tsx";

import { Freshness } from "./Freshness.tsx";
import { headlineOf } from "./headline.ts";
import { detailId } from "./MeasureCard.tsx";
import { MeasureDetail } from "./MeasureDetail.tsx";
import { MeasureGroups } from "./MeasureGroups.tsx";
import { NoAnswers } from "./NoAnswers.tsx";
import { useSentence } from "./sentence.ts";
import { useTopMeasure } from "./top-measure.ts";

/** How the organisation stands: the answer in a sentence, every measure with its certainty, one of them in full. */
export function OverviewPage() {
  const { t } = useTranslation("insight");
  const { filter } = useFilter();
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("insight.readOverview", { body: filter }),
    placeholderData: keepPreviousData,
  });

  if (data !== undefined && data.items.length === 0 && Object.keys(filter).length === 0) return <NoAnswers />;
  if (data !== undefined) return <LoadedOverview overview={data} isOld={isPlaceholderData} />;
  return (
    <>
      <PageHead title={t("title")} answer=" " />
      <FilterBar />
      <ProblemNote error={error} />
      {error === null ? <SkeletonList rows={3} height={148} /> : null}
    </>
  );
}

function LoadedOverview({ overview, isOld }: { overview: Overview; isOld: boolean }) {
  const { t } = useTranslation("insight");
  const { search } = useFilter();
  const sentence = useSentence();
  const top = useTopMeasure();
  const { items, asOf, lagSeconds } = overview;
  const chosen = headlineOf(items, search.measure, top);
  return (
    <>
      <PageHead
        title={t("title")}
        answer={chosen === undefined ? t("headline.nothing") : sentence(chosen)}
        actions={<PinButton kind="overview" name={t("title")} />}
      />
      <AttentionLine />
      <FilterBar weighted={items.some(({ measure }) => measure.weighted)} />
      <div style={{ opacity: isOld ? 0.6 : 1, transition: "opacity var(--quick)" }}>
        <MeasureGroups items={items} chosen={chosen?.measure.ref} />
        <div id={detailId}>
          {chosen === undefined ? null : <MeasureDetail key={chosen.measure.ref} item={chosen} />}
        </div>
      </div>
      <Freshness asOf={asOf} lagSeconds={lagSeconds} />
    </>
  );
}
