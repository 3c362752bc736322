import { useTranslation } from "react-i18next";

import type { Preview } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./MeasurePicture.module.css";

/** How the scores of one column spread: counts, so bars. */
export function MeasurePicture({ measure }: { measure: Preview["measures"][number] }) {
  const { t, i18n } = useTranslation("imports");
  const steps = Object.entries(measure.distribution)
    .toSorted(([a], [b]) => Number(a) - Number(b) || a.localeCompare(b))
    .slice(0, 12);
  const tallest = Math.max(1, ...steps.map(([, count]) => count));
  const count = (value: number) => formatCount(value, i18n.language);

  return (
    <figure className={classes.measure}>
      <figcaption>
        <strong>{measure.key}</strong>
        <span>{t(`role.score-${measure.kind}`)}</span>
        <span className="tabular">n {count(measure.n)}</span>
      </figcaption>
      <ul className={classes.steps}>
        {steps.map(([step, rows]) => (
          <li key={step} title={`${step}: ${count(rows)}`}>
            <span className={classes.bar}>
              <i style={{ height: `${(100 * rows) / tallest}%` }} />
            </span>
            <small>{step}</small>
            <span className="unseen">{count(rows)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
