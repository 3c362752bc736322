import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";
import { formatInstant } from "#web/format/time.ts";

import { StateBadge } from "./StateBadge.tsx";
import classes from "./SurveysPage.module.css";
import { useSurveyFigures, type SurveyFigure } from "./use-survey-figures.ts";

type Listed = Omit<Survey, "draft">;

/** Surveys with what they found so far; each opens where one most likely wants to go. */
export function SurveyTable({ surveys }: { surveys: readonly Listed[] }) {
  const { t, i18n } = useTranslation("surveys");
  const names = useNames();
  const figures = useSurveyFigures(surveys);
  const columns: readonly Column<Listed>[] = [
    {
      key: "name",
      label: t("list.name"),
      width: "36%",
      render: (survey) => (
        <span>
          <Link {...openingOf(survey)} className={classes.name}>
            {survey.name}
          </Link>
          <span className={classes.programme}>{names.programme(survey.programme)}</span>
        </span>
      ),
    },
    {
      key: "state",
      label: t("list.state"),
      render: ({ state, changed }) => <StateBadge state={state} changed={changed} />,
    },
    {
      key: "figure",
      label: t("list.figure"),
      render: (survey) => <MainFigure survey={survey} found={figures.get(survey.id)} />,
    },
    {
      key: "answers",
      label: t("list.answers"),
      numeric: true,
      render: ({ answers }) => formatCount(answers, i18n.language),
    },
    {
      key: "changed",
      label: t("list.changed"),
      numeric: true,
      render: ({ updatedAt }) => formatInstant(updatedAt, i18n.language),
    },
  ];
  return <DataTable caption={t("web:nav.surveys")} rows={surveys} rowKey={({ id }) => id} columns={columns} />;
}

/** Imported surveys have no words of their own; those with answers show them first. */
function openingOf({ id, origin, answers }: Listed) {
  const to = origin === "imported" || answers > 0 ? "/surveys/$id/results" : "/surveys/$id";
  return { to, params: { id } } as const;
}

function MainFigure({ survey, found }: { survey: Listed; found: SurveyFigure | undefined }) {
  const { t } = useTranslation("surveys");
  const names = useNames();
  if (found === undefined && survey.answers > 0) {
    return (
      <Link to="/surveys/$id/results" params={{ id: survey.id }}>
        {t("list.seeResults")}
      </Link>
    );
  }
  if (found === undefined) return <span className={classes.none}>{t("list.noFigure")}</span>;
  return (
    <span className={classes.measure}>
      <span className={classes.kind}>{names.kind(found.kind)}</span>
      <FigureView kind={found.kind} figure={found.figure} />
    </span>
  );
}
