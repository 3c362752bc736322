import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { formatCount, formatNumber, formatShare, type Span } from "#web/format/number.ts";

/** An estimate of a share, 0..1, as the contract tells it. */
interface Shared {
  readonly value: number;
  readonly interval: Span;
  readonly n?: number | undefined;
}

/** The words of this part in the reader's language, and its numbers. */
export interface ThemeWords {
  readonly t: ReturnType<typeof useTranslation>["t"];
  readonly language: string;
  readonly count: (n: number) => string;
  /** A share, 0..1, in whole per cent. */
  readonly share: (share: number) => string;
  /** `84 % to 90 %`. */
  readonly range: (span: Span) => string;
  /** `87 % (84 % to 90 %)`. */
  readonly estimate: (estimate: Shared) => string;
  readonly number: (value: number, digits?: number) => string;
}

/** The words of this part. */
export function useThemeWords(): ThemeWords {
  const { t, i18n } = useTranslation("text");
  const { language } = i18n;
  return useMemo(() => {
    const share = (of: number) => formatShare(of, language);
    const range = ({ low, high }: Span) => t("web:figure.interval", { low: share(low), high: share(high) });
    return {
      t,
      language,
      share,
      range,
      count: (n) => formatCount(n, language),
      estimate: ({ value, interval }) => `${share(value)} (${range(interval)})`,
      number: (value, digits = 2) => formatNumber(value, language, digits),
    };
  }, [t, language]);
}
