import { IconAlertTriangle } from "@tabler/icons-react";

import type { Explanation } from "../contract.ts";
import { warningsIn } from "../rules/telling/sentences-warnings.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";

/** What one has to know before believing the comparison. */
export function Warnings({ explanation }: { explanation: Explanation }) {
  const words = useChangeWords();
  const lines = warningsIn(explanation, words);
  if (lines.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label={words.t("notes")}>
      {lines.map((line) => (
        <li key={line}>
          <IconAlertTriangle size={16} aria-hidden />
          {line}
        </li>
      ))}
    </ul>
  );
}
