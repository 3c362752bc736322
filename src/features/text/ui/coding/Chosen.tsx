import { IconX } from "@tabler/icons-react";

import { partsOf, sides } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";
import type { KeyDeed } from "./keys.ts";
import type { Queue } from "./queue.ts";

interface ChosenProps {
  readonly queue: Queue;
  readonly nameOf: (code: string) => string;
  readonly onToggle: (code: string) => void;
  readonly onSide: (deed: KeyDeed) => void;
}

/** What is said of the comment; the sides go to the one that is marked. */
export function Chosen({ queue, nameOf, onToggle, onSide }: ChosenProps) {
  const { t } = useThemeWords();
  const { codes, at, mustSay } = queue;
  return (
    <section className={classes.chosen} aria-label={t("coding.chosen")}>
      {codes.length === 0 ? (
        <p className={classes.nothing} data-strong={mustSay} role={mustSay ? "alert" : undefined}>
          {t(mustSay ? "coding.mustSay" : "coding.nothingYet")}
        </p>
      ) : null}
      <ul>
        {codes.map((code) => {
          const { side } = partsOf(code);
          return (
            <li key={code} data-side={side} data-at={code === at}>
              <span>{nameOf(code)}</span>
              <small>{t(`side.${side}`)}</small>
              <button
                type="button"
                aria-label={t("coding.remove", { name: nameOf(code) })}
                onClick={() => onToggle(code)}
              >
                <IconX size={16} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {at === undefined ? null : (
        <div className={classes.sides} role="group" aria-label={t("coding.side")}>
          {sides.map(({ side }) => (
            <button
              key={side}
              type="button"
              data-side={side}
              aria-pressed={partsOf(at).side === side}
              onClick={() => onSide({ do: "side", side })}
            >
              {t(`side.${side}`)}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
