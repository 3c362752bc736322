import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Trend } from "#feature/insight/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useTrendLook } from "#web/design/charts/trend-look.ts";
import { useFlags } from "#web/design/charts/use-flags.ts";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatStep, timeSteps } from "#web/format/time.ts";

import type { Found, ViewState } from "../../contract.ts";
import { questionOf, type Speech } from "../../rules.ts";
import { AnnotationList } from "../annotations/AnnotationList.tsx";
import { useOpenAnswers } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import { takeAlong } from "../take-along.ts";
import classes from "./Pictures.module.css";
import { trendBody } from "./trend-body.ts";

const TrendChart = lazy(async () => {
  const { TrendChart: Chart } = await import("#web/design/charts/TrendChart.tsx");
  return { default: Chart };
});

interface TrendPictureProps {
  readonly state: ViewState;
  readonly found: Found;
  readonly title: string;
}

/** The measure over time with its band, control limits, and what happened meanwhile. */
export function TrendPicture({ state, found, title }: TrendPictureProps) {
  const { today } = useFilter();
  const { data } = useQuery({
    ...operationQuery("insight.readTrend", {
      body: trendBody(state, found.ref, today),
    }),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return <Skeleton height={380} />;
  return <LoadedTrend state={state} found={found} title={title} trend={data} />;
}

function LoadedTrend({ state, found, title, trend }: TrendPictureProps & { readonly trend: Trend }) {
  const { t, i18n } = useTranslation("explore");
  const speech = useSpeech();
  const mayNote = useMay("annotations.write");
  const openAnswers = useOpenAnswers(state);
  const { today } = useFilter();
  const { flags, annotations } = useFlags(trend.points);
  const [noting, setNoting] = useState<string | null>(null);
  const kind = found.measure?.kind ?? "nps";
  const look = useTrendLook(kind, trend);
  const name = found.measure === null ? "" : speech.measure(found.measure);
  const known = trend.points.filter(({ figure }) => figure.estimate !== null).length;
  const label = (at: string): string => formatStep(at, trend.step, i18n.language);
  const keyOf = (at: string) => [{ dimension: trend.step, value: at, name: at, resolved: true }];
  const question = { ...questionOf(state, today), by: [trend.step], measures: [found.ref] };
  return (
    <>
      <ChartFrame
        title={trendFinding(trend, { name, label, t: speech.t })}
        note={mayNote ? t("note.noting") : undefined}
        methods={["trend", methodOf(kind)]}
        table={trendTable(trend, speech.t, label)}
        controls={<StepControl step={trend.step} isFixed={state.by.length > 0} />}
        draw={async () =>
          (await import("#web/design/charts/draw-trend.ts")).drawTrend({
            trend,
            look: { ...look, flags },
            title,
            caption: name,
          })
        }
        files={(["xlsx", "csv", "json"] as const).map((format) => ({
          label: format === "xlsx" ? "Excel (XLSX)" : format.toUpperCase(),
          save: () => takeAlong({ question, format, title }, t("export.failed")),
        }))}
      >
        {known < 2 ? (
          <p className={classes.note}>{t("empty.trend")}</p>
        ) : (
          <Suspense fallback={<Skeleton height={300} />}>
            <TrendChart
              kind={kind}
              trend={trend}
              flags={flags}
              alternative={title}
              onOpen={(index) => openAnswers(found.ref, keyOf(trend.points[index]?.at ?? ""))}
              onNote={mayNote ? (index) => setNoting(trend.points[index]?.at.slice(0, 10) ?? null) : undefined}
            />
          </Suspense>
        )}
      </ChartFrame>
      <AnnotationList annotations={annotations} noting={noting} onNoting={setNoting} today={today} />
    </>
  );
}

interface Naming {
  readonly name: string;
  readonly label: (at: string) => string;
  readonly t: Speech["t"];
}

/** What the trend finds: its signals, or that there is none; nothing is claimed while there are no limits. */
function trendFinding({ points, limitsMethod }: Trend, { name, label, t }: Naming): string {
  const signals = points.filter(({ signal }) => signal !== null);
  const last = signals.at(-1);
  if (last !== undefined) return t("trend.signals", { name, count: signals.length, when: label(last.at) });
  return t(limitsMethod === null ? "frame.trend" : "trend.steady", { name });
}

function StepControl({ step, isFixed }: { step: Trend["step"]; isFixed: boolean }) {
  const { t } = useTranslation("explore");
  const { change } = useFilter();
  return (
    <select
      className={classes.select}
      aria-label={t("step.label")}
      value={step}
      onChange={(event) =>
        change(isFixed ? { by: event.target.value } : { step: timeSteps.find((each) => each === event.target.value) }, {
          replace: true,
        })
      }
    >
      {timeSteps.map((each) => (
        <option key={each} value={each}>
          {t(`step.${each}`)}
        </option>
      ))}
    </select>
  );
}

function trendTable(trend: Trend, t: (key: string) => string, label: (at: string) => string) {
  return {
    columns: [
      { label: t("web:chart.when"), numeric: false },
      ...["value", "low", "high", "n"].map((key) => ({ label: t(`web:chart.${key}`), numeric: true })),
      { label: t("web:chart.signal"), numeric: false },
    ],
    rows: trend.points.map(({ at, figure: { estimate, n, state }, signal }) => [
      label(at),
      estimate === null
        ? t(`web:figure.${state === "ok" ? "counted" : state}`)
        : Math.round(estimate.value * 100) / 100,
      estimate === null ? null : Math.round(estimate.interval.low * 100) / 100,
      estimate === null ? null : Math.round(estimate.interval.high * 100) / 100,
      n,
      signal === null ? "" : t(`web:chart.signal-${signal}`),
    ]),
  };
}
