import { useTranslation } from "react-i18next";

import type { Alert } from "#feature/alerts/contract";
import { formatNumber } from "#web/format/number.ts";

import classes from "./Alerts.module.css";

/** How sure an alert is, in a sentence: how often its watch cries wolf. */
export function HowSure({ alert: { finding } }: { alert: Alert }) {
  const { t, i18n } = useTranslation("alerts");
  if (finding.type === "moved") {
    return (
      <section className={classes.sure} aria-label={t("sure.title")}>
        <h3>{t("sure.title")}</h3>
        <p>
          {t("sure.series", { count: finding.series })}{" "}
          {t("sure.moved", { rate: formatNumber(finding.falseAlarms, i18n.language, finding.falseAlarms < 1 ? 2 : 0) })}{" "}
          {t("sure.after")}
        </p>
      </section>
    );
  }
  if (finding.type === "silent") return <Sure text={t("sure.silent", { chance: chance(finding.probability) })} />;
  if (finding.type === "below-rest") return <Sure text={t("sure.rest", { count: finding.tested })} />;
  if (finding.type === "focus") return <Sure text={t(`sure.focus-${finding.what}`, { count: finding.days })} />;
  if (finding.type === "target" && finding.probability !== null)
    return <Sure text={t("sure.target", { chance: formatChance(finding.probability, i18n.language) })} />;
  return null;
}

function Sure({ text }: { text: string }) {
  const { t } = useTranslation("alerts");
  return (
    <section className={classes.sure} aria-label={t("sure.title")}>
      <h3>{t("sure.title")}</h3>
      <p>{text}</p>
    </section>
  );
}

function chance(probability: number): string {
  const times = Math.min(1e6, Math.round(1 / Math.max(probability, 1e-12)));
  return times.toLocaleString();
}

/** A probability in whole per cent: never said to be certain or impossible. */
export function formatChance(probability: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  if (probability > 0.99) return `>${format.format(0.99)}`;
  return probability < 0.01 ? `<${format.format(0.01)}` : format.format(probability);
}
