import { Link } from "@tanstack/react-router";

import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import { FigureView } from "#web/design/FigureView.tsx";
import { useNames } from "#web/format/names.ts";

import { ChangeLine } from "../ChangeLine.tsx";
import { byProgramme, type OverviewItem } from "../headline.ts";
import classes from "./Morning.module.css";

const most = 4;

/** The broad measures of the last 30 days, each opening the overview with the same filter. */
export function MonthCards({ items }: { items: readonly OverviewItem[] }) {
  const names = useNames();
  const broad = byProgramme(items).flatMap((group) => group.items.filter(({ measure }) => measure.surveyId === null));
  return (
    <ul className={classes.cards}>
      {broad.slice(0, most).map(({ measure, figure, difference }) => (
        <li key={measure.ref}>
          <p className={classes.name}>
            <Link to="/overview" search={{ period: "last-30", compare: "previous", measure: measure.ref }}>
              {names.measure(measure)}
            </Link>
            <span>{names.programme(measure.programme)}</span>
          </p>
          <FigureView kind={measure.kind} figure={figure} size="large" />
          {difference === null ? null : <ChangeLine kind={measure.kind} difference={difference} />}
          <DistributionStrip kind={measure.kind} figure={figure} />
        </li>
      ))}
    </ul>
  );
}
