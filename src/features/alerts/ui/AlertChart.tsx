import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { Alert, Chart, MovedFinding } from "#feature/alerts/contract";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useTrendLook } from "#web/design/charts/trend-look.ts";
import { Skeleton } from "#web/design/Skeleton.tsx";
import type { TableModel } from "#web/design/table-model.ts";
import { formatStep } from "#web/format/time.ts";

import { behindOf, endOfStep } from "./behind.ts";
import { trendOf, unitOf } from "./chart-trend.ts";
import { GatheredPath } from "./GatheredPath.tsx";

const TrendChart = lazy(async () => {
  const { TrendChart: Drawn } = await import("#web/design/charts/TrendChart.tsx");
  return { default: Drawn };
});

interface AlertChartProps {
  readonly alert: Alert;
  readonly finding: MovedFinding;
  readonly chart: Chart;
  /** What it shows, in a sentence. */
  readonly alternative: string;
}

/** The series behind an alert: each point with its interval, what was expected of it, where it is taken to have changed. */
export function AlertChart({ alert, finding, chart, alternative }: AlertChartProps) {
  const { t, i18n } = useTranslation("alerts");
  const navigate = useNavigate();
  const trend = trendOf(chart);
  const kind = unitOf(chart);
  const look = useTrendLook(kind, trend);
  const flags = flagsOf(alert, chart);
  const expected = chart.points.map((point) => point.expected);
  const open = (index: number) => {
    const at = chart.points[index]?.at;
    if (at === undefined) return;
    const search = behindOf(alert, { from: at, to: endOfStep(at, chart.step) });
    if (search !== null) void navigate({ to: "/answers", search });
  };
  return (
    <ChartFrame
      title={t("chart.title")}
      note={noteOf(chart, t)}
      methods={["watch"]}
      table={tableOf(chart, t, (at) => formatStep(at, chart.step, i18n.language))}
      draw={async () =>
        (await import("#web/design/charts/draw-trend.ts")).drawTrend({
          trend,
          look: { ...look, flags, expected },
          title: alternative,
          caption: noteOf(chart, t),
        })
      }
    >
      <Suspense fallback={<Skeleton height={300} />}>
        <TrendChart
          kind={kind}
          trend={trend}
          flags={flags}
          expected={expected}
          alternative={alternative}
          onOpen={open}
        />
      </Suspense>
      {finding.detector === "leap" ? null : <GatheredPath chart={chart} move={finding.move} />}
    </ChartFrame>
  );
}

type Words = ReturnType<typeof useTranslation<"alerts">>["t"];

/** From where it is taken to have changed to where it was told. */
function flagsOf({ onset, at }: Alert, { points }: Chart) {
  const place = (day: string): number => points.findLastIndex((point) => point.at <= day);
  const [from, to] = [place(onset), place(at)];
  return from < 0 || to < 0 ? [] : [{ from, to, label: "!" }];
}

function noteOf({ season, step, overdispersion }: Chart, t: Words): string {
  const parts = [
    t(`chart.step-${step}`),
    season.weekday ? t("chart.weekday") : "",
    season.month ? t("chart.month") : "",
    overdispersion > 1.15 ? t("chart.stretched", { times: Math.round(Math.sqrt(overdispersion) * 10) / 10 }) : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function tableOf({ points }: Chart, t: Words, label: (at: string) => string): TableModel {
  const numeric = ["value", "low", "high", "n"].map((key) => ({ label: t(`web:chart.${key}`), numeric: true }));
  return {
    columns: [
      { label: t("web:chart.when"), numeric: false },
      ...numeric,
      { label: t("chart.expected"), numeric: true },
      { label: t("chart.sumUp"), numeric: true },
      { label: t("chart.sumDown"), numeric: true },
    ],
    rows: points.map(({ at, value, low, high, n, expected, up, down }) => [
      label(at),
      rounded(value),
      rounded(low),
      rounded(high),
      n,
      rounded(expected),
      rounded(up),
      rounded(down),
    ]),
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
