import { Tooltip } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery } from "../api/queries.ts";
import classes from "./NoticeBell.module.css";

const everyMinute = 60_000;

/** The way to what one should know, with how much of it is unread. */
export function NoticeBell({ className }: { className?: string | undefined }) {
  const { t } = useTranslation("web");
  const { data } = useQuery({
    ...operationQuery("notices.listNotices", { query: { limit: 1 } }),
    refetchInterval: everyMinute,
  });
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t("notices.open") : t("notices.unread", { count: unread });
  return (
    <Tooltip label={label} position="right">
      <Link to="/notices" search={{}} className={className ?? classes.bell} aria-label={label}>
        <span className={classes.icon}>
          <IconBell size={className === undefined ? 18 : 22} stroke={1.6} aria-hidden />
          {unread === 0 ? null : <span className={classes.count}>{unread > 99 ? "99+" : unread}</span>}
        </span>
        {className === undefined ? null : t("notices.open")}
      </Link>
    </Tooltip>
  );
}
