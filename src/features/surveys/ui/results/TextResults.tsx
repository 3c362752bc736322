import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { formatCount } from "#web/format/number.ts";

import { OpenAnswers } from "./OpenAnswers.tsx";
import classes from "./Results.module.css";

/** The open questions: how many wrote something, and the way to their words. */
export function TextResults({ measures, surveyId }: { measures: readonly Measure[]; surveyId: string }) {
  const { t, i18n } = useTranslation("surveys");
  if (measures.length === 0) return null;
  const columns: readonly Column<Measure>[] = [
    { key: "question", label: t("words.question"), render: ({ title }) => title },
    { key: "n", label: t("results.comments"), numeric: true, render: ({ n }) => formatCount(n, i18n.language) },
    {
      key: "open",
      label: t("list.answers"),
      numeric: true,
      render: (measure) => <OpenAnswers measure={measure} surveyId={surveyId} name={measure.title} />,
    },
  ];
  return (
    <section className={classes.result} data-whole>
      <header className={classes.head}>
        <h2>{t("results.comments")}</h2>
      </header>
      <DataTable caption={t("results.comments")} columns={columns} rows={measures} rowKey={({ ref }) => ref} />
    </section>
  );
}
