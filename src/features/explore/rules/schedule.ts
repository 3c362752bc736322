import { Temporal } from "temporal-polyfill";

import type { DigestWish } from "../contract.ts";

type When = Omit<DigestWish, "withPdf">;

/**
 * The first time a digest is due after this moment: the same local hour all year. A local time that a clock change
 * skips comes an hour later, one that comes twice counts once, the first.
 */
export function nextSlot(wish: When, after: Date): Date {
  const moment = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  const today = moment.toZonedDateTimeISO(wish.timeZone).toPlainDate();
  let day = firstDay(wish, today);
  for (;;) {
    const slot = day.toZonedDateTime({ timeZone: wish.timeZone, plainTime: { hour: wish.hour, minute: wish.minute } });
    if (slot.epochMilliseconds > after.getTime()) return new Date(slot.epochMilliseconds);
    day = following(wish, day);
  }
}

function firstDay({ cadence, day }: When, today: Temporal.PlainDate): Temporal.PlainDate {
  if (cadence === "daily") return today;
  if (cadence === "weekly") return today.add({ days: (day - today.dayOfWeek + 7) % 7 });
  return today.with({ day });
}

function following({ cadence, day }: When, from: Temporal.PlainDate): Temporal.PlainDate {
  if (cadence === "daily") return from.add({ days: 1 });
  if (cadence === "weekly") return from.add({ days: 7 });
  return from.with({ day: 1 }).add({ months: 1 }).with({ day });
}
