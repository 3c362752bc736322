import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Picker.module.css";
import { Pill } from "./Pill.tsx";

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly name: string;
  readonly note?: string;
}

interface PickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  /** At most so many; with one the list closes when it is chosen. */
  readonly most: number;
  readonly active?: boolean;
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** A button that says what is chosen and opens a list to search and tick, in the order of ticking. */
export function Picker({ label, choices, chosen, most, active = false, onChoose }: PickerProps) {
  const { t } = useTranslation("web");
  const [opened, setOpened] = useState(false);
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const found = choices.filter(({ name, note }) => `${name} ${note ?? ""}`.toLocaleLowerCase().includes(wanted));
  const toggle = (value: string) => {
    if (most === 1) return [onChoose([value]), setOpened(false)];
    if (chosen.includes(value)) return onChoose(chosen.filter((other) => other !== value));
    return onChoose(chosen.length < most ? [...chosen, value] : [...chosen.slice(0, most - 1), value]);
  };
  return (
    <Pill label={label} active={active} opened={opened} onToggle={setOpened}>
      {choices.length > 8 ? (
        <input
          type="search"
          className={classes.find}
          aria-label={t("pick.find")}
          placeholder={t("pick.find")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      <div role="group" aria-label={label} className={classes.choices}>
        {found.map(({ value, name, note }) => (
          <button
            key={value}
            type="button"
            role="checkbox"
            aria-checked={chosen.includes(value)}
            className={classes.choice}
            onClick={() => toggle(value)}
          >
            <span>
              {name}
              {note === undefined ? null : <small>{note}</small>}
            </span>
            {chosen.includes(value) ? <IconCheck size={16} aria-hidden /> : null}
          </button>
        ))}
        {found.length === 0 ? <p className={classes.nothing}>{t("pick.nothing")}</p> : null}
      </div>
    </Pill>
  );
}
