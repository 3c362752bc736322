import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Alert } from "#feature/alerts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";

import { sayFinding } from "../rules.ts";
import { iconOf, toneOf, upperFirst } from "./AlertLine.tsx";
import classes from "./Alerts.module.css";
import { useSpeech } from "./speech.ts";

const mostShown = 12;

/** What needs attention now as a card of a dashboard: how much is open, the newest first. */
export function AlertsWidget() {
  const { t } = useTranslation("alerts");
  const { data, error } = useQuery(operationQuery("alerts.listAlerts", { query: { state: "open", limit: mostShown } }));
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const calm = t(data.lookedAt === null ? "notLooked" : "calm");
  return (
    <>
      <h2>{data.open === 0 ? calm : t("answer", { count: data.open })}</h2>
      <ul className={classes.small} aria-label={t("title")}>
        {data.items.map((alert) => (
          <SmallLine key={alert.id} alert={alert} />
        ))}
      </ul>
    </>
  );
}

function SmallLine({ alert }: { alert: Alert }) {
  const { i18n } = useTranslation("alerts");
  const { about, what } = sayFinding(alert, useSpeech());
  return (
    <li>
      <span className={classes.icon} data-tone={toneOf(alert.finding)}>
        {iconOf(alert.finding)}
      </span>
      <span>
        <small>{about}</small>
        <Link to="/alerts/$id" params={{ id: alert.id }} search={{}}>
          {upperFirst(what, i18n.language)}
        </Link>
      </span>
    </li>
  );
}
