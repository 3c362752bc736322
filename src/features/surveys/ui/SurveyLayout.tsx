import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { PageHead } from "#web/design/PageHead.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useNames } from "#web/format/names.ts";

import { ExportMenu } from "./exchange/ExportMenu.tsx";
import { StateBadge } from "./StateBadge.tsx";
import { StateMenu } from "./StateMenu.tsx";
import classes from "./SurveyLayout.module.css";
import { useSurvey } from "./use-survey.ts";

const tabs = [
  { to: "/surveys/$id", text: "tab.build", ofImported: false },
  { to: "/surveys/$id/paths", text: "tab.paths", ofImported: false },
  { to: "/surveys/$id/languages", text: "tab.languages", ofImported: false },
  { to: "/surveys/$id/look", text: "tab.look", ofImported: false },
  { to: "/surveys/$id/share", text: "tab.share", ofImported: false },
  { to: "/surveys/$id/results", text: "tab.results", ofImported: true },
  { to: "/surveys/$id/versions", text: "tab.versions", ofImported: true },
] as const;

/** One survey: what it is called, whether it takes answers, and its pages. */
export function SurveyLayout() {
  const { t } = useTranslation("surveys");
  const { survey, error } = useSurvey();
  if (error !== null) throw error;
  return (
    <>
      <PageHead
        title={survey?.name ?? t("web:nav.surveys")}
        actions={
          survey === undefined ? undefined : (
            <>
              {survey.origin === "built" ? <ExportMenu surveyId={survey.id} /> : null}
              <StateMenu survey={survey} />
            </>
          )
        }
      />
      {survey === undefined ? (
        <SkeletonList rows={6} />
      ) : (
        <>
          <Facts survey={survey} />
          <nav className={classes.tabs} aria-label={t("tab.label")}>
            {tabs
              .filter(({ ofImported }) => survey.origin === "built" || ofImported)
              .map(({ to, text }) => (
                <Link key={to} to={to} params={{ id: survey.id }} activeOptions={{ exact: true, includeSearch: false }}>
                  {t(text)}
                </Link>
              ))}
          </nav>
          <Outlet />
        </>
      )}
    </>
  );
}

function Facts({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const names = useNames();
  return (
    <p className={classes.facts}>
      <StateBadge state={survey.state} changed={survey.changed} />
      <span>{names.programme(survey.programme)}</span>
      <span className="tabular">{t("answers", { count: survey.answers })}</span>
      {survey.anonymous ? <span>{t("anonymous.is")}</span> : null}
      {survey.origin === "imported" ? <span>{t("imported")}</span> : null}
    </p>
  );
}
