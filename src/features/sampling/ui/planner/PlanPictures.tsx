import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DataTable } from "#web/design/DataTable.tsx";
import classes from "#web/design/Sections.module.css";
import { formatCount, formatNumber } from "#web/format/number.ts";

import type { Plan } from "../../contract.ts";
import { planTable } from "../../rules.ts";
import type { Curve } from "../pictures/curve.ts";
import { CurvePicture } from "../pictures/CurvePicture.tsx";
import { drawCurve } from "../pictures/draw-curve.ts";
import { filesOf, useWords } from "../use-sampling.ts";

interface PlanPicturesProps {
  readonly plan: Plan;
  readonly question: NonNullable<OperationCall<"sampling.planQuota">["body"]>;
}

/** The margin by number of answers, and the quota of each segment. */
export function PlanPictures({ plan, question }: PlanPicturesProps) {
  const { t, i18n } = useTranslation("sampling");
  const words = useWords();
  const { curve: points, total, segments, unit, detectable, varianceFrom, varianceN } = plan;
  const digits = unit === "steps" ? 2 : 1;
  const amount = (value: number): string => t(`unit.${unit}`, { value: formatNumber(value, i18n.language, digits) });
  const count = (value: number): string => formatCount(Math.ceil(value), i18n.language);
  const title = t("planner.finding", { answers: count(total.mostAnswers), margin: amount(total.margin ?? 0) });
  const note = [
    t("planner.detectable", { difference: amount(detectable) }),
    varianceFrom === "own" ? t("planner.fromOwn", { n: count(varianceN ?? 0) }) : t("planner.fromSafe"),
  ].join(" ");
  const curve: Curve = {
    points: points
      .filter(({ answers }) => answers <= Math.max(2000, 2 * total.mostAnswers))
      .map(({ answers, margin }) => ({ x: answers, y: margin })),
    target: question.margin,
    marks: [
      {
        x: Math.min(total.mostAnswers, points.at(-1)?.answers ?? 0),
        label: t("planner.needed", { answers: count(total.mostAnswers) }),
      },
    ],
    xLabel: t("table.answersNeeded"),
    yLabel: t("table.margin"),
    formatX: count,
    formatY: (value) => formatNumber(value, i18n.language, 0),
  };
  return (
    <div className={classes.stack}>
      <ChartFrame
        title={title}
        note={note}
        methods={["quota"]}
        table={planTable(plan, words)}
        draw={() => drawCurve(curve, { title, caption: note })}
        files={filesOf({ about: "plan", ask: question })}
      >
        <CurvePicture curve={curve} alternative={`${title} ${note}`} />
      </ChartFrame>
      {segments.length === 0 ? null : (
        <section className={classes.section}>
          <h2>{t("planner.segments")}</h2>
          <DataTable
            caption={t("planner.segments")}
            rows={[...segments, { ...total, value: " total", name: t("table.total") }]}
            rowKey={({ value }) => value}
            columns={[
              { key: "name", label: t("table.segment"), render: ({ name }) => name },
              {
                key: "people",
                label: t("table.people"),
                numeric: true,
                render: ({ population }) => (population === null ? t("field.unknown") : count(population)),
              },
              {
                key: "answers",
                label: t("table.answersNeeded"),
                numeric: true,
                render: ({ answers }) => count(answers),
              },
              {
                key: "invitations",
                label: t("table.invitations"),
                numeric: true,
                render: ({ invitations }) => count(invitations),
              },
              {
                key: "perDay",
                label: t("table.perDay"),
                numeric: true,
                render: ({ perDay }) => formatNumber(perDay, i18n.language, 1),
              },
              { key: "perWeek", label: t("table.perWeek"), numeric: true, render: ({ perWeek }) => count(perWeek) },
              {
                key: "margin",
                label: t("table.margin"),
                numeric: true,
                render: ({ margin }) => (margin === null ? t("planner.noMargin") : amount(margin)),
              },
              {
                key: "state",
                label: t("planner.state"),
                render: ({ isReachable }) => (isReachable ? t("planner.fits") : t("planner.small")),
              },
            ]}
          />
        </section>
      )}
    </div>
  );
}
