import { Button } from "@mantine/core";
import { IconArrowMerge, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Definition } from "#feature/surveys/contract";
import { textIn } from "#kit/language";
import { toast } from "#web/shell/toasts.ts";

import { useEditor } from "../draft/editor.ts";
import { ConditionEditor } from "../logic/ConditionEditor.tsx";
import { WordField } from "../words/WordField.tsx";
import classes from "./Builder.module.css";
import { KindIcon } from "./KindIcon.tsx";
import { withoutPage, withPageJoined } from "./structure.ts";
import type { BuilderActions } from "./use-builder-actions.ts";

interface PageEditorProps {
  readonly page: Definition["pages"][number];
  readonly index: number;
  readonly actions: BuilderActions;
  readonly onPalette: () => void;
}

/** One page: its title, who gets it, what stands on it. */
export function PageEditor({ page, index, actions, onPalette }: PageEditorProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const path = `pages.${index}`;
  const undoable = (next: Definition, said: string) => {
    change(() => next);
    toast(said, { undo: () => change(() => definition) });
  };
  const remove = () => {
    undoable(withoutPage(definition, index), t("builder.pageRemoved", { count: page.questions.length }));
    actions.open({ kind: "start" });
  };
  const join = () => {
    const before = definition.pages[index - 1];
    undoable(withPageJoined(definition, index), t("builder.joined"));
    if (before !== undefined) actions.open({ kind: "page", key: before.key });
  };
  return (
    <section className={classes.part}>
      <header className={classes.partHead}>
        <h2>{t("outline.page", { number: index + 1 })}</h2>
      </header>
      <WordField label={t("builder.pageTitle")} path={`${path}.title`} optional />
      <ConditionEditor path={path} owner={{ page: index, index: 0 }} part="page" />
      <ul className={classes.onPage}>
        {page.questions.map(({ key, kind, title }) => (
          <li key={key}>
            <button type="button" onClick={() => actions.open({ kind: "question", key })}>
              <KindIcon kind={kind} size={17} />
              {textIn(title, i18n.language, definition.defaultLanguage) || t("outline.noWords")}
            </button>
          </li>
        ))}
      </ul>
      {!mayWrite ? null : (
        <footer className={classes.foot}>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onPalette}>
            {t("builder.add")}
          </Button>
          {index > 0 ? (
            <Button variant="subtle" color="gray" leftSection={<IconArrowMerge size={16} />} onClick={join}>
              {t("builder.join")}
            </Button>
          ) : null}
          {definition.pages.length > 1 ? (
            <Button variant="subtle" color="gray" leftSection={<IconTrash size={16} />} onClick={remove}>
              {t("builder.deletePage")}
            </Button>
          ) : null}
        </footer>
      )}
    </section>
  );
}
