import { Button } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceMobile, IconPlayerPlay } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";

import { PublishDialog } from "../check/PublishDialog.tsx";
import { SaveTrouble } from "../draft/Conflict.tsx";
import { SaveNote } from "../draft/SaveNote.tsx";
import { useUndoKeys, type Editing } from "../draft/use-editing.ts";
import { TryDialog } from "../try/TryDialog.tsx";
import words from "../words/Words.module.css";
import type { AsideTab } from "./Aside.tsx";
import { LanguageBar } from "./LanguageBar.tsx";

interface BuilderBarProps {
  readonly survey: Survey;
  readonly editing: Editing;
  /** Shows what stands beside the page, where there is no room for it; left out on pages that have nothing there. */
  readonly onAside?: (tab: AsideTab) => void;
  readonly before?: ReactNode;
  /** Whether to choose the language one writes in here. */
  readonly hasLanguage?: boolean;
}

/** Stays in sight: the language one writes in, undo, whether it is saved, trying it out and publishing. */
export function BuilderBar({ survey, editing, onAside, before, hasLanguage = true }: BuilderBarProps) {
  const { t } = useTranslation("surveys");
  const { draft, editor } = editing;
  const { mayWrite } = editor;
  const [open, setOpen] = useState<"publish" | "try" | null>(null);
  useUndoKeys(draft);
  const isNew = survey.publishedVersion === null || survey.changed || draft.state !== "saved";
  return (
    <div className={words.bar}>
      <div className={words.languages}>
        {before}
        {hasLanguage ? <LanguageBar chosen={editing.language} onChoose={editing.setLanguage} /> : null}
      </div>
      <div className={words.barActions}>
        {mayWrite ? <Undo editing={editing} /> : <span>{t("words.readOnly")}</span>}
        {onAside === undefined ? null : <PreviewButton onClick={() => onAside("preview")} />}
        {mayWrite ? (
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={() => setOpen("try")}>
            {t("try.open")}
          </Button>
        ) : null}
        {mayWrite && isNew ? <Button onClick={() => setOpen("publish")}>{t("publish.open")}</Button> : null}
      </div>
      <SaveTrouble survey={survey} draft={draft} />
      <PublishDialog survey={survey} draft={draft} opened={open === "publish"} onClose={() => setOpen(null)} />
      {mayWrite ? (
        <TryDialog survey={survey} draft={draft} opened={open === "try"} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  );
}

function PreviewButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation("surveys");
  return (
    <Button
      variant="default"
      className={words.previewButton ?? ""}
      leftSection={<IconDeviceMobile size={17} />}
      onClick={onClick}
    >
      {t("preview.show")}
    </Button>
  );
}

function Undo({ editing: { draft } }: { editing: Editing }) {
  const { t } = useTranslation("surveys");
  return (
    <>
      <button
        type="button"
        className={words.iconButton}
        aria-label={t("undo.undo")}
        title={t("undo.undo")}
        disabled={!draft.mayUndo}
        onClick={draft.undo}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </button>
      <button
        type="button"
        className={words.iconButton}
        aria-label={t("undo.redo")}
        title={t("undo.redo")}
        disabled={!draft.mayRedo}
        onClick={draft.redo}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </button>
      <SaveNote draft={draft} />
    </>
  );
}
