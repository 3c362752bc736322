import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Pill } from "#web/filters/Pill.tsx";

import classes from "./Controls.module.css";

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

/** A button that says what is chosen and opens a list to search and tick. */
export function Picker({ label, choices, chosen, most, active = false, onChoose }: PickerProps) {
  const { t } = useTranslation("changes");
  const [opened, setOpened] = useState(false);
  const [words, setWords] = useState("");
  const wanted = words.trim().toLocaleLowerCase();
  const found = choices.filter(({ name, note }) => `${name} ${note ?? ""}`.toLocaleLowerCase().includes(wanted));
  const toggle = (value: string) => {
    if (most === 1) return [onChoose([value]), setOpened(false)];
    if (chosen.includes(value)) return onChoose(chosen.filter((other) => other !== value));
    return chosen.length < most ? onChoose([...chosen, value]) : undefined;
  };
  return (
    <Pill label={label} active={active} opened={opened} onToggle={setOpened}>
      {choices.length > 8 ? (
        <input
          type="search"
          className={classes.find}
          aria-label={t("web:filter.find")}
          placeholder={t("web:filter.find")}
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
        {found.length === 0 ? <p className={classes.note}>{t("web:filter.nothing")}</p> : null}
      </div>
    </Pill>
  );
}
