import { useTranslation } from "react-i18next";

import type { Annotation } from "#feature/explore/contract";
import { textIn } from "#kit/language";

import { formatDay } from "../../format/time.ts";
import classes from "./TrendChart.module.css";

/** What the flags on an axis stand for. */
export function FlagList({ annotations }: { annotations: readonly Annotation[] }) {
  const { i18n } = useTranslation("web");
  if (annotations.length === 0) return null;
  return (
    <ol className={classes.flags}>
      {annotations.map(({ id, title, from }, index) => (
        <li key={id}>
          <b>{index + 1}.</b> {textIn(title, i18n.language)}
          <small>{formatDay(from, i18n.language)}</small>
        </li>
      ))}
    </ol>
  );
}
