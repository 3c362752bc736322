/** Calendar days, both included, as `2026-03-31`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What a period is compared with: nothing, as many days before, the same dates a year before, or days of one's own. */
export type Compare = "none" | "previous" | "year-before" | Days;

/** The period to compare with; null when there is none, also for "previous" of all time. */
export function comparedPeriod({
  period,
  compare,
}: {
  readonly period?: Days | undefined;
  readonly compare: Compare;
}): Days | null {
  if (compare === "none") return null;
  if (typeof compare === "object") return compare;
  if (period === undefined) return null;
  return compare === "previous" ? previousPeriod(period) : yearBefore(period);
}

/** As many days again, directly before; whole calendar months give the months before. */
export function previousPeriod({ from, to }: Days): Days {
  const months = wholeMonths({ from, to });
  if (months > 0) return { from: addMonths(from, -months), to: addDays(from, -1) };
  return { from: addDays(from, -lengthOf({ from, to })), to: addDays(from, -1) };
}

/** The same dates of the year before; 29 February becomes 28 February. */
export function yearBefore({ from, to }: Days): Days {
  const isEndOfMonth = addDays(to, 1).endsWith("-01");
  return {
    from: addMonths(from, -12),
    to: isEndOfMonth ? addDays(addMonths(addDays(to, 1), -12), -1) : addMonths(to, -12),
  };
}

/** Days in the period, both ends included. */
export function lengthOf({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
}

/** The day so many days later; earlier for a negative number. */
export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength));
}

/** The same date so many months later, or the last day of that month where it has no such date. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return isoDay(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

const dayLength = 86_400_000;

/** How many months the period is made of, 0 when it does not begin on a first and end on a last day. */
function wholeMonths({ from, to }: Days): number {
  const after = addDays(to, 1);
  if (!from.endsWith("-01") || !after.endsWith("-01") || after <= from) return 0;
  return (
    (Number(after.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(after.slice(5, 7)) - Number(from.slice(5, 7))
  );
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
