import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import type { Trend } from "#feature/insight/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { FlagList } from "#web/design/charts/FlagList.tsx";
import { useTrendLook } from "#web/design/charts/trend-look.ts";
import { useFlags } from "#web/design/charts/use-flags.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { formatStep, timeSteps } from "#web/format/time.ts";

import type { OverviewItem } from "./headline.ts";
import classes from "./MeasureDetail.module.css";
import { daysOfStep } from "./steps.ts";
import { trendTable } from "./tables.ts";

const TrendChart = lazy(async () => {
  const { TrendChart: Chart } = await import("#web/design/charts/TrendChart.tsx");
  return { default: Chart };
});

/** The measure over time; the title says whether anything happened that the process does not do by itself. */
export function TrendSection({ item }: { item: OverviewItem }) {
  const { filter, search } = useFilter();
  const { compare: _, ...where } = filter;
  const step = search.step === undefined ? {} : { step: search.step };
  const { data } = useQuery({
    ...operationQuery("insight.readTrend", { body: { ...where, ...step, measure: item.measure.ref } }),
    placeholderData: keepPreviousData,
  });
  return data === undefined ? <Skeleton height={380} /> : <LoadedTrend item={item} trend={data} />;
}

function LoadedTrend({ item, trend }: { item: OverviewItem; trend: Trend }) {
  const { t, i18n } = useTranslation("insight");
  const names = useNames();
  const text = useFigureText();
  const navigate = useNavigate();
  const { search } = useFilter();
  const { measure, figure } = item;
  const look = useTrendLook(measure.kind, trend);
  const { flags, annotations } = useFlags(trend.points);
  const name = names.measure(measure);
  const known = trend.points.filter((point) => point.figure.estimate !== null).length;
  const title = useFinding(trend, name);
  const caption = `${name}: ${text.whole(measure.kind, figure)}`;
  const open = (index: number) => {
    const at = trend.points[index]?.at;
    if (at === undefined) return;
    const days = daysOfStep(at, trend.step);
    void navigate({
      to: "/answers",
      search: { ...onlyFilter(search), period: "custom", ...days, measure: measure.ref },
    });
  };

  return (
    <ChartFrame
      title={title}
      note={trend.limitsMethod === null ? t("trend.noLimits", { count: missing(trend) }) : t("trend.note")}
      methods={["trend", methodOf(measure.kind), ...(item.tail === null ? [] : (["tail"] as const))]}
      table={trendTable(trend, t, (at) => formatStep(at, trend.step, i18n.language))}
      controls={<StepChoice step={trend.step} />}
      draw={async () =>
        (await import("#web/design/charts/draw-trend.ts")).drawTrend({
          trend,
          look: { ...look, flags },
          title,
          caption,
        })
      }
    >
      {known < 2 ? (
        <p className={classes.note}>{t("trend.onePoint")}</p>
      ) : (
        <Suspense fallback={<Skeleton height={300} />}>
          <TrendChart
            kind={measure.kind}
            trend={trend}
            flags={flags}
            alternative={`${title}. ${caption}`}
            onOpen={open}
          />
        </Suspense>
      )}
      <FlagList annotations={annotations} />
    </ChartFrame>
  );
}

function StepChoice({ step }: { step: Trend["step"] }) {
  const { t } = useTranslation("insight");
  const { change } = useFilter();
  return (
    <select
      className={classes.select}
      aria-label={t("trend.step")}
      value={step}
      onChange={(event) => change({ step: timeSteps.find((each) => each === event.target.value) }, { replace: true })}
    >
      {timeSteps.map((each) => (
        <option key={each} value={each}>
          {t(`step.${each}`)}
        </option>
      ))}
    </select>
  );
}

function missing({ baseline, baselineNeeded }: Trend): number {
  return Math.max(0, baselineNeeded - baseline);
}

function useFinding(trend: Trend, name: string): string {
  const { t, i18n } = useTranslation("insight");
  const signals = trend.points.filter(({ signal }) => signal !== null);
  const last = signals.at(-1);
  if (last !== undefined) {
    const when = formatStep(last.at, trend.step, i18n.language);
    return t("trend.signals", { name, count: signals.length, when });
  }
  return t(trend.limitsMethod === null ? "trend.overTime" : "trend.stable", { name });
}
