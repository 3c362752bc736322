import { TextInput } from "@mantine/core";
import { IconMessage, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Definition } from "#feature/surveys/contract";
import { toast } from "#web/shell/toasts.ts";

import { useEditor } from "../draft/editor.ts";
import { ConditionEditor } from "../logic/ConditionEditor.tsx";
import { changedAt } from "../words/tree.ts";
import { WordField } from "../words/WordField.tsx";
import words from "../words/Words.module.css";
import classes from "./Builder.module.css";
import { withoutEnding } from "./structure.ts";
import type { BuilderActions } from "./use-builder-actions.ts";

interface EndingEditorProps {
  readonly ending: Definition["endings"][number];
  readonly index: number;
  readonly actions: BuilderActions;
}

/** What people see after the last question. The first ending that fits is shown; the last is for everybody else. */
export function EndingEditor({ ending, index, actions }: EndingEditorProps) {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const path = `endings.${index}`;
  const isLast = index === definition.endings.length - 1;
  const remove = () => {
    change((now) => withoutEnding(now, index));
    actions.open({ kind: "ending", key: definition.endings.at(-1)?.key ?? "" });
    toast(t("builder.endingRemoved"), { undo: () => change(() => definition) });
  };
  return (
    <section className={classes.part}>
      <header className={classes.partHead}>
        <h2>{t("words.ending")}</h2>
        <div className={classes.tools}>
          <button
            type="button"
            className={words.iconButton}
            aria-label={t("builder.comment")}
            title={t("builder.comment")}
            onClick={actions.comment}
          >
            <IconMessage size={18} aria-hidden />
          </button>
          {mayWrite && !isLast ? (
            <button type="button" className={words.iconButton} aria-label={t("builder.deleteEnding")} onClick={remove}>
              <IconTrash size={18} aria-hidden />
            </button>
          ) : null}
        </div>
      </header>
      <WordField label={t("words.endingTitle")} path={`${path}.title`} />
      <WordField label={t("words.endingText")} path={`${path}.text`} optional />
      <LinkFields ending={ending} path={path} />
      {isLast ? (
        <p className={classes.note}>{t(index === 0 ? "when.everybody" : "when.otherwise")}</p>
      ) : (
        <ConditionEditor path={path} owner="ending" part="ending" />
      )}
    </section>
  );
}

function LinkFields({ ending, path }: { ending: Definition["endings"][number]; path: string }) {
  const { t } = useTranslation("surveys");
  const { change, mayWrite } = useEditor();
  const set = (url: string) =>
    change((now) => {
      if (url === "") return changedAt(now, `${path}.link`, () => undefined);
      return changedAt(now, `${path}.link`, (old) => ({ label: {}, ...(old as object | undefined), url }));
    }, `${path}.link.url`);
  const isWrong = ending.link !== undefined && !/^https?:\/\/[^\s/]+/.test(ending.link.url);
  return (
    <>
      <TextInput
        label={t("builder.linkUrl")}
        type="url"
        placeholder="https://"
        readOnly={!mayWrite}
        value={ending.link?.url ?? ""}
        error={isWrong ? t("builder.linkWrong") : undefined}
        onChange={(event) => set(event.target.value.trim())}
      />
      {ending.link === undefined ? null : <WordField label={t("words.endingLink")} path={`${path}.link.label`} />}
    </>
  );
}
