import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { LocalText } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import { inputId, useEditor } from "../draft/editor.ts";
import { withText } from "./editing.ts";
import { valueAt } from "./tree.ts";
import classes from "./Words.module.css";

interface WordFieldProps {
  readonly label: string;
  /** Where the text stands in the definition. */
  readonly path: string;
  /** Not needed in any language. */
  readonly optional?: boolean;
  /** Without a visible label; it is read out only. */
  readonly bare?: boolean;
  /** Several lines were pasted at once. */
  readonly onLines?: ((lines: readonly string[]) => void) | undefined;
  /** Enter was pressed; without it Enter begins a new line. */
  readonly onEnter?: (() => void) | undefined;
}

/** One text of the survey in the languages chosen; what is missing in a language is marked. */
export function WordField({ label, path, optional = false, bare = false, onLines, onEnter }: WordFieldProps) {
  const { definition, languages } = useEditor();
  const text = (valueAt(definition, path) ?? {}) as LocalText;
  return (
    <div className={classes.field} data-columns={languages.length > 1}>
      {languages.map((language) => (
        <OneLanguage
          key={language}
          language={language}
          text={text}
          field={{ label, path, optional, bare, onLines, onEnter }}
        />
      ))}
    </div>
  );
}

interface OneLanguageProps {
  readonly language: string;
  readonly text: LocalText;
  readonly field: Required<WordFieldProps>;
}

function OneLanguage({ language, text, field }: OneLanguageProps) {
  const { t, i18n } = useTranslation("surveys");
  const { languages, mayWrite, change } = useEditor();
  const original = useOriginal(text, language);
  const { path, label, optional, bare } = field;
  const name = languageName(language, i18n.language);
  const isMissing = isBlank(text[language]) && !(optional && Object.values(text).every(isBlank));
  const fullLabel = languages.length > 1 ? `${label} · ${name}` : label;
  const edit = (words: string) =>
    change((now) => withText(now, path, { language, text: words }), `${path} ${language}`);

  return (
    <Textarea
      {...(bare ? { "aria-label": fullLabel } : { label: fullLabel })}
      {...(isMissing ? { error: t("words.missing", { language: name }), className: classes.gap } : {})}
      id={inputId(path, language)}
      description={original}
      lang={language}
      dir="auto"
      autosize
      minRows={1}
      maxRows={12}
      maxLength={4000}
      readOnly={!mayWrite}
      value={text[language] ?? ""}
      inputWrapperOrder={["label", "description", "input", "error"]}
      onChange={(event) => edit(event.target.value)}
      onPaste={(event) => {
        const lines = linesOf(event.clipboardData.getData("text"));
        if (field.onLines === undefined || lines.length < 2) return;
        event.preventDefault();
        field.onLines(lines);
      }}
      onKeyDown={(event) => {
        if (field.onEnter === undefined || event.key !== "Enter" || event.shiftKey) return;
        event.preventDefault();
        field.onEnter();
      }}
    />
  );
}

/** The words to translate from, beside a field in another language. */
function useOriginal(text: LocalText, language: string): string | undefined {
  const { definition, languages } = useEditor();
  const words = text[definition.defaultLanguage];
  const isShown = languages.length === 1 && language !== definition.defaultLanguage && !isBlank(words);
  return isShown ? words : undefined;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[\s•*·–-]+/, "").trim())
    .filter((line) => line !== "");
}

function isBlank(words: string | undefined): boolean {
  return words === undefined || words.trim() === "";
}
