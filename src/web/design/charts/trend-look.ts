import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";
import type { Trend } from "#feature/insight/contract";

import { formatNumber, formatShare, isShare } from "../../format/number.ts";
import { formatStep } from "../../format/time.ts";
import { useFigureText } from "../figure-text.ts";
import { printColours } from "../picture.ts";
import type { ChartColours, TrendLook } from "./trend-option.ts";

/** Words and formats of a trend, without its colours. */
export function useTrendLook(kind: MeasureKind, trend: Trend): Omit<TrendLook, "colours"> {
  const { t, i18n } = useTranslation("web");
  const text = useFigureText();
  return useMemo(() => {
    const labels = trend.points.map(({ at }) => formatStep(at, trend.step, i18n.language));
    return {
      labels,
      font: "Inter Variable, sans-serif",
      format: (value) =>
        isShare(kind)
          ? formatShare(value / 100, i18n.language)
          : formatNumber(value, i18n.language, Number.isInteger(value) ? 0 : 1),
      tip: (index) => {
        const point = trend.points[index];
        if (point === undefined) return "";
        const signal = point.signal === null ? "" : `\n${t(`chart.signal-${point.signal}`)}`;
        const provisional = point.figure.provisional ? `\n${t("figure.provisional")}` : "";
        return `${labels[index] ?? ""}\n${text.whole(kind, point.figure)}${signal}${provisional}`;
      },
    };
  }, [kind, trend, t, i18n.language, text]);
}

/** The theme's colours as they are on the screen now. */
export function screenColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    soft: token("--ink-3"),
    line: token("--line"),
    accent: token("--accent"),
    band: token("--accent-soft"),
    signal: token("--detractor"),
    page: token("--page"),
  };
}

/** Colours for paper. */
export const paperColours: ChartColours = {
  ink: printColours.ink,
  soft: printColours.soft,
  line: printColours.line,
  accent: "#2f5bd0",
  band: "#e9effc",
  signal: printColours.detractor,
  page: printColours.page,
};
