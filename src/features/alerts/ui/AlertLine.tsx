import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconArrowDownRight,
  IconArrowUpRight,
  IconBubbleX,
  IconCheck,
  IconHourglassHigh,
  IconMessage2Exclamation,
  IconSparkles,
  IconTarget,
  IconTrendingDown,
  IconVolumeOff,
} from "@tabler/icons-react";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Alert, Finding } from "#feature/alerts/contract";
import { useMay } from "#web/api/queries.ts";
import type { AppSearch } from "#web/filters/search.ts";
import { formatDay } from "#web/format/time.ts";

import { sayFinding } from "../rules.ts";
import classes from "./Alerts.module.css";
import { useSpeech } from "./speech.ts";
import { useAlertDeeds } from "./use-alerts.ts";
import { useWatchName } from "./watch-name.ts";

interface AlertLineProps {
  readonly alert: Alert;
  /** Whether keys act on it. */
  readonly isAt: boolean;
  readonly onPoint: () => void;
}

/** One alert as a sentence: where and what, how big, since when; leads to what is behind it. */
export function AlertLine({ alert, isAt, onPoint }: AlertLineProps) {
  const { t, i18n } = useTranslation("alerts");
  const speech = useSpeech();
  const watchName = useWatchName();
  const search: AppSearch = useSearch({ strict: false });
  const { id } = useParams({ strict: false });
  const line = useRef<HTMLLIElement>(null);
  const { about, what, detail } = sayFinding(alert, speech);
  useEffect(() => {
    if (isAt) line.current?.scrollIntoView({ block: "nearest" });
  }, [isAt]);

  return (
    <li ref={line} className={classes.line} data-at={isAt} data-open={id === alert.id} data-state={alert.state}>
      <span className={classes.icon} data-tone={toneOf(alert.finding)}>
        {iconOf(alert.finding)}
      </span>
      <div className={classes.words}>
        <p className={classes.about}>
          {about}
          {alert.state === "new" ? <span className={classes.new}>{t("state.new")}</span> : null}
        </p>
        <Link
          to="/alerts/$id"
          params={{ id: alert.id }}
          search={search}
          resetScroll={false}
          className={classes.what}
          aria-current={id === alert.id ? "true" : undefined}
          onFocus={onPoint}
        >
          {upperFirst(what, i18n.language)}
        </Link>
        {detail === "" ? null : <p className={classes.detail}>{detail}</p>}
        <p className={classes.meta}>
          <span>{t("noticed", { day: formatDay(alert.openedAt, i18n.language) })}</span>
          <span>{watchName(alert.watch)}</span>
          {alert.note === "" ? null : <span>«{alert.note}»</span>}
        </p>
      </div>
      <Deeds alert={alert} />
    </li>
  );
}

function Deeds({ alert }: { alert: Alert }) {
  const { t } = useTranslation("alerts");
  const mayJudge = useMay("annotations.write");
  const { set, reopen } = useAlertDeeds();
  if (!mayJudge) return null;
  if (alert.state === "acknowledged" || alert.state === "dismissed") {
    return (
      <button type="button" className={classes.again} onClick={() => reopen(alert)}>
        {t("reopen")}
      </button>
    );
  }
  return (
    <div className={classes.deeds}>
      <Tooltip label={t("acknowledge")}>
        <ActionIcon variant="subtle" size={40} aria-label={t("acknowledge")} onClick={() => set(alert, "acknowledged")}>
          <IconCheck size={19} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("dismiss")}>
        <ActionIcon variant="subtle" size={40} aria-label={t("dismiss")} onClick={() => set(alert, "dismissed")}>
          <IconBubbleX size={19} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** Shape tells what it is, colour whether it is bad. */
export function iconOf(finding: Finding): ReactNode {
  switch (finding.type) {
    case "moved":
      if (finding.isNew) return <IconSparkles size={20} aria-hidden />;
      return finding.move === "up" ? (
        <IconArrowUpRight size={20} aria-hidden />
      ) : (
        <IconArrowDownRight size={20} aria-hidden />
      );
    case "silent":
      return <IconVolumeOff size={20} aria-hidden />;
    case "below-rest":
      return <IconTrendingDown size={20} aria-hidden />;
    case "answer":
    case "more-answers":
      return <IconMessage2Exclamation size={20} aria-hidden />;
    case "focus":
      return <IconHourglassHigh size={20} aria-hidden />;
    case "target":
      return <IconTarget size={20} aria-hidden />;
  }
}

/** Better news are told calmly; what is neither good nor bad by itself has no tone. */
export function toneOf(finding: Finding): "bad" | "good" | "plain" {
  if (finding.type === "moved") return finding.isWorse === null ? "plain" : finding.isWorse ? "bad" : "good";
  if (finding.type === "target") return finding.what === "review-due" ? "plain" : "bad";
  return ["silent", "below-rest", "focus"].includes(finding.type) ? "bad" : "plain";
}

/** A sentence begins with a capital. */
export function upperFirst(text: string, language: string): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
}
