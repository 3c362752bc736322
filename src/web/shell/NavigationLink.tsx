import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMe } from "../api/queries.ts";
import { onlyFilter } from "../filters/filter.ts";
import classes from "./Navigation.module.css";
import { mayGo, type Destination } from "./navigation.ts";

/** One line of the navigation; absent for whoever may not go there. The filter goes along where it means something. */
export function NavigationLink({ destination, narrow }: { destination: Destination; narrow: boolean }) {
  const { t } = useTranslation("web");
  const me = useMe();
  if (!mayGo(destination, me)) return null;

  const { to, text, icon: Icon, keepsFilter } = destination;
  return (
    <li>
      <Tooltip label={t(text)} disabled={!narrow} position="right">
        <Link
          to={to}
          search={keepsFilter ? (now) => onlyFilter(now) : {}}
          activeOptions={{ includeSearch: false }}
          className={classes.link}
          aria-label={narrow ? t(text) : undefined}
        >
          <Icon size={19} stroke={1.6} aria-hidden />
          <span className={classes.label}>{t(text)}</span>
        </Link>
      </Tooltip>
    </li>
  );
}
