import { Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Rule, Watch } from "#feature/alerts/contract";
import { formatNumber } from "#web/format/number.ts";
import { formatInstant } from "#web/format/time.ts";

import { upperFirst } from "../AlertLine.tsx";
import { useRuleText, useWatchName } from "../watch-name.ts";
import { useWatchDeeds } from "./use-watch-deeds.ts";
import classes from "./Watches.module.css";

/** One watch: what it looks at, how it stands, how often it was right, and its switch. */
export function WatchRow({ watch }: { watch: Watch }) {
  const { t, i18n } = useTranslation("alerts");
  const watchName = useWatchName();
  const ruleText = useRuleText();
  const deeds = useWatchDeeds();
  const name = watchName(watch);
  const rule = ruleText(watch.rule);
  const units = watch.units?.map((unit) => unit.name).join(", ");
  return (
    <li className={classes.row} data-off={!watch.isOn}>
      <div className={classes.words}>
        <Link
          to="/alerts/watches/$id"
          params={{ id: watch.id }}
          search={{}}
          resetScroll={false}
          className={classes.name}
        >
          {name}
        </Link>
        <p className={classes.rule}>
          {name === rule ? "" : upperFirst(rule, i18n.language)}
          {units === undefined ? "" : ` · ${units}`}
        </p>
        <p className={classes.meta}>
          <StatusText watch={watch} />
          {watch.judgedAt === null ? null : (
            <span>{t("watches.looked", { when: formatInstant(watch.judgedAt, i18n.language) })}</span>
          )}
        </p>
      </div>
      <dl className={classes.figures}>
        <div>
          <dt>{t("watches.rate")}</dt>
          <dd>
            {"falseAlarms" in watch.rule
              ? t("watches.aYear", {
                  rate: formatNumber(watch.rule.falseAlarms, i18n.language, watch.rule.falseAlarms < 1 ? 1 : 0),
                })
              : "—"}
          </dd>
        </div>
        <div>
          <dt>{t("watches.opened")}</dt>
          <dd>{watch.alerts.opened}</dd>
        </div>
        <div>
          <dt>{t("watches.precision")}</dt>
          <dd>{precisionText(watch, i18n.language) ?? t("watches.unjudged")}</dd>
        </div>
      </dl>
      <Switch
        size="md"
        checked={watch.isOn}
        disabled={!watch.mayWrite || deeds.isPending}
        aria-label={t(watch.isOn ? "watches.switchOff" : "watches.switchOn", { name })}
        onChange={() => deeds.toggle(watch)}
      />
    </li>
  );
}

/** What a watch looks at where it looks at no series. */
const countedAs: Partial<Record<Rule["kind"], string>> = {
  answer: "status.answers",
  target: "status.targets",
  focus: "status.problems",
  rest: "status.groups",
};

/** What is watched and what is not yet: never silence about a watch that sees nothing. */
export function StatusText({ watch }: { watch: Watch }) {
  const { t } = useTranslation("alerts");
  const { status, judgedAt, isOn, rule } = watch;
  if (!isOn) return <span>{t("status.off")}</span>;
  if (status.problem !== null) return <span className={classes.problem}>{t("status.problem")}</span>;
  if (judgedAt === null) return <span>{t("status.soon")}</span>;
  const counted = countedAs[rule.kind];
  if (counted !== undefined) return <span>{t(counted, { count: status.watched })}</span>;
  const parts = [
    status.watched > 0 ? t("status.watched", { count: status.watched }) : "",
    status.waiting > 0 ? t("status.waiting", { count: status.waiting }) : "",
    status.tooFew > 0 ? t("status.tooFew", { count: status.tooFew }) : "",
    status.hidden > 0 ? t("status.hidden", { count: status.hidden }) : "",
  ].filter(Boolean);
  return <span>{parts.length === 0 ? t("status.nothing") : parts.join(" · ")}</span>;
}

function precisionText({ precision }: Watch, language: string): string | null {
  if (precision === null) return null;
  const percent = (share: number): string =>
    new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
  return `${percent(precision.value)} (${percent(precision.low)}–${percent(precision.high)}), n ${precision.n}`;
}
