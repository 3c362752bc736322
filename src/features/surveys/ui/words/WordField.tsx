import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { LocalText } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import { withText } from "./editing.ts";
import { inputId, useEditor } from "./editor.ts";
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
}

/** One text of the survey in the languages chosen; what is missing in a language is marked. */
export function WordField({ label, path, optional = false, bare = false }: WordFieldProps) {
  const { definition, languages } = useEditor();
  const text = (valueAt(definition, path) ?? {}) as LocalText;
  return (
    <div className={classes.field} data-columns={languages.length > 1}>
      {languages.map((language) => (
        <OneLanguage key={language} language={language} text={text} field={{ label, path, optional, bare }} />
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
  const { definition, languages, mayWrite, change } = useEditor();
  const { path, label, optional, bare } = field;
  const name = languageName(language, i18n.language);
  const isMissing = isBlank(text[language]) && (!optional || Object.values(text).some((words) => !isBlank(words)));
  const original =
    languages.length === 1 && language !== definition.defaultLanguage ? text[definition.defaultLanguage] : "";
  const fullLabel = languages.length > 1 ? `${label} · ${name}` : label;

  const edit = (words: string) => change((now) => withText(now, path, { language, text: words }));

  return (
    <Textarea
      id={inputId(path, language)}
      label={bare ? undefined : fullLabel}
      aria-label={bare ? fullLabel : undefined}
      description={original === "" || original === undefined ? undefined : `“${original}”`}
      lang={language}
      dir="auto"
      autosize
      minRows={1}
      maxRows={12}
      maxLength={4000}
      readOnly={!mayWrite}
      value={text[language] ?? ""}
      error={isMissing ? t("words.missing", { language: name }) : undefined}
      inputWrapperOrder={["label", "description", "input", "error"]}
      classNames={{ error: classes.missing ?? "", input: (isMissing ? classes.gap : undefined) ?? "" }}
      onChange={(event) => edit(event.target.value)}
    />
  );
}

function isBlank(words: string | undefined): boolean {
  return words === undefined || words.trim() === "";
}
