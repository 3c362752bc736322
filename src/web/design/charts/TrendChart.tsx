import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import type { Trend } from "#feature/insight/contract";

import { useFigureText } from "../figure-text.ts";
import { startChart } from "./engine.ts";
import { screenColours, useTrendLook } from "./trend-look.ts";
import { trendOption, type Flag } from "./trend-option.ts";
import classes from "./TrendChart.module.css";

interface TrendChartProps {
  readonly kind: MeasureKind;
  readonly trend: Trend;
  /** The finding in words, for those who do not see it. */
  readonly alternative: string;
  /** Opens the answers behind one point. */
  readonly onOpen: (index: number) => void;
  /** What happened meanwhile, as flags on the axis. */
  readonly flags?: readonly Flag[];
  /** What was expected of each point, where that is no straight line. */
  readonly expected?: readonly (number | null)[] | undefined;
  /** Notes something at one point: Shift and a click, or N. */
  readonly onNote?: ((index: number) => void) | undefined;
}

const noFlags: readonly Flag[] = [];
const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1 };

/** A measure over time. Arrow keys go from point to point, Enter opens the answers behind it. */
export function TrendChart({ kind, trend, alternative, onOpen, flags = noFlags, expected, onNote }: TrendChartProps) {
  const { t } = useTranslation("web");
  const text = useFigureText();
  const look = useTrendLook(kind, trend);
  const scheme = useComputedColorScheme();
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof startChart>>(null);
  const open = useRef(onOpen);
  const note = useRef(onNote);
  const [at, setAt] = useState<number | null>(null);
  const option = useMemo(
    () => (colours: ReturnType<typeof screenColours>) =>
      trendOption(trend, { ...look, colours, flags, ...(expected === undefined ? {} : { expected }) }),
    [trend, look, flags, expected],
  );

  useEffect(() => {
    open.current = onOpen;
    note.current = onNote;
  });
  useEffect(() => {
    if (element.current === null) return;
    const started = startChart(element.current);
    chart.current = started;
    started.getZr().on("click", (event: { offsetX: number; offsetY: number; event?: unknown }) => {
      const index = started.convertFromPixel({ seriesIndex: 0 }, [event.offsetX, event.offsetY])[0];
      if (index === undefined) return;
      const isNoted = note.current !== undefined && (event.event as MouseEvent | undefined)?.shiftKey === true;
      (isNoted ? note.current : open.current)?.(index);
    });
    const size = new ResizeObserver(() => started.resize());
    size.observe(element.current);
    return () => {
      size.disconnect();
      started.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option(screenColours()), { notMerge: true });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the theme's colours are read off the page
  }, [option, scheme]);

  const press = (event: KeyboardEvent) => {
    if (at !== null && event.key === "Enter") onOpen(at);
    if (at !== null && isPlainN(event)) onNote?.(at);
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(trend.points.length - 1, Math.max(0, (at ?? trend.points.length) + step));
    setAt(next);
    chart.current?.dispatchAction({ type: "showTip", seriesIndex: trend.points.length > 0 ? 2 : 0, dataIndex: next });
  };
  const point = at === null ? undefined : trend.points[at];

  const said =
    point === undefined || at === null ? alternative : `${look.labels[at] ?? ""}: ${text.whole(kind, point.figure)}`;

  return (
    <div
      ref={element}
      className={classes.picture}
      role="slider"
      tabIndex={0}
      aria-label={`${alternative} ${t("chart.walk")}`}
      aria-valuemin={0}
      aria-valuemax={trend.points.length - 1}
      aria-valuenow={at ?? trend.points.length - 1}
      aria-valuetext={said}
      onKeyDown={press}
    />
  );
}

function isPlainN({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "n" && !ctrlKey && !metaKey;
}
