import { Progress } from "@mantine/core";

import type { Recoding } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

/** How far coding the past anew is. */
export function RecodingProgress({ recoding: { done, changed, total } }: { recoding: Recoding }) {
  const { t, count } = useThemeWords();
  const value = total === 0 ? 100 : (100 * done) / total;
  const params = { done: count(done), total: count(total), changed: count(changed) };
  return (
    <div className={classes.progress}>
      <p aria-live="polite">{t("recoding.progress", params)}</p>
      <Progress value={value} aria-label={t("recoding.title")} />
    </div>
  );
}
