import { useTranslation } from "react-i18next";

import type { Preview, Rule } from "#feature/alerts/contract";

import { amount, kindOf } from "../../rules.ts";
import classes from "./Watches.module.css";

/** How soon a lasting change is noticed, by its size: in units of the measure where all series share one. */
export function Promises({ promises, kind }: { promises: Preview["promises"]; kind: Rule["kind"] }) {
  const { t, i18n } = useTranslation("alerts");
  if (promises.length === 0) return null;
  return (
    <div className={classes.promises}>
      <h3>{t("promise.title")}</h3>
      {promises.map((promise) => (
        <ul key={promise.step}>
          {promise.delays.map(({ sigmas, found, median, horizon }) => (
            <li key={sigmas}>
              {t(`promise.${median === null ? "rarely" : "half"}-${promise.step}`, {
                size: sizeOf(promise, sigmas),
                count: median ?? horizon,
                found: new Intl.NumberFormat(i18n.language, { style: "percent" }).format(found),
              })}
            </li>
          ))}
        </ul>
      ))}
      <p className={classes.meta}>{t("promise.why")}</p>
    </div>
  );

  function sizeOf({ sigma, measure }: Preview["promises"][number], sigmas: number): string {
    if (sigma === null || measure === null)
      return t("promise.sigmas", { sigmas: sigmas.toLocaleString(i18n.language) });
    const unit = kind === "share" ? "share" : kind === "volume" ? "volume" : kindOf(measure);
    return t("promise.by", { by: amount(unit, sigma * sigmas, i18n) });
  }
}
