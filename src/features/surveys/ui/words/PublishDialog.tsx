import { Button, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { ProblemNote } from "#web/design/ProblemNote.tsx";

import { changesBetween } from "./changes.ts";
import { Changes } from "./Changes.tsx";
import { obstaclesOf } from "./concerns.ts";
import { Concerns } from "./Concerns.tsx";
import { useEditor } from "./editor.ts";
import type { Draft } from "./use-draft.ts";
import { usePublish } from "./use-publish.ts";
import { usePublished } from "./use-published.ts";
import classes from "./Words.module.css";

interface PublishDialogProps {
  readonly survey: Survey;
  readonly draft: Draft;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Leaves the dialog to write in this language. */
  readonly onShow: (language: string) => void;
}

/** Asks once before a version goes out, naming what will be different for respondents. */
export function PublishDialog({ survey, draft, opened, onClose, onShow }: PublishDialogProps) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const published = usePublished(survey);
  const { publish, error, isPending } = usePublish(survey, draft, onClose);
  const isBlocked = obstaclesOf(definition).length > 0 || draft.edited.name.trim() === "";
  const changes = published === undefined ? [] : changesBetween(published.definition, definition);
  const version = (survey.publishedVersion ?? 0) + 1;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={620}
      title={survey.publishedVersion === null ? t("publish.first") : t("publish.next", { version })}
      closeButtonProps={{ "aria-label": t("web:action.close") }}
    >
      <div className={classes.dialog}>
        <p>{survey.publishedVersion === null ? t("publish.firstText") : t("publish.nextText")}</p>
        {changes.length === 0 ? null : (
          <>
            <h3>{t("publish.changes")}</h3>
            <Changes changes={changes} />
          </>
        )}
        <Concerns onShow={(language) => [onClose(), onShow(language)]} />
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
    </Modal>
  );
}
