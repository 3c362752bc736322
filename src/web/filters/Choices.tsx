import { IconCheck } from "@tabler/icons-react";

import classes from "./Choices.module.css";

interface ChoicesProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly name: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

/** A short list of which one is chosen. */
export function Choices<Value extends string>({ label, choices, chosen, onChoose }: ChoicesProps<Value>) {
  return (
    <div role="radiogroup" aria-label={label} className={classes.list}>
      {choices.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          role="radio"
          aria-checked={value === chosen}
          className={classes.choice}
          onClick={() => onChoose(value)}
        >
          {name}
          {value === chosen ? <IconCheck size={16} aria-hidden /> : null}
        </button>
      ))}
    </div>
  );
}
