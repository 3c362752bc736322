import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import classes from "./Drivers.module.css";

const exactly = { exact: true, includeSearch: false } as const;

/** From the drivers of one outcome to measures side by side, and back; the filter goes along. */
export function Tabs({ at }: { at: "drivers" | "pillars" | "topics" }) {
  const { t } = useTranslation("drivers");
  const { search } = useFilter();
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      <Link to="/drivers" search={onlyFilter(search)} activeOptions={exactly} data-active={at === "drivers"}>
        {t("tab.drivers")}
      </Link>
      <Link to="/drivers/pillars" search={onlyFilter(search)} activeOptions={exactly} data-active={at === "pillars"}>
        {t("tab.pillars")}
      </Link>
      <Link to="/drivers/topics" search={onlyFilter(search)} activeOptions={exactly} data-active={at === "topics"}>
        {t("tab.topics")}
      </Link>
    </nav>
  );
}
