import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Survey, SurveyVersion } from "#feature/surveys/contract";
import { operationQuery } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import { changesBetween } from "../changes/changes.ts";
import { Changes } from "../changes/Changes.tsx";
import { useSurvey } from "../use-survey.ts";
import classes from "./Versions.module.css";

/** How many of the newest versions are told of. */
const most = 20;

/** What was published when, and what was new in it. A version never changes. */
export function VersionsPage() {
  const { t } = useTranslation("surveys");
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.publishedVersion === null) return <EmptyState title={t("versions.none")} text={t("versions.noneText")} />;
  return (
    <section className={classes.versions}>
      <p className={classes.lead}>{t("versions.text")}</p>
      <Versions survey={survey} newest={survey.publishedVersion} />
    </section>
  );
}

function Versions({ survey: { id }, newest }: { survey: Survey; newest: number }) {
  const numbers = Array.from({ length: Math.min(most, newest) }, (_, index) => newest - index);
  const reads = useQueries({
    queries: numbers.map((version) => ({
      ...operationQuery("surveys.readVersion", { params: { id, version } }),
      staleTime: Infinity,
    })),
  });
  return (
    <ol className={classes.list} reversed start={newest}>
      {numbers.map((number, index) => (
        <li key={number}>
          <Version version={reads[index]?.data} before={reads[index + 1]?.data} isCurrent={index === 0} />
        </li>
      ))}
    </ol>
  );
}

interface VersionProps {
  readonly version: SurveyVersion | undefined;
  readonly before: SurveyVersion | undefined;
  readonly isCurrent: boolean;
}

function Version({ version, before, isCurrent }: VersionProps) {
  const { t, i18n } = useTranslation("surveys");
  if (version === undefined) return <Skeleton height={48} />;
  return (
    <article className={classes.version}>
      <h2>
        {t("versions.number", { version: version.version })}
        {isCurrent ? <span>{t("versions.current")}</span> : null}
      </h2>
      <p className="tabular">{formatInstant(version.publishedAt, i18n.language)}</p>
      {before === undefined ? null : (
        <Changes changes={changesBetween(before.definition, version.definition)} most={8} />
      )}
      {version.version === 1 ? <p>{t("versions.first")}</p> : null}
    </article>
  );
}
