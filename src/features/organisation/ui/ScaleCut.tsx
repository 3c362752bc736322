import { useTranslation } from "react-i18next";

import type { CutPoints } from "#feature/organisation/contract";

import classes from "./ScaleCut.module.css";

/** The scale 0 to 10 as it is cut: which answers count as whom. */
export function ScaleCut({ cut }: { cut: CutPoints }) {
  const { t } = useTranslation("organisation");
  return (
    <ol className={classes.scale} aria-label={t("cut.title")}>
      {Array.from({ length: 11 }, (_, score) => (
        <li key={score} data-group={groupOf(score, cut)}>
          {score}
          <span className="unseen">{t(`web:group.nps-${groupOf(score, cut)}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function groupOf(score: number, { detractorMax, promoterMin }: CutPoints): "low" | "middle" | "high" {
  if (score <= detractorMax) return "low";
  return score >= promoterMin ? "high" : "middle";
}
