import type { WatchStep } from "../contract.ts";

/** How a series of this step is looked at. */
export interface StepFrame {
  /** Steps in a year. */
  readonly perYear: number;
  /** Steps that are read, and that a baseline needs. */
  readonly history: number;
  readonly baseline: number;
  /** Typical answers in a step from which on it is chosen. */
  readonly answers: number;
  readonly days: number;
}

/** Days need four whole weeks to know a rhythm of the week; months are few, so the least a baseline may have. */
export const stepFrames: Readonly<Record<WatchStep, StepFrame>> = {
  day: { perYear: 365, history: 420, baseline: 28, answers: 20, days: 1 },
  week: { perYear: 52.18, history: 132, baseline: 26, answers: 10, days: 7 },
  month: { perYear: 12, history: 60, baseline: 20, answers: 10, days: 30.4 },
};

/** The finest step in which a series has enough answers, from its typical week; undefined: too few even in a month. */
export function stepFor(typicalWeek: number, isWhole: boolean): WatchStep | undefined {
  if (isWhole && typicalWeek >= 7 * stepFrames.day.answers) return "day";
  if (typicalWeek >= stepFrames.week.answers) return "week";
  return typicalWeek * 4.35 >= stepFrames.month.answers ? "month" : undefined;
}

/** The middle of these numbers; 0 for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** How many points after an alarm stay quiet. */
export function quietPoints(quietDays: number, step: WatchStep): number {
  return Math.ceil(quietDays / stepFrames[step].days);
}

/** Points between false alarms of one series, when so many series together may raise this many a year. */
export function runLengthFor(step: WatchStep, falseAlarms: number, series: number): number {
  return Math.max(5, (stepFrames[step].perYear * Math.max(1, series)) / falseAlarms);
}

/** The local calendar day at this instant. */
export function localDay(instant: Date, timeZone: string): string {
  const format = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", format).format(instant);
}

/** Whole days from one day to another. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
