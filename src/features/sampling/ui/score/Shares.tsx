import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "#web/design/Sections.module.css";

import type { ScoreAnswer } from "../../contract.ts";
import { partName } from "./part-name.ts";

interface SharesProps {
  readonly parts: ScoreAnswer["parts"];
  readonly split: string;
  readonly shares: Readonly<Record<string, number>>;
  readonly onChange: (shares: Readonly<Record<string, number>>) => void;
}

/** How many people each part stands for. */
export function Shares({ parts, split, shares, onChange }: SharesProps) {
  const { t, i18n } = useTranslation("sampling");
  return (
    <section className={classes.section}>
      <p className={classes.note}>{t("score.sharesNote")}</p>
      <div className={classes.controls}>
        {parts.map((part) => (
          <TextInput
            key={part.key}
            type="number"
            min={0}
            step="any"
            label={partName(part, split, i18n.language)}
            value={shares[part.key] === undefined ? "" : String(shares[part.key])}
            onChange={(event) => {
              const { [part.key]: _, ...rest } = shares;
              const amount = Number(event.target.value);
              onChange(event.target.value === "" || !(amount >= 0) ? rest : { ...rest, [part.key]: amount });
            }}
          />
        ))}
      </div>
    </section>
  );
}
