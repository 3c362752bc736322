import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";

import { formatNumber } from "../format/number.ts";
import { groupIcons, groupText, type Group } from "./groups.ts";
import classes from "./ScoreBadge.module.css";

interface ScoreBadgeProps {
  readonly kind: MeasureKind;
  readonly score: number;
  readonly group: Group | null;
}

/** One answer's score with the shape and colour of its group; the group is read out in words. */
export function ScoreBadge({ kind, score, group }: ScoreBadgeProps) {
  const { t, i18n } = useTranslation("web");
  const Icon = group === null ? null : groupIcons[group];
  const name = group === null ? "" : t(groupText(kind, group));
  return (
    <span className={classes.badge} data-group={group ?? "none"} title={name === "" ? undefined : name}>
      {Icon === null ? null : <Icon size={9} aria-hidden />}
      {formatNumber(score, i18n.language, Number.isInteger(score) ? 0 : 1)}
      <span className="unseen">{name}</span>
    </span>
  );
}
