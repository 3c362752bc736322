import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "./Alerts.module.css";

/** What stands out, what is watched, what should be reached. */
export function AlertTabs() {
  const { t } = useTranslation("alerts");
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      <Link to="/alerts" search={{}} activeOptions={{ exact: true, includeSearch: false }}>
        {t("tab.alerts")}
      </Link>
      <Link to="/alerts/watches" search={{}} activeOptions={{ includeSearch: false }}>
        {t("tab.watches")}
      </Link>
      <Link to="/alerts/targets" search={{}} activeOptions={{ includeSearch: false }}>
        {t("tab.targets")}
      </Link>
    </nav>
  );
}
