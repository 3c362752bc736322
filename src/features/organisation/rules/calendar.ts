import { Temporal } from "temporal-polyfill";

import type { Calendar } from "../contract.ts";

/** Hours of the week and days off; what of a calendar decides when people work. */
export type WorkingHours = Pick<Calendar, "weekly" | "holidays">;

/** Every hour of every day: how a unit works that no calendar was given to. */
export const alwaysWorking: WorkingHours = {
  weekly: Array.from({ length: 7 }, () => [{ from: "00:00", to: "24:00" }]),
  holidays: [],
};

/** Whether people work at this moment, in this time zone. A span's end belongs no longer to it. */
export function isWorkingTime(hours: WorkingHours, zone: string, at: Date): boolean {
  const local = localOf(at, zone);
  return spansOn(hours, local.toPlainDate()).some((span) => {
    const { from, to } = boundsOf(span, local.toPlainDate(), zone);
    return from <= at.getTime() && at.getTime() < to;
  });
}

/** Whether anybody works on the local day of this moment. */
export function isWorkingDay(hours: WorkingHours, zone: string, at: Date): boolean {
  return spansOn(hours, localOf(at, zone).toPlainDate()).length > 0;
}

/** Whether both moments fall on one local day, and people work on it. */
export function isSameWorkingDay(
  hours: WorkingHours,
  zone: string,
  { one, other }: { readonly one: Date; readonly other: Date },
): boolean {
  return localOf(one, zone).toPlainDate().equals(localOf(other, zone).toPlainDate()) && isWorkingDay(hours, zone, one);
}

/** This moment when people work at it, else the next one at which they do; undefined when there is none in 400 days. */
export function nextWorkingMoment(hours: WorkingHours, zone: string, at: Date): Date | undefined {
  for (const { from, to } of workingSpans(hours, zone, at)) {
    if (at.getTime() < to) return new Date(Math.max(from, at.getTime()));
  }
  return undefined;
}

/**
 * The moment at which so many minutes of work will have passed since this one: deadlines count working time only.
 * Undefined when there is not so much of it in 400 days.
 */
export function afterWorkingMinutes(
  hours: WorkingHours,
  zone: string,
  { since, minutes }: { readonly since: Date; readonly minutes: number },
): Date | undefined {
  let left = minutes * 60_000;
  for (const { from, to } of workingSpans(hours, zone, since)) {
    const start = Math.max(from, since.getTime());
    if (start >= to) continue;
    if (left <= to - start) return new Date(start + left);
    left -= to - start;
  }
  return undefined;
}

const reach = 400;

/** Working spans of the day of this moment and of those after it, as epoch milliseconds, in order. */
function* workingSpans(hours: WorkingHours, zone: string, at: Date): Generator<{ from: number; to: number }> {
  let day = localOf(at, zone).toPlainDate();
  for (let count = 0; count < reach; count += 1) {
    for (const span of spansOn(hours, day)) yield boundsOf(span, day, zone);
    day = day.add({ days: 1 });
  }
}

function spansOn({ weekly, holidays }: WorkingHours, day: Temporal.PlainDate): Calendar["weekly"][number] {
  const name = day.toString();
  return holidays.some(({ date }) => date === name) ? [] : (weekly[day.dayOfWeek - 1] ?? []);
}

/**
 * Wall-clock bounds as moments. Where the clock jumps over a bound it is the moment of the jump's other side, where it is
 * read twice the first reading counts (RFC 5545, 3.3.5), so no span is counted twice.
 */
function boundsOf(
  { from, to }: Calendar["weekly"][number][number],
  day: Temporal.PlainDate,
  zone: string,
): { from: number; to: number } {
  return { from: momentOf(day, from, zone), to: momentOf(day, to, zone) };
}

function momentOf(day: Temporal.PlainDate, time: string, zone: string): number {
  const isMidnightAfter = time === "24:00";
  const date = isMidnightAfter ? day.add({ days: 1 }) : day;
  const plainTime = Temporal.PlainTime.from(isMidnightAfter ? "00:00" : time);
  return date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function localOf(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
