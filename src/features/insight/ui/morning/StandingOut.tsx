import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import type { Filter, Ranking } from "#feature/insight/contract";
import { operationQuery } from "#web/api/queries.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { useNames } from "#web/format/names.ts";

import classes from "./Morning.module.css";

interface StandingOutProps {
  readonly measure: Measure;
  readonly month: Pick<Partial<Filter>, "period">;
}

/** Units that differ from the rest beyond noise this month; nothing where there is only one. */
export function StandingOut({ measure, month }: StandingOutProps) {
  const { t } = useTranslation("insight");
  const { data } = useQuery({
    ...operationQuery("insight.readRanking", {
      body: { period: month.period, measure: measure.ref, dimension: "unit" },
    }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined || data.items.length < 2) return null;
  const below = data.items.filter(({ verdict }) => verdict === "below");
  const above = data.items.filter(({ verdict }) => verdict === "above");
  return (
    <div className={classes.out}>
      <h3>{t("morning.units")}</h3>
      {below.length + above.length === 0 ? (
        <p className={classes.none}>{t("morning.noneOut", { count: data.tested })}</p>
      ) : null}
      <UnitLines title={t("web:verdict.below")} items={below.slice(0, 5)} measure={measure} />
      <UnitLines title={t("web:verdict.above")} items={above.slice(0, 5)} measure={measure} />
    </div>
  );
}

interface UnitLinesProps {
  readonly title: string;
  readonly items: Ranking["items"];
  readonly measure: Measure;
}

function UnitLines({ title, items, measure }: UnitLinesProps) {
  const names = useNames();
  const text = useFigureText();
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className={classes.units}>
        {items.map(({ value, name, figure }) => (
          <li key={value}>
            <Link to="/answers" search={{ period: "last-30", measure: measure.ref, where: { unit: [value] } }}>
              {names.value("unit", value, name)}
            </Link>
            <span className="tabular">{text.whole(measure.kind, figure)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
