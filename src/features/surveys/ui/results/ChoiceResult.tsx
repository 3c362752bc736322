import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Measure, SliceRow } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { Whisker } from "#web/design/Whisker.tsx";
import { formatCount } from "#web/format/number.ts";

import { OpenAnswers } from "./OpenAnswers.tsx";
import classes from "./Results.module.css";
import { useSurveyFilter } from "./use-survey-filter.ts";

/** One question with options: the share of those asked who chose each, with its interval. */
export function ChoiceResult({ measure, surveyId }: { measure: Measure; surveyId: string }) {
  const { t, i18n } = useTranslation("surveys");
  const { filter } = useSurveyFilter(surveyId);
  const { compare: _, ...where } = filter;
  const { data } = useQuery({
    ...operationQuery("facts.slice", { body: { ...where, measure: measure.ref, by: ["score"], limit: 200 } }),
    placeholderData: keepPreviousData,
  });
  const columns: readonly Column<SliceRow>[] = [
    { key: "option", label: t("results.option"), width: "34%", render: ({ key }) => key[0]?.name ?? "" },
    { key: "picture", label: t("results.interval"), width: "26%", render: (row) => <Interval row={row} /> },
    {
      key: "share",
      label: t("results.share"),
      render: (row) => <FigureView kind={measure.kind} figure={row.figure} />,
    },
  ];
  return (
    <section className={classes.result} data-whole>
      <header className={classes.head}>
        <h2>{measure.title}</h2>
        <p className="tabular">{`n ${formatCount(measure.n, i18n.language)}`}</p>
      </header>
      {data === undefined ? (
        <SkeletonList rows={3} height={32} />
      ) : (
        <DataTable
          caption={measure.title}
          columns={columns}
          rows={data.rows}
          rowKey={({ key }) => key[0]?.value ?? ""}
        />
      )}
      <OpenAnswers measure={measure} surveyId={surveyId} name={measure.title} />
    </section>
  );
}

function Interval({ row: { figure } }: { row: SliceRow }) {
  if (figure.estimate === null) return null;
  const { value, interval } = figure.estimate;
  return <Whisker value={value} interval={interval} domain={{ low: 0, high: 1 }} />;
}
