import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Difference, Figure, MeasureKind } from "#feature/facts/contract";

import { formatCount, formatDifference, formatValue, isShare, type Span } from "../format/number.ts";

/** Words for figures in the reader's language; every figure comes with its interval and n. */
export interface FigureText {
  /** `31 (28 to 34), n 2,650`, or why there is no figure. */
  readonly whole: (kind: MeasureKind, figure: Figure) => string;
  readonly value: (kind: MeasureKind, value: number, precision?: Span) => string;
  /** `28 to 34`. */
  readonly interval: (kind: MeasureKind, interval: Span) => string;
  /** `28 … 34`, for columns that are narrow. */
  readonly range: (kind: MeasureKind, interval: Span) => string;
  readonly n: (n: number | null) => string;
  /** `+4 (1 to 7)` when clear, else `no clear change (−2 to 5)`. */
  readonly change: (kind: MeasureKind, difference: Difference) => string;
}

/** The words for figures in the language of the screen. */
export function useFigureText(): FigureText {
  const { t, i18n } = useTranslation("web");
  return useMemo(() => figureTextIn(t, i18n.language), [t, i18n.language]);
}

function figureTextIn(t: TFunction<"web">, language: string): FigureText {
  const n = (count: number | null): string => (count === null ? "" : `n ${formatCount(count, language)}`);
  const interval = (kind: MeasureKind, span: Span): string =>
    t("figure.interval", {
      low: formatValue(kind, span.low, language, span),
      high: formatValue(kind, span.high, language, span),
    });
  return {
    n,
    interval,
    range: (kind, span) =>
      `${formatValue(kind, span.low, language, span)} … ${formatValue(kind, span.high, language, span)}`,
    value: (kind, value, precision) => formatValue(kind, value, language, precision),
    whole: (kind, figure) => {
      if (figure.estimate === null) return [t(`figure.${stateOf(figure)}`), n(figure.n)].filter(Boolean).join(", ");
      const span = figure.estimate.interval;
      return `${formatValue(kind, figure.estimate.value, language, span)} (${interval(kind, span)}), ${n(figure.n)}`;
    },
    change: (kind, { value, interval: span, clear }) => {
      const range = t("figure.interval", {
        low: formatDifference(kind, span.low, language),
        high: formatDifference(kind, span.high, language),
      });
      const amount = formatDifference(kind, value, language);
      const unit = isShare(kind) ? ` ${t("figure.points")}` : "";
      return clear ? `${amount}${unit} (${range})` : `${t("figure.noClearChange")} (${range})`;
    },
  };
}

/** Why a figure is not there; answers that are only counted (choices, comments) are `counted`. */
export function stateOf(figure: Figure): "too-few" | "hidden" | "none" | "counted" {
  return figure.state === "ok" ? "counted" : figure.state;
}
