import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Training } from "#feature/sample/contract";

import classes from "./Sample.module.css";

interface TourChoiceProps {
  readonly task: string;
  readonly choices: Training["tasks"][number]["choices"];
  readonly isWrong: boolean;
  readonly isPending: boolean;
  readonly onAnswer: (key: string) => void;
}

/** A question of the tour: what did you find? */
export function TourChoice({ task, choices, isWrong, isPending, onAnswer }: TourChoiceProps) {
  const { t, i18n } = useTranslation("sample");
  const [chosen, setChosen] = useState<string>();
  return (
    <fieldset className={classes.choice}>
      <legend>{t("tour.found")}</legend>
      {choices.map(({ key, name }) => (
        <label key={key}>
          <input
            type="radio"
            name={`tour-${task}`}
            value={key}
            checked={chosen === key}
            onChange={() => setChosen(key)}
          />
          {name[i18n.language] ?? name["en"]}
        </label>
      ))}
      <Button
        variant="default"
        disabled={chosen === undefined}
        loading={isPending}
        onClick={() => (chosen === undefined ? undefined : onAnswer(chosen))}
      >
        {t("tour.check")}
      </Button>
      <p role="status">{isWrong ? t("tour.wrong") : null}</p>
    </fieldset>
  );
}
