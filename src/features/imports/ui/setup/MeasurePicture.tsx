import { useTranslation } from "react-i18next";

import type { Preview } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./MeasurePicture.module.css";

/** How the scores of one column spread: counts, so bars. */
export function MeasurePicture({ measure, title }: { measure: Preview["measures"][number]; title: string }) {
  const { t, i18n } = useTranslation("imports");
  const steps = stepsOf(measure.distribution);
  const tallest = Math.max(1, ...steps.map(([, count]) => count));
  const count = (value: number) => formatCount(value, i18n.language);

  return (
    <figure className={classes.measure}>
      <figcaption>
        <strong>{title}</strong>
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

/** Steps in order; those of a short scale of whole numbers that nobody chose stand there empty. */
function stepsOf(distribution: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  const found = Object.entries(distribution).toSorted(([a], [b]) => Number(a) - Number(b) || a.localeCompare(b));
  const numbers = found.map(([step]) => Number(step));
  const [low = 0, high = 0] = [numbers[0], numbers.at(-1)];
  if (!numbers.every(Number.isInteger) || high - low > mostSteps) return found.slice(0, mostSteps);
  return Array.from({ length: high - low + 1 }, (_, index) => [String(low + index), distribution[low + index] ?? 0]);
}

const mostSteps = 12;
