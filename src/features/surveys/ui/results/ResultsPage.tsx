import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Definition, Survey } from "#feature/surveys/contract";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { FilterBar } from "#web/filters/FilterBar.tsx";

import { usePublished } from "../check/use-published.ts";
import { useSurvey } from "../use-survey.ts";
import { ChoiceResult } from "./ChoiceResult.tsx";
import { LanguageSplit } from "./LanguageSplit.tsx";
import { MeasureResult } from "./MeasureResult.tsx";
import { questionOfMeasure, type Counted, type Item } from "./measures.ts";
import classes from "./Results.module.css";
import { TextResults } from "./TextResults.tsx";
import { useResults } from "./use-results.ts";
import { useSurveyFilter } from "./use-survey-filter.ts";

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
  const definition = usePublished(survey)?.definition ?? survey.draft;
  const { items, texts, leading, error, state } = useResults(survey.id, definition);
  return (
    <>
      <FilterBar without={["survey"]} />
      <ProblemNote error={error} />
      {state === "loading" ? <SkeletonList rows={3} height={120} /> : null}
      {state !== "loading" && items.length + texts.length === 0 ? (
        <p className={classes.nothing}>{t("results.nothing")}</p>
      ) : null}
      <div className={classes.results} data-old={state === "old"}>
        {items.map((item) => (
          <Result key={item.measure.ref} item={item} surveyId={survey.id} definition={definition} />
        ))}
        <TextResults measures={texts} surveyId={survey.id} />
        {leading === undefined ? null : <LanguageSplit measure={leading.measure} surveyId={survey.id} />}
      </div>
      <Ways surveyId={survey.id} leading={leading} />
    </>
  );
}

function Ways({ surveyId, leading }: { surveyId: string; leading: Item | undefined }) {
  const { t } = useTranslation("surveys");
  const { search } = useSurveyFilter(surveyId);
  return (
    <p className={classes.ways}>
      <Link to="/overview" search={{ ...onlyFilter(search), measure: leading?.measure.ref }}>
        {t("results.overview")}
      </Link>
      <Link to="/answers" search={onlyFilter(search)}>
        {t("results.answers")}
      </Link>
    </p>
  );
}

interface ResultProps {
  readonly item: Item | Counted;
  readonly surveyId: string;
  readonly definition: Definition;
}

function Result({ item, surveyId, definition }: ResultProps) {
  const question = questionOfMeasure(item.measure, definition);
  if ("figure" in item) return <MeasureResult item={item} surveyId={surveyId} question={question} />;
  return <ChoiceResult measure={item.measure} surveyId={surveyId} question={question} />;
}
