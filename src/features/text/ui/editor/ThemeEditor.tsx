import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";

import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { usePageKeys } from "#web/shell/keys.ts";

import type { Theme } from "../../contract.ts";
import { useThemeWords } from "../words.ts";
import { ClashNote } from "./ClashNote.tsx";
import type { Language } from "./draft.ts";
import classes from "./Editor.module.css";
import { ExampleFields, NameFields, PatternFields, PlaceFields } from "./Fields.tsx";
import { LanguageTabs } from "./LanguageTabs.tsx";
import { PatternTest } from "./PatternTest.tsx";
import { useDraft } from "./use-draft.ts";

interface ThemeEditorProps {
  readonly theme: Theme | undefined;
  readonly themes: readonly Theme[];
}

/** What a theme is: names, place and kind, patterns with what they find, examples. Nothing typed is lost. */
export function ThemeEditor({ theme, themes }: ThemeEditorProps) {
  const { t, language: own } = useThemeWords();
  const editing = useDraft(theme);
  const [language, setLanguage] = useState<Language>(own as Language);
  const { draft, isChanged, isSaving, save } = editing;
  const isNamed = ["en", "ru", "uk"].some((one) => (draft[`names.${one}`] ?? "").trim() !== "");
  useBlocker({
    shouldBlockFn: async () =>
      isChanged && !isSaving
        ? !(await confirm({ title: t("leave.title"), text: t("leave.text"), action: t("leave.action") }))
        : false,
    enableBeforeUnload: isChanged,
  });
  usePageKeys([{ key: "mod+s", label: t("keys.save"), run: () => (isChanged && isNamed ? save() : undefined) }]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {editing.clash === undefined ? null : <ClashNote editing={editing} />}
      <PlaceFields editing={editing} theme={theme} themes={themes} />
      <LanguageTabs language={language} draft={draft} onChoose={setLanguage} />
      <NameFields editing={editing} language={language} />
      <PatternFields editing={editing} language={language} />
      <PatternTest draft={draft} />
      <ExampleFields editing={editing} language={language} />
      <ProblemNote error={editing.error} />
      <div className={classes.save}>
        <Button type="submit" loading={isSaving} disabled={!isChanged || !isNamed}>
          {t(theme === undefined ? "new.save" : "web:action.save")}
        </Button>
        {isChanged && theme !== undefined ? (
          <Button variant="subtle" onClick={editing.discard}>
            {t("edit.discard")}
          </Button>
        ) : null}
        <span className={classes.note}>{isNamed ? t("edit.past") : t("edit.needsName")}</span>
      </div>
    </form>
  );
}
