import { IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Look.module.css";
import { colourIn } from "./readable.ts";

interface ColourFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  /** What is used while none is chosen. */
  readonly otherwise: string;
  readonly onChange: (colour: string | undefined) => void;
}

/** A colour, chosen by eye or typed as #rrggbb; it can be given back. */
export function ColourField({ label, value, otherwise, onChange }: ColourFieldProps) {
  const { t } = useTranslation("surveys");
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const shown = value ?? otherwise;
  const isWrong = typed !== undefined && colourIn(typed) === undefined;
  const type = (text: string) => {
    setTyped(text);
    const colour = colourIn(text);
    if (colour !== undefined) onChange(colour);
  };
  return (
    <div className={classes.colour}>
      <label htmlFor={id}>{label}</label>
      <span>
        <input
          type="color"
          aria-label={t("look.pick", { name: label })}
          value={shown}
          onChange={(event) => [setTyped(undefined), onChange(event.target.value)]}
        />
        <input
          id={id}
          value={typed ?? value ?? ""}
          placeholder={otherwise}
          aria-invalid={isWrong}
          maxLength={7}
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(undefined)}
        />
        {value === undefined ? null : (
          <button
            type="button"
            aria-label={t("look.giveBack", { name: label })}
            onClick={() => [setTyped(undefined), onChange(undefined)]}
          >
            <IconX size={16} aria-hidden />
          </button>
        )}
      </span>
      {isWrong ? <small role="status">{t("look.wrong", { sample: "#rrggbb" })}</small> : null}
    </div>
  );
}
