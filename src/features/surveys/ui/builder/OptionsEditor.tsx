import { Button, Checkbox } from "@mantine/core";
import { IconGripVertical, IconPlus, IconX } from "@tabler/icons-react";
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Question } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";
import { toast } from "#web/shell/toasts.ts";

import { inputId, useEditor } from "../draft/editor.ts";
import { withItem, withLines, withOption, withoutOption, withSwapped } from "../words/editing.ts";
import { changedAt, valueAt } from "../words/tree.ts";
import { WordField } from "../words/WordField.tsx";
import classes from "../words/Words.module.css";

interface OptionsEditorProps {
  readonly question: Question;
  readonly path: string;
  readonly list: "options" | "rows" | "columns";
}

const least = { options: 1, rows: 1, columns: 2 } as const;
const most = { options: 200, rows: 50, columns: 11 } as const;

/** The options of a question: their words, order, one more, one less, or a whole list pasted. */
export function OptionsEditor({ question, path, list }: OptionsEditorProps) {
  const { t } = useTranslation("surveys");
  const { definition, languages, mayWrite, change } = useEditor();
  const options = (valueAt(definition, path) ?? []) as readonly {
    readonly key: string;
    readonly exclusive?: boolean;
  }[];
  const fewest = question.kind === "ranking" ? 2 : least[list];
  const language = languages[0] ?? "";

  const add = () => {
    if (options.length >= most[list]) return;
    change((now) => withOption(now, path));
    focusOption(`${path}.${options.length}.label`, language);
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
  const paste = (index: number, lines: readonly string[]) =>
    change((now) => withLines(now, path, { index, lines, language, most: most[list] }));
  return (
    <fieldset className={classes.options}>
      <legend>{t(`words.${list}`)}</legend>
      {options.map(({ key, exclusive }, index) => (
        <div key={key} className={classes.option} data-option>
          {mayWrite ? <MoveOption path={path} index={index} count={options.length} /> : null}
          <WordField
            bare
            label={t("words.option", { number: index + 1 })}
            path={`${path}.${index}.label`}
            onLines={(lines) => paste(index, lines)}
            onEnter={add}
          />
          {question.kind === "multiple" && mayWrite ? (
            <Checkbox
              className={classes.exclusive ?? ""}
              label={t("words.exclusive")}
              checked={exclusive === true}
              onChange={({ currentTarget: { checked } }) =>
                change((now) => changedAt(now, `${path}.${index}.exclusive`, () => (checked ? true : undefined)))
              }
            />
          ) : null}
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
        <p className={classes.optionFoot}>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={add}>
            {t("words.addOption")}
          </Button>
          <span>{t("words.pasteHint")}</span>
        </p>
      ) : null}
    </fieldset>
  );
}

interface MoveOptionProps {
  readonly path: string;
  readonly index: number;
  readonly count: number;
}

/** A grip: dragged with a pointer it takes its option along; the arrow keys move it too. */
function MoveOption({ path, index, count }: MoveOptionProps) {
  const { t } = useTranslation("surveys");
  const { change } = useEditor();
  const held = useRef<number | null>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= count || to === from) return;
    change((now) => withSwapped(now, path, { from, to }), `${path} order`);
    held.current = held.current === null ? null : to;
    requestAnimationFrame(() => grip.current?.focus());
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    move(index, index + step);
  };
  const drag = ({ clientY }: PointerEvent) => {
    if (held.current === null) return;
    const rows = [...(grip.current?.closest("fieldset")?.querySelectorAll("[data-option]") ?? [])];
    const over = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
    move(held.current, over < 0 ? count - 1 : over);
  };
  return (
    <button
      ref={grip}
      type="button"
      className={classes.grip}
      aria-label={t("words.moveOption", { number: index + 1, count })}
      onKeyDown={press}
      onPointerDown={(event) => {
        held.current = index;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
    >
      <IconGripVertical size={16} aria-hidden />
    </button>
  );
}

function focusOption(path: string, language: string): void {
  requestAnimationFrame(() => document.getElementById(inputId(path, language))?.focus());
}
