import type { timeSteps as contractSteps } from "#feature/facts/contract";

export type TimeStep = (typeof contractSteps)[number];

/** Steps of the calendar, shortest first. */
export const timeSteps: readonly TimeStep[] = ["day", "week", "month", "quarter", "year"];

/** A local calendar day, `2026-03-31`, written out; the zone plays no part. */
export function formatDay(day: string, language: string): string {
  return plain(language, { day: "numeric", month: "short", year: "numeric" }).format(utc(day));
}

/** The start of a time step as an axis or a heading says it. */
export function formatStep(at: string, step: TimeStep, language: string): string {
  if (step === "year") return at.slice(0, 4);
  if (step === "quarter") return `${at.slice(0, 4)} · ${Math.floor((Number(at.slice(5, 7)) - 1) / 3) + 1}/4`;
  if (step === "month") return plain(language, { month: "short", year: "numeric" }).format(utc(at));
  return plain(language, { day: "numeric", month: "short", year: "numeric" }).format(utc(at));
}

/** An instant in the reader's own zone, day and minute. */
export function formatInstant(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** A local wall-clock time as it came, `2026-03-31T14:05`, day and minute, without moving it to another zone. */
export function formatWallClock(local: string, language: string): string {
  const at = new Date(`${local.slice(0, 16).replace(" ", "T")}Z`);
  if (Number.isNaN(at.getTime())) return local;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(at);
}

/** Name of a weekday, 1 Monday to 7 Sunday. */
export function formatWeekday(weekday: number, language: string, width: "short" | "long" = "short"): string {
  return plain(language, { weekday: width }).format(new Date(Date.UTC(2024, 0, weekday)));
}

/** An hour of the day, 0 to 23, as `14:00`. */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function plain(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
}

function utc(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}
