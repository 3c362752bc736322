import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMe } from "../api/queries.ts";
import { onlyFilter } from "../filters/filter.ts";
import classes from "./BottomBar.module.css";
import { destinations } from "./navigation.ts";
import { mayGo } from "./NavigationLink.tsx";

/** The navigation of a phone, within reach of the thumb. */
export function BottomBar() {
  const { t } = useTranslation("web");
  const held = useMe()?.permissions ?? [];
  return (
    <nav aria-label={t("nav.label")} className={classes.bar}>
      {destinations
        .filter((item) => mayGo(item, held))
        .map(({ to, text, icon: Icon, keepsFilter }) => (
          <Link
            key={to}
            to={to}
            search={keepsFilter ? (now) => onlyFilter(now) : {}}
            activeOptions={{ exact: to === "/", includeSearch: false }}
            className={classes.link}
          >
            <Icon size={22} stroke={1.6} aria-hidden />
            {t(text)}
          </Link>
        ))}
    </nav>
  );
}
