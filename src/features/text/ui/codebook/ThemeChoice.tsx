import { Modal } from "@mantine/core";
import { useState } from "react";

import type { Theme } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";
import { foldWords } from "./tree.ts";

interface ThemeChoiceProps {
  readonly title: string;
  readonly text: string;
  readonly choices: readonly Theme[];
  /** What choosing no theme is called; absent: one has to be chosen. */
  readonly top?: string | undefined;
  readonly onChoose: (key: string | null) => void;
  readonly onClose: () => void;
}

/** One theme out of many, by a few letters. */
export function ThemeChoice({ title, text, choices, top, onChoose, onClose }: ThemeChoiceProps) {
  const { t } = useThemeWords();
  const [words, setWords] = useState("");
  const wanted = foldWords(words);
  const found = choices.filter(({ names }) => {
    const held = foldWords(Object.values(names).join(" ")).join(" ");
    return wanted.every((word) => held.includes(word));
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("web:action.close") }}>
      <div className={classes.section}>
        <p className={classes.note}>{text}</p>
        <input
          type="search"
          data-autofocus
          className={classes.input}
          aria-label={t("search")}
          placeholder={t("search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === "Enter" && first !== undefined) onChoose(first.key);
          }}
        />
        <ul className={classes.choices}>
          {top === undefined ? null : (
            <li>
              <button type="button" onClick={() => onChoose(null)}>
                {top}
              </button>
            </li>
          )}
          {found.map(({ key, name, parent }) => (
            <li key={key}>
              <button type="button" onClick={() => onChoose(key)} data-group={parent === null}>
                {name}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className={classes.note}>{t("none.words")}</p> : null}
      </div>
    </Modal>
  );
}
