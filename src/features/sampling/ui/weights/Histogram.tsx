import { useTranslation } from "react-i18next";

import classes from "#web/design/Sections.module.css";
import { formatCount, formatNumber } from "#web/format/number.ts";

import type { SchemePreview } from "../../contract.ts";
import pictures from "../pictures/Pictures.module.css";

/** How many answers weigh how much, on a logarithmic axis: half is as far from one as double. */
export function Histogram({ bins, median }: { bins: SchemePreview["histogram"]; median: number }) {
  const { t, i18n } = useTranslation("sampling");
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined || bins.length < 2) return null;
  const most = Math.max(...bins.map(({ n }) => n));
  const number = (value: number): string => formatNumber(value, i18n.language, 2);
  const alternative = t("preview.histogram", {
    low: number(first.from),
    high: number(last.to),
    median: number(median),
  });
  return (
    <figure className={classes.section} style={{ margin: 0 }}>
      <div className={pictures.bars} role="img" aria-label={alternative}>
        {bins.map(({ from, to, n }) => (
          <span
            key={from}
            style={{ height: `${(100 * n) / most}%` }}
            title={`${number(from)} – ${number(to)}: ${formatCount(n, i18n.language)}`}
          />
        ))}
      </div>
      <div className={pictures.ends} aria-hidden>
        <span>{number(first.from)}</span>
        <span>{t("preview.weight")}</span>
        <span>{number(last.to)}</span>
      </div>
      <figcaption className={classes.note}>{alternative}</figcaption>
    </figure>
  );
}
