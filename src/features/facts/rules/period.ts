import type { Period, SliceQuery } from "../contract.ts";

/** The period to compare with; null when there is none, also for "previous" of all time. */
export function comparedPeriod({ period, compare }: Pick<SliceQuery, "period" | "compare">): Period | null {
  if (compare === "none") return null;
  if (typeof compare === "object") return compare;
  if (period === undefined) return null;
  return compare === "previous" ? previousPeriod(period) : yearBefore(period);
}

/** As many days again, directly before; whole calendar months give the months before. */
export function previousPeriod({ from, to }: Period): Period {
  const months = wholeMonths({ from, to });
  if (months > 0) return { from: addMonths(from, -months), to: addDays(from, -1) };
  return { from: addDays(from, -lengthOf({ from, to })), to: addDays(from, -1) };
}

/** The same dates of the year before; 29 February becomes 28 February. */
export function yearBefore({ from, to }: Period): Period {
  const isEndOfMonth = addDays(to, 1).endsWith("-01");
  return {
    from: addMonths(from, -12),
    to: isEndOfMonth ? addDays(addMonths(addDays(to, 1), -12), -1) : addMonths(to, -12),
  };
}

/** Days in the period, both ends included. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
}

/** The local calendar day at this instant. */
export function dayAt(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instant,
  );
}

/** The last day of the step that begins on this day. */
export function endOfStep(step: "day" | "week" | "month" | "quarter" | "year", from: string): string {
  if (step === "day") return from;
  if (step === "week") return addDays(from, 6);
  return addDays(addMonths(from, { month: 1, quarter: 3, year: 12 }[step]), -1);
}

/** The first day of the step that this day lies in. Weeks begin on Monday. */
export function startOfStep(step: "day" | "week" | "month" | "quarter" | "year", day: string): string {
  if (step === "day") return day;
  if (step === "week") return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const [year = "", month = "01"] = day.split("-");
  if (step === "year") return `${year}-01-01`;
  const first = step === "quarter" ? Math.floor((Number(month) - 1) / 3) * 3 + 1 : Number(month);
  return `${year}-${String(first).padStart(2, "0")}-01`;
}

/** The day so many days later; earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength));
}

const dayLength = 86_400_000;

function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return isoDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

/** How many months the period is made of, 0 when it does not begin on a first and end on a last day. */
function wholeMonths({ from, to }: Period): number {
  const after = addDays(to, 1);
  if (!from.endsWith("-01") || !after.endsWith("-01") || after <= from) return 0;
  return (
    (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7))
  );
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
