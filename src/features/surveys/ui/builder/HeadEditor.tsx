import { Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEditor } from "../draft/editor.ts";
import type { Draft } from "../draft/use-draft.ts";
import { WordField } from "../words/WordField.tsx";
import classes from "./Builder.module.css";
import { HiddenFields } from "./HiddenFields.tsx";

/** What stands above the first question, and what the survey is called here. */
export function HeadEditor({ draft: { edited, change }, hasAnswers }: { draft: Draft; hasAnswers: boolean }) {
  const { t } = useTranslation("surveys");
  const { mayWrite } = useEditor();
  return (
    <section className={classes.part}>
      <TextInput
        label={t("words.name")}
        description={t("words.nameNote")}
        maxLength={200}
        readOnly={!mayWrite}
        value={edited.name}
        error={edited.name.trim() === "" ? t("words.nameMissing") : undefined}
        onChange={(event) => change({ name: event.target.value }, "name")}
      />
      <WordField label={t("words.title")} path="title" />
      <WordField label={t("words.intro")} path="intro" optional />
      <Switch
        label={t("anonymous.label")}
        description={hasAnswers ? t("anonymous.fixed") : t("anonymous.note")}
        disabled={!mayWrite || hasAnswers}
        checked={edited.anonymous}
        onChange={(event) => change({ anonymous: event.currentTarget.checked })}
      />
      <HiddenFields />
    </section>
  );
}
