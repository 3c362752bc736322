import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { ViewState } from "../contract.ts";
import classes from "./Explore.module.css";

/** To what a difference is made of, under the same filter; only where two periods or two groups are compared. */
export function WhyLink({ state: { measures, groups, period, compare } }: { state: ViewState }) {
  const { t } = useTranslation("explore");
  const { search } = useFilter();
  const isComparing = groups !== undefined || (period !== undefined && compare !== undefined);
  if (!isComparing) return null;
  const sides = groups === undefined ? {} : { a: search.a, b: search.b };
  return (
    <Link to="/changes" search={{ ...onlyFilter(search), ...sides, measure: measures[0] }} className={classes.why}>
      {t("why")}
      <IconArrowRight size={16} aria-hidden />
    </Link>
  );
}
