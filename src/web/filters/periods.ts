import type { Period } from "#feature/facts/contract";

export const periodPresets = [
  "all",
  "last-7",
  "last-30",
  "last-90",
  "last-365",
  "this-month",
  "previous-month",
  "this-quarter",
  "previous-quarter",
  "this-year",
  "previous-year",
  "custom",
] as const;
export type PeriodPreset = (typeof periodPresets)[number];

/** Today's date in a time zone, as `2026-03-31`. */
export function todayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** First and last day of a preset, both included; undefined is all time. */
export function periodOf(preset: PeriodPreset, today: string): Period | undefined {
  const days = /^last-(\d+)$/.exec(preset)?.[1];
  if (days !== undefined) return { from: addDays(today, 1 - Number(days)), to: today };

  const [whose, unit] = preset.split("-") as [string, string | undefined];
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  if (whose !== "this" && whose !== "previous") return undefined;

  const current = Math.floor(monthIndex(today) / months) * months;
  const start = whose === "this" ? current : current - months;
  return { from: firstOfMonth(start), to: whose === "this" ? today : addDays(firstOfMonth(start + months), -1) };
}

function monthIndex(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstOfMonth(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
}

/** The calendar day so many days later. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
