import { languageName } from "#web/format/names.ts";

import { useThemeWords } from "../words.ts";
import { languages, linesOf, patternLists, type Draft, type Language } from "./draft.ts";
import classes from "./Editor.module.css";

interface LanguageTabsProps {
  readonly language: Language;
  readonly draft: Draft;
  readonly onChoose: (language: Language) => void;
}

/** The language that is written, with how many patterns each has. */
export function LanguageTabs({ language, draft, onChoose }: LanguageTabsProps) {
  const { t, language: own, count } = useThemeWords();
  return (
    <div role="group" aria-label={t("field.language")} className={classes.segments}>
      {languages.map((one) => {
        const patterns = patternLists.reduce((sum, list) => sum + linesOf(draft[`patterns.${one}.${list}`]).length, 0);
        return (
          <button key={one} type="button" aria-pressed={one === language} onClick={() => onChoose(one)}>
            {languageName(one, own)}
            <small>{t("patterns.count", { count: patterns, n: count(patterns) })}</small>
          </button>
        );
      })}
    </div>
  );
}
