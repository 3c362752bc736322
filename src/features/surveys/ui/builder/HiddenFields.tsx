import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { questionsOf } from "#feature/surveys/runtime";

import { useEditor } from "../draft/editor.ts";

const most = 50;

/** What links and the API may tell about an answer besides the usual context, such as an age group. */
export function HiddenFields() {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const [refused, setRefused] = useState<string>();
  const taken = new Set(questionsOf(definition).map(({ key }) => key));
  const isField = (name: string) => /^[a-z][a-z0-9_]{0,39}$/.test(name) && !taken.has(name);
  const set = (names: readonly string[]) => {
    const wanted = names.map((name) =>
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_"),
    );
    setRefused(wanted.find((name) => !isField(name)));
    const hiddenFields = [...new Set(wanted.filter(isField))];
    change((now) => ({ ...now, hiddenFields }));
  };
  return (
    <TagsInput
      label={t("fields.label")}
      description={t("fields.note")}
      placeholder={definition.hiddenFields.length === 0 ? t("fields.hint") : ""}
      error={refused === undefined ? undefined : t("fields.refused", { name: refused })}
      maxTags={most}
      readOnly={!mayWrite}
      value={[...definition.hiddenFields]}
      onChange={set}
      acceptValueOnBlur
    />
  );
}
