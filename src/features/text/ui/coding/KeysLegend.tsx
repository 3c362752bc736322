import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";
import { deskKeys } from "./use-desk-keys.ts";

/** Keys that are known by their sign; the font has no arrows. */
const drawn: Readonly<Record<string, ReactNode>> = {
  "→": <IconArrowRight size={12} aria-hidden />,
  "←": <IconArrowLeft size={12} aria-hidden />,
};

/** The keys, always in sight where there is a keyboard. */
export function KeysLegend() {
  const { t } = useThemeWords();
  return (
    <dl className={classes.keys} aria-label={t("coding.keys")}>
      {deskKeys.map(({ key, label }) => (
        <div key={key}>
          <dt>
            <kbd>{drawn[key] ?? key}</kbd>
          </dt>
          <dd>{t(label)}</dd>
        </div>
      ))}
    </dl>
  );
}
