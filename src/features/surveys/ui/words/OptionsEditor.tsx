import { Button } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Question } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";
import { toast } from "#web/shell/toasts.ts";

import { withItem, withoutOption, withOption } from "./editing.ts";
import { inputId, useEditor } from "./editor.ts";
import { valueAt } from "./tree.ts";
import { WordField } from "./WordField.tsx";
import classes from "./Words.module.css";

interface OptionsEditorProps {
  readonly question: Question;
  readonly path: string;
  readonly list: "options" | "rows" | "columns";
}

const least = { options: 1, rows: 1, columns: 2 } as const;
const most = { options: 200, rows: 50, columns: 11 } as const;

/** The options of a question: their words, one more, one less. */
export function OptionsEditor({ question, path, list }: OptionsEditorProps) {
  const { t } = useTranslation("surveys");
  const { definition, languages, mayWrite, change } = useEditor();
  const options = (valueAt(definition, path) ?? []) as readonly { readonly key: string }[];
  const fewest = question.kind === "ranking" ? 2 : least[list];

  const add = () => {
    change((now) => withOption(now, path));
    requestAnimationFrame(() =>
      document.getElementById(inputId(`${path}.${options.length}.label`, languages[0] ?? ""))?.focus(),
    );
  };
  const remove = (index: number) => {
    const without = withoutOption(definition, `${path}.${index}`);
    if (structureProblems(without).length > structureProblems(definition).length) {
      toast(t("words.optionNeeded"), { tone: "problem" });
      return;
    }
    const option = options[index];
    change((now) => withoutOption(now, `${path}.${index}`));
    toast(t("words.optionRemoved"), { undo: () => change((now) => withItem(now, path, { index, item: option })) });
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t(`words.${list}`)}</legend>
      {options.map(({ key }, index) => (
        <div key={key} className={classes.option}>
          <WordField bare label={t("words.option", { number: index + 1 })} path={`${path}.${index}.label`} />
          {mayWrite && options.length > fewest ? (
            <button
              type="button"
              className={classes.iconButton}
              aria-label={t("words.removeOption", { number: index + 1 })}
              onClick={() => remove(index)}
            >
              <IconX size={17} aria-hidden />
            </button>
          ) : null}
        </div>
      ))}
      {mayWrite && options.length < most[list] ? (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={add}>
          {t("words.addOption")}
        </Button>
      ) : null}
    </fieldset>
  );
}
