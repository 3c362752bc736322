import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { ProblemNote, wordsOf } from "#web/design/ProblemNote.tsx";

import { changesBetween } from "../changes/changes.ts";
import { Changes } from "../changes/Changes.tsx";
import words from "../words/Words.module.css";
import classes from "./Conflict.module.css";
import type { Draft } from "./use-draft.ts";

/** What keeps a draft from being saved, with the ways out. */
export function SaveTrouble({ survey, draft }: { survey: Survey; draft: Draft }) {
  const { t } = useTranslation("surveys");
  if (draft.state === "conflict") return <Conflict survey={survey} draft={draft} />;
  if (draft.state !== "failed") return null;
  return (
    <div role="alert" className={words.trouble}>
      <p>
        <strong>{t("save.failed")}</strong> {wordsOf(draft.error, (key) => t(`web:${key}`))} {t("save.kept")}
      </p>
      <Button variant="default" onClick={() => void draft.flush()}>
        {t("web:action.retry")}
      </Button>
    </div>
  );
}

/** Two worked on the survey: what each changed since both had the same, and three ways to go on. Nothing is lost. */
function Conflict({ survey, draft }: { survey: Survey; draft: Draft }) {
  const { t } = useTranslation("surveys");
  const { theirs, saved, edited } = draft;
  const copy = useMutation({
    mutationFn: () =>
      callOperation("surveys.createSurvey", {
        body: {
          name: t("conflict.copyName", { name: edited.name }).slice(0, 200),
          programme: survey.programme,
          definition: edited.draft,
          anonymous: edited.anonymous,
        },
      }),
  });
  const who = draft.error instanceof Error ? draft.error.message : t("conflict.title");
  return (
    <section role="alert" className={words.trouble} aria-label={t("conflict.title")}>
      <p>
        <strong>{who}</strong> {t("conflict.text")}
      </p>
      {theirs === undefined ? null : (
        <div className={classes.sides}>
          <div>
            <h3>{t("conflict.theirChanges")}</h3>
            <Changes changes={changesBetween(saved.draft, theirs.draft)} most={8} />
          </div>
          <div>
            <h3>{t("conflict.myChanges")}</h3>
            <Changes changes={changesBetween(saved.draft, edited.draft)} most={8} />
          </div>
        </div>
      )}
      <ProblemNote error={copy.error} />
      {copy.data === undefined ? null : (
        <p>
          {t("conflict.copied")}{" "}
          <Link to="/surveys/$id" params={{ id: copy.data.id }}>
            {copy.data.name}
          </Link>
        </p>
      )}
      <div className={words.addable}>
        <Button variant="default" onClick={() => void draft.keepMine()}>
          {t("conflict.mine")}
        </Button>
        <Button variant="default" onClick={() => void draft.loadTheirs()}>
          {t("conflict.theirs")}
        </Button>
        <Button variant="default" loading={copy.isPending} disabled={copy.isSuccess} onClick={() => copy.mutate()}>
          {t("conflict.copy")}
        </Button>
      </div>
    </section>
  );
}
