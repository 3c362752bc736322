import type { MeasureKind } from "#feature/facts/contract";

/** A span of plausible values, in the unit of its measure. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

const pointKinds: ReadonlySet<MeasureKind> = new Set(["nps", "enps"]);

/** Whether values of this kind are shares in per cent, 0 to 100. */
export function isShare(kind: MeasureKind): boolean {
  return kind === "csat";
}

/** Whether values of this kind are points between −100 and 100. */
export function isPoints(kind: MeasureKind): boolean {
  return pointKinds.has(kind);
}

/**
 * A measure's value as its reader expects it: points whole, shares in whole per cent, means with one decimal, two where
 * the interval is narrower than a tenth. Locale's own decimal sign, a real minus.
 */
export function formatValue(kind: MeasureKind, value: number, language: string, precision?: Span): string {
  if (isPoints(kind)) return formatNumber(value, language, 0);
  if (isShare(kind)) return formatShare(value / 100, language);
  return formatNumber(value, language, precision !== undefined && precision.high - precision.low < 0.1 ? 2 : 1);
}

/** A difference with its sign, in the unit of its measure; shares in percentage points. */
export function formatDifference(kind: MeasureKind, value: number, language: string): string {
  const digits = isPoints(kind) || isShare(kind) ? 0 : 1;
  return withMinus(
    new Intl.NumberFormat(language, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value),
  );
}

/** A count with the locale's grouping. */
export function formatCount(count: number, language: string): string {
  return withMinus(new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(count));
}

/** A share, 0..1, in whole per cent; "<1%" rather than a 0% that is not one. */
export function formatShare(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  if (share > 0 && share < 0.005) return `<${format.format(0.01)}`;
  return withMinus(format.format(share));
}

/** A number with a fixed count of decimals. */
export function formatNumber(value: number, language: string, digits: number): string {
  const rounded = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return withMinus(
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(rounded),
  );
}

function withMinus(text: string): string {
  return text.replace("-", "−");
}
