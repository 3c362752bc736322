import type { Difference, Figure, MeasureKind } from "#feature/facts/contract";

/** Words of the product in one language. */
export type Words = (key: string, params?: Record<string, unknown>) => string;

/** Figures in words where there is no screen: in mails and on sheets; worded and rounded as on the screen. */
export interface FigureWords {
  readonly value: (kind: MeasureKind, value: number, span?: Span) => string;
  readonly whole: (kind: MeasureKind, figure: Figure) => string;
  readonly change: (kind: MeasureKind, difference: Difference) => string;
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Figures worded in this language; `t` knows the keys `web:figure.…`. */
export function figureWords(t: Words, language: string): FigureWords {
  const number = (value: number, digits: number, sign: "auto" | "exceptZero" = "auto") =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: sign === "auto" ? digits : 0,
      maximumFractionDigits: digits,
      signDisplay: sign,
    })
      .format(Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value)
      .replace("-", "−");
  const value = (kind: MeasureKind, of: number, span?: Span): string => {
    if (kind === "nps" || kind === "enps") return number(of, 0);
    if (kind === "csat") return percent(of / 100, language);
    return number(of, span !== undefined && span.high - span.low < 0.1 ? 2 : 1);
  };
  const isWhole = (kind: MeasureKind) => ["nps", "enps", "csat"].includes(kind);
  const signed = (kind: MeasureKind, of: number) => number(of, isWhole(kind) ? 0 : 1, "exceptZero");
  return {
    value,
    whole: (kind, figure) => {
      const n = figure.n === null ? "" : `n ${number(figure.n, 0)}`;
      if (figure.estimate === null) {
        const state = figure.state === "ok" ? "counted" : figure.state;
        return [t(`web:figure.${state}`), n].filter(Boolean).join(", ");
      }
      const { value: of, interval } = figure.estimate;
      const [low, high] = [value(kind, interval.low, interval), value(kind, interval.high, interval)];
      return `${value(kind, of, interval)} (${t("web:figure.interval", { low, high })}), ${n}`;
    },
    change: (kind, { value: of, interval, clear }) => {
      const range = t("web:figure.interval", { low: signed(kind, interval.low), high: signed(kind, interval.high) });
      if (!clear) return `${t("web:figure.noClearChange")} (${range})`;
      return `${signed(kind, of)}${kind === "csat" ? ` ${t("web:figure.points")}` : ""} (${range})`;
    },
  };
}

function percent(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share).replace("-", "−");
}
