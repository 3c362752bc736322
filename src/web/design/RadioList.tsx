import { useId } from "react";

import classes from "./RadioList.module.css";

interface RadioListProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly name: string; readonly note?: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few choices, all in sight, each with room to explain itself. */
export function RadioList({ label, choices, value, onChange }: RadioListProps) {
  const name = useId();
  return (
    <fieldset className={classes.list}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>
            {choice.name}
            {choice.note === undefined ? null : <small>{choice.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
