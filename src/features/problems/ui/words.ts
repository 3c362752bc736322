import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { formatCount } from "#web/format/number.ts";

import type { PainMap, Uncertain } from "../contract.ts";
import { amountOf, type Voice } from "../rules.ts";

/** How this slice speaks of numbers in the reader's language. */
export interface MapWords extends Voice {
  readonly language: string;
  /** Per cent, one decimal below ten. */
  readonly percent: (value: number) => string;
  readonly count: (value: number) => string;
  /** Points of the score, with decimals where they say something. */
  readonly points: (value: number) => string;
  readonly amount: (of: Uncertain, unit: PainMap["unit"]) => string;
  readonly money: (value: number, currency: string | null) => string;
  /** `12–15` of whole numbers rounded to what is known. */
  readonly range: (low: number, high: number) => string;
}

/** The words of this slice. */
export function useMapWords(): MapWords {
  const { t, i18n } = useTranslation("problems");
  return useMemo(() => wordsIn((key, params) => t(key, params ?? {}), i18n.language), [t, i18n.language]);
}

function wordsIn(t: Voice["t"], language: string): MapWords {
  const number = (value: number, digits = 1): string =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .format(Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value)
      .replace("-", "−");
  const count = (value: number): string => formatCount(value, language);
  const percent = (value: number): string => {
    const digits = value !== 0 && Math.abs(value) < 10 ? 1 : 0;
    return new Intl.NumberFormat(language, {
      style: "percent",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
      .format(value / 100)
      .replace("-", "−");
  };
  return {
    t,
    language,
    number,
    count,
    percent,
    points: (value) => number(value, Math.abs(value) < 10 ? 1 : 0),
    amount: (of, unit) => amountOf(of, unit, { t, number }),
    money: (value, currency) =>
      currency === null
        ? count(rounded(value))
        : new Intl.NumberFormat(language, {
            style: "currency",
            currency,
            maximumFractionDigits: value >= 1e7 ? 1 : 0,
            notation: value >= 1e7 ? "compact" : "standard",
          }).format(rounded(value)),
    range: (low, high) => `${count(rounded(low))}–${count(rounded(high))}`,
  };
}

/** Three digits say all that an interval of this width lets one know. */
function rounded(value: number): number {
  if (value === 0) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value))) - 2);
  return Math.round(value / step) * step;
}
