import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { usePublished } from "../check/use-published.ts";
import { useSurvey } from "../use-survey.ts";
import { publicLink, type Carried } from "./address.ts";
import { ApiExample } from "./ApiExample.tsx";
import { CarriedFields } from "./CarriedFields.tsx";
import { LinkAndCode } from "./LinkAndCode.tsx";
import { MailLinks } from "./MailLinks.tsx";
import classes from "./Share.module.css";
import { SingleUseLinks } from "./SingleUseLinks.tsx";

/** The ways to reach people with a survey: link, QR code, print sheet, mail, single-use links, API. */
export function SharePage() {
  const { t } = useTranslation("surveys");
  const { survey } = useSurvey();
  if (survey === undefined) return null;
  if (survey.publishedVersion === null) {
    return (
      <EmptyState title={t("share.notYet")} text={t("share.notYetText")}>
        <Button component={Link} to={`/surveys/${survey.id}`}>
          {t("share.toWords")}
        </Button>
      </EmptyState>
    );
  }
  return <Ways survey={survey} />;
}

function Ways({ survey }: { survey: Survey }) {
  const { t } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const published = usePublished(survey);
  const [carried, setCarried] = useState<Carried>({});
  if (published === undefined) return <SkeletonList rows={5} />;

  const { definition } = published;
  const link = publicLink(survey);
  return (
    <div className={classes.ways}>
      {survey.state === "open" ? null : <p className={classes.closed}>{t("share.closed")}</p>}
      <CarriedFields definition={definition} carried={carried} onChange={setCarried} />
      <LinkAndCode survey={survey} link={link} carried={carried} />
      <MailLinks definition={definition} link={link} carried={carried} />
      {mayWrite ? <SingleUseLinks survey={survey} carried={carried} /> : null}
      <ApiExample survey={survey} definition={definition} />
    </div>
  );
}
