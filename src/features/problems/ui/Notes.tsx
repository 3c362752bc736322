import { IconInfoCircle } from "@tabler/icons-react";

import type { PainMap } from "../contract.ts";
import { noteKey } from "../rules.ts";
import classes from "./Pain.module.css";
import { useMapWords } from "./words.ts";

/** What a reader must know before believing the map. */
export function Notes({ map }: { map: PainMap }) {
  const { t } = useMapWords();
  const nameOf = (key: string): string => map.items.find((item) => item.key === key)?.name ?? key;
  const sets = map.inseparable.filter((set) => set.length > 1);
  if (map.notes.length === 0 && sets.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {map.notes.map((note) => (
        <li key={note}>
          <IconInfoCircle size={16} aria-hidden />
          {t(noteKey(note, map.query.side))}
        </li>
      ))}
      {sets.map((set) => (
        <li key={set.join(" ")}>
          <IconInfoCircle size={16} aria-hidden />
          {t("note.inseparable", { names: set.map(nameOf).join(", ") })}
        </li>
      ))}
    </ul>
  );
}
