import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Measure, SliceRow } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { domainOf, Whisker } from "#web/design/Whisker.tsx";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useNames } from "#web/format/names.ts";

import classes from "./Results.module.css";
import { useSurveyFilter } from "./use-survey-filter.ts";

/** The leading figure by the language people answered in; nothing while there is one language. */
export function LanguageSplit({ measure, surveyId }: { measure: Measure; surveyId: string }) {
  const { t } = useTranslation("surveys");
  const names = useNames();
  const { filter, search } = useSurveyFilter(surveyId);
  const { compare: _, ...where } = filter;
  const { data } = useQuery({
    ...operationQuery("facts.slice", { body: { ...where, measure: measure.ref, by: ["language"], limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined || data.rows.length < 2) return null;

  const whole = data.total.figure.estimate?.value;
  const domain = domainOf(
    data.rows.flatMap(({ figure: { estimate } }) =>
      estimate === null ? [] : [estimate.interval.low, estimate.interval.high],
    ),
  );
  const columns: readonly Column<SliceRow>[] = [
    {
      key: "language",
      label: names.dimension("language"),
      width: "34%",
      render: ({ key: [language] }) => (
        <Link
          to="/answers"
          search={{ ...onlyFilter(narrowed(search, "language", language?.value ?? "")), measure: measure.ref }}
        >
          {names.value("language", language?.value ?? "", language?.name)}
        </Link>
      ),
    },
    {
      key: "picture",
      label: t("results.interval"),
      width: "26%",
      render: ({ figure: { estimate } }) =>
        estimate === null ? null : (
          <Whisker value={estimate.value} interval={estimate.interval} domain={domain} reference={whole} />
        ),
    },
    {
      key: "figure",
      label: names.measure(measure),
      render: ({ figure }) => <FigureView kind={measure.kind} figure={figure} />,
    },
  ];
  return (
    <section className={classes.result} data-whole>
      <header className={classes.head}>
        <h2>{t("results.byLanguage")}</h2>
        <p>{t("results.byLanguageText")}</p>
      </header>
      <DataTable
        caption={t("results.byLanguage")}
        columns={columns}
        rows={data.rows}
        rowKey={({ key }) => key[0]?.value ?? ""}
      />
    </section>
  );
}
