import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "#web/design/PageTabs.module.css";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

const pages = ["who", "population", "weights", "planner", "threshold", "score"] as const;

/** The pages of this part; the filter and the measure go along. */
export function SamplingTabs() {
  const { t } = useTranslation("sampling");
  const { pathname } = useLocation();
  const { search } = useFilter();
  const here = pages.find((page) => page !== "who" && pathname.startsWith(`/sampling/${page}`)) ?? "who";
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      {pages.map((page) => (
        <Link
          key={page}
          to={page === "who" ? "/sampling" : `/sampling/${page}`}
          search={{ ...onlyFilter(search), measure: search.measure }}
          className={classes.tab}
          data-active={page === here}
        >
          {t(`tab.${page}`)}
        </Link>
      ))}
    </nav>
  );
}
