import { Temporal } from "temporal-polyfill";

import type { MailWish } from "../contract.ts";

/**
 * When a mail is due next after this moment: every day, or on Mondays, at the reader's local hour all year; null when there
 * is none. An hour that a clock change skips comes an hour later.
 */
export function nextMail({ cadence, hour, timeZone }: MailWish, after: Date): Date | null {
  if (cadence === "off") return null;
  const local = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = cadence === "daily" ? local : local.add({ days: (8 - local.dayOfWeek) % 7 });
  const pause = { days: cadence === "daily" ? 1 : 7 };
  const slots = [first, first.add(pause)].map((day) => day.toZonedDateTime({ timeZone, plainTime: { hour } }));
  const due = slots.find((slot) => slot.epochMilliseconds > after.getTime());
  return due === undefined ? null : new Date(due.epochMilliseconds);
}
