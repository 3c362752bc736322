import { useId, type RefObject } from "react";

import { sides, type Side } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";
import type { Findable } from "./find-theme.ts";

interface ThemeSearchProps {
  readonly label: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly typed: string;
  readonly found: readonly Findable[];
  readonly at: number;
  readonly onType: (words: string) => void;
  readonly onChoose: (found: Findable, side: Side | undefined) => void;
}

/** Themes by a few letters of any of the languages; each can be taken with the side that is meant. */
export function ThemeSearch({ label, input, typed, found, at, onType, onChoose }: ThemeSearchProps) {
  const { t } = useThemeWords();
  const list = useId();
  return (
    <section className={classes.search} aria-label={label}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[at] === undefined ? undefined : `${list}-${at}`}
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      <ul id={list} role="listbox" aria-label={label}>
        {found.map((one, index) => (
          <li key={one.theme.key} id={`${list}-${index}`} role="option" aria-selected={index === at}>
            <button type="button" tabIndex={-1} className={classes.found} onClick={() => onChoose(one, undefined)}>
              {one.theme.name}
            </button>
            <span className={classes.quick}>
              {sides.map(({ side, sign }) => (
                <button
                  key={side}
                  type="button"
                  tabIndex={-1}
                  data-side={side}
                  title={one.theme.sideNames[side]}
                  aria-label={`${one.theme.sideNames[side]}: ${t(`side.${side}`)}`}
                  onClick={() => onChoose(one, side)}
                >
                  {sign === "-" ? "−" : sign === "~" ? "*" : sign}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {typed !== "" && found.length === 0 ? <p className={classes.nothing}>{t("none.words")}</p> : null}
    </section>
  );
}
