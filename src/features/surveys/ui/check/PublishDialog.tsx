import { Button, Modal, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { hashOf, type Part } from "../builder/rows.ts";
import { changesBetween } from "../changes/changes.ts";
import { Changes } from "../changes/Changes.tsx";
import type { Draft } from "../draft/use-draft.ts";
import classes from "./Check.module.css";
import { findingsOf } from "./findings.ts";
import { Findings } from "./Findings.tsx";
import { usePublish } from "./use-publish.ts";
import { usePublished } from "./use-published.ts";

interface PublishDialogProps {
  readonly survey: Survey;
  readonly draft: Draft;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks once before a version goes out, naming what will be different for respondents. */
export function PublishDialog(props: PublishDialogProps) {
  const { t } = useTranslation("surveys");
  const { survey, opened, onClose } = props;
  const version = (survey.publishedVersion ?? 0) + 1;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={660}
      title={survey.publishedVersion === null ? t("publish.first") : t("publish.next", { version })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <Publishing {...props} />
    </Modal>
  );
}

function Publishing({ survey, draft, onClose }: PublishDialogProps) {
  const { t } = useTranslation("surveys");
  const navigate = useNavigate();
  const [note, setNote] = useState("");
  const definition = draft.edited.draft;
  const published = usePublished(survey);
  const { publish, error, isPending } = usePublish(survey, draft, { note, onDone: onClose });
  const findings = useMemo(() => findingsOf(definition, survey.programme), [definition, survey.programme]);
  const isBlocked = findings.some(({ weight }) => weight === "blocks") || draft.edited.name.trim() === "";
  const changes = published === undefined ? [] : changesBetween(published.definition, definition);
  const show = (part: Part) => {
    onClose();
    const target = { to: "/surveys/$id", params: { id: survey.id }, hash: hashOf(part) } as const;
    void navigate({ ...target, hashScrollIntoView: false });
  };
  return (
    <div className={classes.dialog}>
      <p>{survey.publishedVersion === null ? t("publish.firstText") : t("publish.nextText")}</p>
      {changes.length === 0 ? null : (
        <>
          <h3>{t("publish.changes")}</h3>
          <Changes changes={changes} />
        </>
      )}
      {findings.length === 0 ? null : <Findings findings={findings} onOpen={show} most={12} />}
      <Textarea
        label={t("publish.note")}
        placeholder={t("publish.noteHint")}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <ProblemNote error={error} />
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>
          {t("web:action.cancel")}
        </Button>
        <Button data-autofocus disabled={isBlocked} loading={isPending} onClick={publish}>
          {t("publish.now")}
        </Button>
      </div>
    </div>
  );
}
