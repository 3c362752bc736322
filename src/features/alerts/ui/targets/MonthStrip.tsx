import { Tooltip } from "@mantine/core";
import {
  IconCircleDashed,
  IconCircleFilled,
  IconCircleHalf2,
  IconLock,
  IconTriangleInvertedFilled,
  type TablerIcon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { Month, TargetView } from "#feature/alerts/contract";
import { useFigureText } from "#web/design/figure-text.ts";

import { kindOf, monthName } from "../../rules.ts";
import { endOfStep } from "../behind.ts";
import classes from "./Targets.module.css";

/** Shape beside colour: never colour alone. */
const marks: Readonly<Record<Month["verdict"], TablerIcon | null>> = {
  met: IconCircleFilled,
  missed: IconTriangleInvertedFilled,
  unclear: IconCircleHalf2,
  "too-few": IconCircleDashed,
  hidden: IconLock,
  none: null,
};

function Mark({ verdict }: { verdict: Month["verdict"] }) {
  const Icon = marks[verdict];
  return Icon === null ? null : <Icon size={12} aria-hidden />;
}

/** The last twelve months and the running one, each a mark that opens its answers. */
export function MonthStrip({ target }: { target: TargetView }) {
  const { t, i18n } = useTranslation("alerts");
  const text = useFigureText();
  const kind = kindOf(target.measure);
  const short = new Intl.DateTimeFormat(i18n.language, { month: "narrow", timeZone: "UTC" });
  return (
    <ol className={classes.strip}>
      {target.months.map((month) => {
        const name = monthName(month.month, i18n);
        const said = `${name}: ${t(`verdict.${month.verdict}`)}. ${text.whole(kind, month.figure)}${month.isRunning ? `. ${t("targets.running")}` : ""}`;
        return (
          <li key={month.month}>
            <Tooltip label={said}>
              <Link
                to="/answers"
                search={{
                  period: "custom",
                  from: month.month,
                  to: endOfStep(month.month, "month"),
                  measure: target.measure,
                  ...(target.unit === null ? {} : { where: { unit: [target.unit] } }),
                }}
                className={classes.month}
                data-verdict={month.verdict}
                data-running={month.isRunning}
                aria-label={said}
              >
                <Mark verdict={month.verdict} />
              </Link>
            </Tooltip>
            <small aria-hidden>{short.format(new Date(`${month.month}T00:00:00Z`))}</small>
          </li>
        );
      })}
    </ol>
  );
}

/** What the marks mean. */
export function StripLegend() {
  const { t } = useTranslation("alerts");
  return (
    <ul className={classes.legend} aria-label={t("targets.legend")}>
      {(["met", "missed", "unclear", "too-few"] as const).map((verdict) => (
        <li key={verdict}>
          <span className={classes.month} data-verdict={verdict} aria-hidden>
            <Mark verdict={verdict} />
          </span>
          {t(`verdict.${verdict}`)}
        </li>
      ))}
    </ul>
  );
}
