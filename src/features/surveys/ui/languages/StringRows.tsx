import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import { useRowName } from "../builder/Outline.tsx";
import { rowsOf, type Row } from "../builder/rows.ts";
import { partAt } from "../check/findings.ts";
import { inputId, useEditor } from "../draft/editor.ts";
import { withText } from "../words/editing.ts";
import classes from "./Languages.module.css";
import { isMissing, type TextString } from "./strings.ts";

interface StringRowsProps {
  readonly strings: readonly TextString[];
  readonly from: string;
  readonly to: string;
}

/** Texts drawn at first and with each press of the button: thousands at once would be slow. */
const portion = 240;

/** Texts by the part they belong to, each in both languages. */
export function StringRows({ strings, from, to }: StringRowsProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  const [most, setMost] = useState(portion);
  const rowName = useRowName();
  const rows = new Map(rowsOf(definition).map((row) => [partName(row.part), row]));
  const groups = [...Map.groupBy(strings.slice(0, most), ({ owner }) => owner)];
  const title = (owner: string) => {
    const row: Row | undefined = rows.get(partName(partAt(definition, `${owner}.`)));
    return row === undefined ? textIn(definition.title, i18n.language) : rowName(row);
  };
  return (
    <div className={classes.strings}>
      <div className={classes.heads} aria-hidden>
        <span>{languageName(from, i18n.language)}</span>
        <span>{languageName(to, i18n.language)}</span>
      </div>
      {groups.map(([owner, own]) => (
        <section key={owner} aria-label={title(owner)}>
          <h2>{title(owner)}</h2>
          {own.map((string) => (
            <div key={string.place} className={classes.string}>
              <Cell string={string} language={from} />
              <Cell string={string} language={to} isTarget />
            </div>
          ))}
        </section>
      ))}
      {strings.length > most ? (
        <Button variant="default" onClick={() => setMost(most + portion)}>
          {t("languages.more", { count: strings.length - most })}
        </Button>
      ) : null}
    </div>
  );
}

function Cell({ string, language, isTarget = false }: { string: TextString; language: string; isTarget?: boolean }) {
  const { t, i18n } = useTranslation("surveys");
  const { change, mayWrite } = useEditor();
  const { path, text, field } = string;
  const missing = isTarget && isMissing(string, language);
  const label = `${t(`field.${field}`, { defaultValue: field })} · ${languageName(language, i18n.language)}`;
  return (
    <div className={classes.cell}>
      {isTarget ? null : <small aria-hidden>{t(`field.${field}`, { defaultValue: field })}</small>}
      {isTarget ? <small>{missing ? t("languages.isMissing") : " "}</small> : null}
      <textarea
        id={inputId(path, language)}
        aria-label={label}
        aria-invalid={missing}
        lang={language}
        dir="auto"
        rows={1}
        maxLength={4000}
        readOnly={!mayWrite}
        data-missing={missing}
        value={text[language] ?? ""}
        onChange={(event) =>
          change((now) => withText(now, path, { language, text: event.target.value }), `${path} ${language}`)
        }
      />
    </div>
  );
}

function partName(part: Row["part"]): string {
  return JSON.stringify(part);
}
