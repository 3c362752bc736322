import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";

import type { ScoreAnswer } from "../../contract.ts";
import { MeasureSelect } from "../MeasureSelect.tsx";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { useMeasures } from "../use-sampling.ts";
import { Forest } from "./Forest.tsx";
import { Shares } from "./Shares.tsx";

type Body = NonNullable<OperationCall<"sampling.mergeScores">["body"]>;
const splits = ["survey", "month", "quarter", "year"] as const;

/** Waves and surveys of one measure as one score, with how much they differ beyond chance. */
export function ScorePage() {
  const { t } = useTranslation("sampling");
  const { measures, measure, choose } = useMeasures();
  if (measures !== undefined && measure === undefined) {
    return (
      <>
        <PageHead title={t("score.title")} />
        <SamplingTabs />
        <EmptyState title={t("noMeasure.title")} text={t("noMeasure.text")} />
      </>
    );
  }
  if (measures === undefined || measure === undefined) {
    return (
      <>
        <PageHead title={t("score.title")} answer=" " />
        <SamplingTabs />
        <Skeleton height={320} />
      </>
    );
  }
  return <Score measures={measures} measure={measure} onChoose={choose} />;
}

function Score({
  measures,
  measure,
  onChoose,
}: {
  measures: readonly Measure[];
  measure: Measure;
  onChoose: (ref: string) => void;
}) {
  const { t } = useTranslation("sampling");
  const { filter } = useFilter();
  const [split, setSplit] = useState<(typeof splits)[number]>("quarter");
  const [by, setBy] = useState<"precision" | "shares">("precision");
  const [shares, setShares] = useState<Readonly<Record<string, number>>>({});
  const { period, where, weight } = filter;
  const body: Body = {
    measures: [measure.ref],
    split,
    by,
    shares: by === "shares" ? shares : {},
    period,
    where,
    weight,
  };
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("sampling.mergeScores", { body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <>
      <PageHead title={t("score.title")} answer={<ScoreVerdict found={data} measure={measure} />} />
      <SamplingTabs />
      <FilterBar comparable={false} weighted={measure.weighted} />
      <div className={classes.controls}>
        <MeasureSelect measures={measures} measure={measure} onChoose={onChoose} />
        <NativeSelect
          label={t("score.split")}
          value={split}
          onChange={(event) => {
            setSplit(event.target.value as typeof split);
            setShares({});
          }}
          data={splits.map((value) => ({ value, label: t(`split.${value}`) }))}
        />
        <NativeSelect
          label={t("score.by")}
          value={by}
          onChange={(event) => setBy(event.target.value as typeof by)}
          data={[
            { value: "precision", label: t("score.precision") },
            { value: "shares", label: t("score.shares") },
          ]}
        />
      </div>
      <ProblemNote error={error} />
      {data === undefined ? (
        error === null ? (
          <Skeleton height={320} />
        ) : null
      ) : (
        <div className={classes.stack} style={{ opacity: isPlaceholderData ? 0.6 : 1, marginTop: "var(--space-4)" }}>
          {by === "shares" ? <Shares parts={data.parts} split={split} shares={shares} onChange={setShares} /> : null}
          <Forest found={data} measure={measure} split={split} question={body} />
        </div>
      )}
    </>
  );
}

function ScoreVerdict({ found, measure }: { found: ScoreAnswer | undefined; measure: Measure }) {
  const { t, i18n } = useTranslation("sampling");
  const text = useFigureText();
  const names = useNames();
  if (found === undefined) return " ";
  if (found.pooled === null) return t("score.none");
  const { value, interval, n } = found.pooled;
  return t("score.answer", {
    measure: names.measure(measure),
    value: text.value(measure.kind, value, interval),
    interval: text.interval(measure.kind, interval),
    n: formatCount(n, i18n.language),
    count: found.parts.filter(({ isLeftOut }) => !isLeftOut).length,
  });
}
