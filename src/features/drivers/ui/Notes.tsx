import { IconAlertTriangle } from "@tabler/icons-react";

import type { Drivers } from "../contract.ts";
import { listed } from "../rules.ts";
import { useDriverWords } from "./driver-words.ts";
import classes from "./Drivers.module.css";

/** What one has to know before believing the drivers, and what could not be told. */
export function Notes({ drivers: { warnings, setAside, answered, n, drivers } }: { drivers: Drivers }) {
  const words = useDriverWords();
  const { t, language } = words;
  const titleOf = (title: string): string => {
    const driver = drivers.find((one) => one.title === title);
    return driver === undefined ? title : words.name(driver);
  };
  const lines = [
    ...warnings.map(({ code, names, value }) =>
      t(`warning.${code}`, {
        names: listed(names.map(titleOf), language),
        share: words.percent(value ?? 0),
        number: words.count(Math.round(value ?? 0)),
        n: words.count(n ?? 0),
        answered: words.count(answered ?? 0),
      }),
    ),
    ...setAside.map(({ ref, title, level, reason, with: others }) =>
      t(reason === "constant" ? "setAside.constant" : "setAside.collinear", {
        name: [
          words.name({ kind: ref.startsWith("dimension:") ? "dimension" : "question", title }),
          level === "" ? "" : words.level({ name: level }),
        ]
          .filter(Boolean)
          .join(": "),
        others: listed(others.map(titleOf), language),
      }),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label={t("notes")}>
      {lines.map((line) => (
        <li key={line}>
          <IconAlertTriangle size={16} aria-hidden />
          {line}
        </li>
      ))}
    </ul>
  );
}
