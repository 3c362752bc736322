import { IconBellRinging } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "../api/queries.ts";
import classes from "./AttentionLine.module.css";

/** How many alerts are open, as a line on first pages; nothing while nothing is, so that calm pages stay calm. */
export function AttentionLine() {
  const { t } = useTranslation("web");
  const may = useMay("insight.read");
  const { data } = useQuery({ ...operationQuery("alerts.readAttention"), enabled: may, staleTime: 60_000 });
  if (data === undefined || data.open === 0) return null;
  return (
    <Link to="/alerts" search={{}} className={classes.line}>
      <IconBellRinging size={17} aria-hidden />
      {t("attention.open", { count: data.open })}
    </Link>
  );
}
