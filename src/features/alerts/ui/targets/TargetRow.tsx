import { Button } from "@mantine/core";
import { IconClockExclamation } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { TargetView } from "#feature/alerts/contract";
import { useMay } from "#web/api/queries.ts";
import { FigureView } from "#web/design/FigureView.tsx";

import { amount, kindOf } from "../../rules.ts";
import { formatChance } from "../HowSure.tsx";
import { useSpeech } from "../speech.ts";
import { MonthStrip } from "./MonthStrip.tsx";
import classes from "./Targets.module.css";
import { useTargetDeeds } from "./use-target-deeds.ts";

/** A target: what it is, its twelve months, the rule of nine of twelve with its chance, and where it is heading. */
export function TargetRow({ target }: { target: TargetView }) {
  const { t, i18n } = useTranslation("alerts");
  const speech = useSpeech();
  const mayWrite = useMay("alerts.write");
  const deeds = useTargetDeeds();
  const kind = kindOf(target.measure);
  const last = target.months.findLast(({ isRunning }) => !isRunning);
  const name = speech.measure(target.measure);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Link
          to="/alerts/targets/$id"
          params={{ id: target.id }}
          search={{}}
          resetScroll={false}
          className={classes.name}
        >
          {target.unitName === "" ? name : `${target.unitName} · ${name}`}
        </Link>
        <p className={classes.aim}>
          {t(`targets.aim-${target.better}`, {
            target: amount(kind, target.value, i18n),
            threshold: amount(kind, target.threshold, i18n),
          })}
        </p>
        {last === undefined ? null : (
          <p className={classes.last}>
            {t("targets.last")} <FigureView kind={kind} figure={last.figure} />
          </p>
        )}
        {target.isReviewDue ? (
          <p className={classes.due}>
            <IconClockExclamation size={16} aria-hidden />
            {t("targets.due")}
            {mayWrite ? (
              <Button variant="subtle" size="compact-sm" onClick={() => deeds.review(target.id)}>
                {t("targets.reviewed")}
              </Button>
            ) : null}
          </p>
        ) : null}
      </div>
      <div className={classes.track}>
        <MonthStrip target={target} />
        <p className={classes.verdict} data-verdict={target.rule.verdict}>
          <RuleText target={target} />
        </p>
        <TrendText target={target} />
      </div>
    </li>
  );
}

/** The rule of nine of twelve, by the figures and by chance. */
function RuleText({ target: { rule } }: { target: TargetView }) {
  const { t, i18n } = useTranslation("alerts");
  const chance = formatChance(rule.probability, i18n.language);
  const params = { onTarget: rule.onTarget, known: rule.known, chance, needed: rule.needed };
  if (rule.verdict === "too-early") return <>{t("nine.too-early", { ...params, count: rule.needed - rule.known })}</>;
  return <>{t(`nine.${rule.verdict}`, params)}</>;
}

function TrendText({ target }: { target: TargetView }) {
  const { t, i18n } = useTranslation("alerts");
  const { trend, measure } = target;
  if (trend === null) return null;
  const kind = kindOf(measure);
  const [by, low, high] = [trend.slope, trend.low, trend.high].map((value) => signed(value, kind, i18n.language));
  if (!trend.isClear) return <p className={classes.trend}>{t("heading.none", { low, high })}</p>;
  const text = t("heading.clear", { by, low, high });
  const crosses =
    trend.crossesIn === null ? "" : ` ${t("heading.crosses", { count: Math.max(1, Math.round(trend.crossesIn)) })}`;
  return (
    <p className={classes.trend}>
      {text}
      {crosses}
    </p>
  );
}

function signed(value: number, kind: string, language: string): string {
  const digits = ["nps", "enps", "csat"].includes(kind) ? 1 : 2;
  const format = { maximumFractionDigits: digits, signDisplay: "exceptZero" } as const;
  return new Intl.NumberFormat(language, format).format(value).replace("-", "−");
}
