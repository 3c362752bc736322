import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { FilterBar } from "#web/filters/FilterBar.tsx";

import { useSurvey } from "../useSurvey.ts";
import { usePublished } from "../words/usePublished.ts";
import { ChoiceResult } from "./ChoiceResult.tsx";
import { LanguageSplit } from "./LanguageSplit.tsx";
import { MeasureResult } from "./MeasureResult.tsx";
import { inSurveyOrder, questionOfMeasure } from "./measures.ts";
import classes from "./Results.module.css";
import { useSurveyFilter } from "./useSurveyFilter.ts";

/** What the answers to a survey say, question by question, with its certainty. */
export function ResultsPage() {
  const { t } = useTranslation("surveys");
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.answers > 0) return <Results survey={survey} />;
  return (
    <EmptyState title={t("results.none")} text={t("results.noneText")}>
      {survey.publishedVersion === null ? (
        <Button component={Link} to={`/surveys/${survey.id}`}>
          {t("share.toWords")}
        </Button>
      ) : (
        <Button component={Link} to={`/surveys/${survey.id}/share`}>
          {t("results.toShare")}
        </Button>
      )}
    </EmptyState>
  );
}

function Results({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const { filter, search } = useSurveyFilter(survey.id);
  const published = usePublished(survey);
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("insight.readOverview", { body: filter }),
    placeholderData: keepPreviousData,
  });
  const definition = published?.definition ?? survey.draft;
  const items = inSurveyOrder(data?.items ?? [], definition);
  const leading = items.find(({ measure }) => measure.kind !== "choice" && measure.kind !== "text");
  return (
    <>
      <FilterBar />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={3} height={120} /> : null}
      {data !== undefined && items.length === 0 ? <p className={classes.nothing}>{t("results.nothing")}</p> : null}
      <div className={classes.results} data-old={isPlaceholderData}>
        {items.map((item) =>
          item.measure.kind === "choice" ? (
            <ChoiceResult key={item.measure.ref} item={item} surveyId={survey.id} />
          ) : (
            <MeasureResult
              key={item.measure.ref}
              item={item}
              surveyId={survey.id}
              question={questionOfMeasure(item.measure, definition)}
            />
          ),
        )}
        {leading === undefined ? null : <LanguageSplit measure={leading.measure} surveyId={survey.id} />}
      </div>
      {data === undefined ? null : (
        <p className={classes.ways}>
          <Link to="/" search={{ ...onlyFilter(search), measure: leading?.measure.ref }}>
            {t("results.overview")}
          </Link>
          <Link to="/answers" search={onlyFilter(search)}>
            {t("results.answers")}
          </Link>
        </p>
      )}
    </>
  );
}
