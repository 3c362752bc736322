import { IconArrowNarrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";
import { languageName } from "#web/format/names.ts";

import classes from "../words/Words.module.css";
import type { Change } from "./changes.ts";

/** Differences between two versions, one line each. */
export function Changes({ changes, most = 12 }: { changes: readonly Change[]; most?: number }) {
  const { t } = useTranslation("surveys");
  return (
    <ul className={classes.changes}>
      {changes.slice(0, most).map((change) => (
        <li key={JSON.stringify(change)}>
          <ChangeLine change={change} />
        </li>
      ))}
      {changes.length > most ? <li>{t("change.more", { count: changes.length - most })}</li> : null}
    </ul>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const { t, i18n } = useTranslation("surveys");
  if (change.code === "rest" || change.code === "look") return t(`change.${change.code}`);
  if ("field" in change) return t(`change.${change.code}`, { field: change.field });
  if (change.code === "words") return <WordsChange change={change} />;
  if ("language" in change) {
    return t(`change.${change.code}`, { language: languageName(change.language, i18n.language) });
  }
  const of = "of" in change ? textIn(change.of, i18n.language) : "";
  return t(`change.${change.code}`, { name: textIn(change.name, i18n.language), of });
}

function WordsChange({ change }: { change: Extract<Change, { code: "words" }> }) {
  const { t, i18n } = useTranslation("surveys");
  const { language, before, after } = change;
  return (
    <>
      <span className={classes.changeLanguage}>{languageName(language, i18n.language)}</span>{" "}
      {before === "" ? null : <del lang={language}>{before}</del>}{" "}
      {before === "" || after === "" ? null : <IconArrowNarrowRight size={15} aria-hidden />}{" "}
      {after === "" ? t("change.emptied") : <ins lang={language}>{after}</ins>}
    </>
  );
}
