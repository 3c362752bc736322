import type { TextToCode } from "../../contract.ts";
import { partsOf } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";

interface SuggestionsProps {
  readonly text: TextToCode | undefined;
  readonly codes: readonly string[];
  readonly onToggle: (code: string) => void;
}

/** What the machine expects, each under its number. */
export function Suggestions({ text, codes, onToggle }: SuggestionsProps) {
  const { t, share } = useThemeWords();
  const suggestions = text?.suggestions.slice(0, 9) ?? [];
  return (
    <section className={classes.suggestions} aria-label={t("coding.suggestions")}>
      <h2>{t("coding.suggestions")}</h2>
      {suggestions.length === 0 ? <p className={classes.nothing}>{t("coding.noSuggestion")}</p> : null}
      <ol>
        {suggestions.map(({ code, name, probability, source }, index) => (
          <li key={`${code} ${source}`}>
            <button
              type="button"
              aria-pressed={codes.includes(code)}
              data-side={partsOf(code).side}
              onClick={() => onToggle(code)}
            >
              <kbd>{index + 1}</kbd>
              <span>{name}</span>
              <small>
                {t(`side.${partsOf(code).side}`)}
                {probability === null ? "" : ` · ${share(probability)}`}
              </small>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
