import type { Calendar } from "#feature/organisation/contract";

/** Working hours of one day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export type Week = readonly (readonly Hours[])[];

/** Monday to Friday from nine to six, as most begin. */
export const usualWeek: Week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: "09:00", to: "18:00" }] : []));

/** A calendar to begin with. */
export function newCalendar(id: string): Calendar {
  return { id, name: "", weekly: usualWeek.map((day) => day.map((hours) => ({ ...hours }))), holidays: [] };
}

/** The same under another id and name. */
export function copyOf(calendar: Calendar, { id, name }: { readonly id: string; readonly name: string }): Calendar {
  const { weekly, holidays } = calendar;
  return { id, name: name.slice(0, 200), weekly, holidays };
}

/** The next stretch of a day: an hour after the last one, as long as that fits. */
export function nextHours(day: readonly Hours[]): Hours {
  const last = day.at(-1);
  if (last === undefined) return { from: "09:00", to: "18:00" };
  const start = Math.min(23, Number(last.to.slice(0, 2)) + 1);
  return { from: `${String(start).padStart(2, "0")}:00`, to: "24:00" };
}

/** The week with other hours on one day. */
export function withDay(week: Week, day: number, hours: readonly Hours[]): Week {
  return week.map((one, index) => (index === day ? hours : one));
}

/** Monday's hours on every day that is worked; days off stay. */
export function asMonday(week: Week): Week {
  return week.map((one) => (one.length === 0 ? one : (week[0] ?? [])));
}

/** Days in which something is wrong: hours that end before they begin, or overlap. */
export function wrongDays(week: Week): readonly number[] {
  return week.flatMap((day, index) =>
    day.every(({ from, to }, at) => from !== "" && from < to && (at === 0 || (day[at - 1]?.to ?? "") <= from))
      ? []
      : [index],
  );
}

/** Days next to each other that are worked alike, first and last; days off are left out. */
export function stretchesOf(
  week: Week,
): readonly { readonly first: number; readonly last: number; readonly hours: string }[] {
  const found: { first: number; last: number; hours: string }[] = [];
  for (const [day, spans] of week.entries()) {
    const hours = spans.map(({ from, to }) => `${from}–${to}`).join(", ");
    const before = found.at(-1);
    if (hours === "") continue;
    if (before?.hours === hours && before.last === day - 1) before.last = day;
    else found.push({ first: day, last: day, hours });
  }
  return found;
}
