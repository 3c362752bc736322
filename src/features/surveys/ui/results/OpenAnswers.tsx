import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { onlyFilter } from "#web/filters/filter.ts";

import classes from "./Results.module.css";
import { useSurveyFilter } from "./use-survey-filter.ts";

interface OpenAnswersProps {
  readonly measure: Measure;
  readonly surveyId: string;
  /** What the figure is of, for those who hear the link alone. */
  readonly name: string;
}

/** The way from a number to the answers behind it. */
export function OpenAnswers({ measure, surveyId, name }: OpenAnswersProps) {
  const { t } = useTranslation("surveys");
  const { search } = useSurveyFilter(surveyId);
  const comments = measure.kind === "text" ? ({ comments: true } as const) : {};
  return (
    <Link className={classes.open} to="/answers" search={{ ...onlyFilter(search), measure: measure.ref, ...comments }}>
      {t(measure.kind === "text" ? "results.readComments" : "results.open")}
      <span className="unseen">: {name}</span>
    </Link>
  );
}
