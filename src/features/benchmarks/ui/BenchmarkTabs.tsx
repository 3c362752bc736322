import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "#web/design/PageTabs.module.css";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

const pages = ["competitors", "perception", "promise", "streaks", "growth", "examples"] as const;

/** The pages of this part; the filter goes along. */
export function BenchmarkTabs() {
  const { t } = useTranslation("benchmarks");
  const { pathname } = useLocation();
  const { search } = useFilter();
  const here = pages.find((page) => page !== "competitors" && pathname === `/competitors/${page}`) ?? "competitors";
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      {pages.map((page) => (
        <Link
          key={page}
          to={page === "competitors" ? "/competitors" : `/competitors/${page}`}
          search={onlyFilter(search)}
          className={classes.tab}
          data-active={page === here}
        >
          {t(`tab.${page}`)}
        </Link>
      ))}
    </nav>
  );
}
