import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { TargetView } from "#feature/alerts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";

import { useSpeech } from "../speech.ts";
import { MonthStrip } from "./MonthStrip.tsx";
import classes from "./Targets.module.css";

/** Whether targets are met as a card of a dashboard: each with its months. */
export function TargetsWidget() {
  const { t } = useTranslation("alerts");
  const { data, error } = useQuery(operationQuery("alerts.listTargets"));
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={180} />;
  const held = data.items.filter(({ rule }) => rule.verdict === "met").length;
  const { length } = data.items;
  return (
    <>
      <h2>{length === 0 ? t("targets.noneAnswer") : t("targets.answer", { count: length, held })}</h2>
      <ul className={classes.small} aria-label={t("targets.title")}>
        {data.items.map((target) => (
          <SmallTarget key={target.id} target={target} />
        ))}
      </ul>
    </>
  );
}

function SmallTarget({ target }: { target: TargetView }) {
  const { t } = useTranslation("alerts");
  const name = useSpeech().measure(target.measure);
  const { onTarget, known, verdict } = target.rule;
  return (
    <li>
      <p>
        <Link to="/alerts/targets/$id" params={{ id: target.id }} search={{}}>
          {target.unitName === "" ? name : `${target.unitName} · ${name}`}
        </Link>
        <small className={classes.verdict} data-verdict={verdict}>
          {t("targets.months", { onTarget, known, verdict: t(`targets.verdict-${verdict}`) })}
        </small>
      </p>
      <MonthStrip target={target} />
    </li>
  );
}
