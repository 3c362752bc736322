import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { ChangeLine } from "./ChangeLine.tsx";
import type { OverviewItem } from "./headline.ts";
import classes from "./MeasureGroups.module.css";

/** The change of a measure; opens what it is made of, under the same filter. */
export function ChangeLink({ item: { measure, difference } }: { item: OverviewItem }) {
  const { t } = useTranslation("insight");
  const names = useNames();
  const { search } = useFilter();
  if (difference === null) return null;
  return (
    <Link
      to="/changes"
      search={{ ...onlyFilter(search), measure: measure.ref }}
      className={classes.why}
      aria-label={t("why", { name: names.measure(measure) })}
    >
      <ChangeLine kind={measure.kind} difference={difference} />
      {difference.clear ? <span aria-hidden>{t("whyShort")}</span> : null}
    </Link>
  );
}
