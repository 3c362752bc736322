import { useTranslation } from "react-i18next";

import type { DirectoryImport } from "#feature/directory/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./Directory.module.css";

/** What came of a file, each count that is not zero. */
export function Counts({ shown }: { shown: Pick<DirectoryImport, "created" | "changed" | "unchanged" | "refused"> }) {
  const { t, i18n } = useTranslation("directory");
  const counts = (["created", "changed", "unchanged", "refused"] as const).filter((key) => shown[key] > 0);
  if (counts.length === 0) return <p className={classes.answer}>{t("count.nothing")}</p>;
  return (
    <p className={classes.facts}>
      {counts.map((key, index) => (
        <span key={key} className={index === 0 ? classes.answer : undefined}>
          {t(`count.${key}`, { count: shown[key], shown: formatCount(shown[key], i18n.language) })}
        </span>
      ))}
    </p>
  );
}
