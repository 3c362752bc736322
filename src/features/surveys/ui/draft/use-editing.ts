import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Survey } from "#feature/surveys/contract";
import { useMay } from "#web/api/queries.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import type { Editor } from "./editor.ts";
import { useDraft, type Draft } from "./use-draft.ts";

/** What the pages of the builder work with. */
export interface Editing {
  readonly draft: Draft;
  readonly editor: Editor;
  /** Language one writes in. */
  readonly language: string;
  readonly setLanguage: (language: string) => void;
}

/** A survey's draft under one's hands. */
export function useEditing(survey: Survey): Editing {
  const { i18n } = useTranslation("surveys");
  const mayWrite = useMay("surveys.write");
  const draft = useDraft(survey);
  const [wanted, setLanguage] = useState(i18n.language);
  const definition = draft.edited.draft;
  const language = definition.languages.includes(wanted) ? wanted : definition.defaultLanguage;
  const editor: Editor = {
    definition,
    languages: [language],
    mayWrite,
    change: (edit, mark) => draft.change(({ draft: now }) => ({ draft: edit(now) }), mark),
    lookAt: () => undefined,
  };
  return { draft, editor, language, setLanguage };
}

/** Undo and redo by key, while one types too. */
export function useUndoKeys({ undo, redo }: Draft): void {
  const { t } = useTranslation("surveys");
  usePageKeys([
    { key: "mod+z", label: t("undo.undo"), run: undo },
    { key: "mod+shift+z", label: t("undo.redo"), run: redo },
    { key: "mod+y", label: t("undo.redo"), run: redo },
  ]);
}
