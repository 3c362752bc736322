import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";

import { OpenAnswers } from "./OpenAnswers.tsx";
import classes from "./Results.module.css";

/** One open question: how many wrote something, and the way to their words. */
export function TextResult({ measure, surveyId }: { measure: Measure; surveyId: string }) {
  const { t } = useTranslation("surveys");
  return (
    <section className={classes.result} data-whole>
      <header className={classes.head}>
        <h2>{measure.title}</h2>
        <p className="tabular">{t("results.comments", { count: measure.n })}</p>
      </header>
      <OpenAnswers measure={measure} surveyId={surveyId} name={measure.title} />
    </section>
  );
}
