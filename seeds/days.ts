import { Temporal } from "temporal-polyfill";

/** One calendar month of the period, as far as it lies within it. */
export interface Month {
  /** 0 is the oldest. */
  readonly index: number;
  /** `2026-03`. */
  readonly name: string;
  /** 1 to 12. */
  readonly ofYear: number;
  /** Its days as `2026-03-01`, with the weekday (Monday is 1). */
  readonly days: readonly { readonly day: string; readonly weekday: number }[];
  /** Share of the whole month that lies within the period. */
  readonly share: number;
}

/** The calendar months up to and including the day `end` (`YYYY-MM-DD`), oldest first. */
export function monthsUntil(end: string, count: number): readonly Month[] {
  const last = Temporal.PlainDate.from(end);
  const first = last.with({ day: 1 }).subtract({ months: count - 1 });
  return Array.from({ length: count }, (_, index) => monthAt(first.add({ months: index }), index, last));
}

function monthAt(start: Temporal.PlainDate, index: number, last: Temporal.PlainDate): Month {
  const length = Temporal.PlainDate.compare(start.add({ months: 1 }), last) > 0 ? last.day : start.daysInMonth;
  const days = Array.from({ length }, (_, at) => {
    const day = start.add({ days: at });
    return { day: day.toString(), weekday: day.dayOfWeek };
  });
  return {
    index,
    name: start.toPlainYearMonth().toString(),
    ofYear: start.month,
    days,
    share: length / start.daysInMonth,
  };
}

/** Local wall-clock moments as UTC: the offset of a zone at noon of a day, remembered. Not for the hour clocks change. */
export function createZones(): (day: string, minuteOfDay: number, zone: string) => string {
  const offsets = new Map<string, number>();
  return (day, minuteOfDay, zone) => {
    const key = `${zone} ${day}`;
    let offset = offsets.get(key);
    if (offset === undefined) {
      const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: "12:00" });
      offset = noon.offsetNanoseconds / 60_000_000_000;
      offsets.set(key, offset);
    }
    return new Date(Date.parse(`${day}T00:00:00Z`) + (minuteOfDay - offset) * 60_000).toISOString();
  };
}
