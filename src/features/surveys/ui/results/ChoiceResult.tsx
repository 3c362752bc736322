import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Figure, Measure, SliceRow } from "#feature/facts/contract";
import type { Question } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { operationQuery } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { Whisker } from "#web/design/Whisker.tsx";
import { formatCount } from "#web/format/number.ts";

import { OpenAnswers } from "./OpenAnswers.tsx";
import classes from "./Results.module.css";
import { useSurveyFilter } from "./use-survey-filter.ts";

interface ChoiceResultProps {
  readonly measure: Measure;
  readonly surveyId: string;
  readonly question: Question | undefined;
}

const perCent = { low: 0, high: 100 } as const;

/** One question with options: the share of those asked who chose each, with its interval. */
export function ChoiceResult({ measure, surveyId, question }: ChoiceResultProps) {
  const { t } = useTranslation("surveys");
  const { filter } = useSurveyFilter(surveyId);
  const { compare: _, ...where } = filter;
  const { data } = useQuery({
    ...operationQuery("facts.slice", { body: { ...where, measure: measure.ref, by: ["score"], limit: 200 } }),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(question);
  return (
    <section className={classes.result} data-whole>
      <header className={classes.head}>
        <h2>{measure.title}</h2>
        <p>{t(question?.kind === "multiple" ? "results.ofSeveral" : "results.ofOne")}</p>
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

function useColumns(question: Question | undefined): readonly Column<SliceRow>[] {
  const { t, i18n } = useTranslation("surveys");
  return [
    {
      key: "option",
      label: t("results.option"),
      width: "34%",
      render: ({ key: [option] }) => labelOf(question, option?.value ?? "", i18n.language) ?? option?.name,
    },
    {
      key: "picture",
      label: t("results.interval"),
      width: "26%",
      render: ({ figure: { estimate } }) =>
        estimate === null ? null : <Whisker value={estimate.value} interval={estimate.interval} domain={perCent} />,
    },
    {
      key: "share",
      label: t("results.share"),
      // A share is written as that of the satisfied is: in whole per cent.
      render: ({ figure }) => <FigureView kind="csat" figure={ofAsked(figure)} />,
    },
    {
      key: "chosen",
      label: t("results.chosen"),
      numeric: true,
      render: ({ figure: { n } }) => (n === null ? "" : formatCount(n, i18n.language)),
    },
  ];
}

/** The n of a share is the number of those asked, not of those who chose it. */
function ofAsked(figure: Figure): Figure {
  return figure.estimate === null ? figure : { ...figure, n: Math.round(figure.estimate.n) };
}

function labelOf(question: Question | undefined, key: string, language: string): string | undefined {
  if (question === undefined || !("options" in question)) return undefined;
  return textIn(question.options.find((option) => option.key === key)?.label, language) || undefined;
}
