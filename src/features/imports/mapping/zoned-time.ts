import { Temporal } from "temporal-polyfill";

import type { LocalMoment } from "./time-format.ts";

/**
 * The instant of a local moment, as ISO 8601 with the zone's offset.
 * A time that a clock change skips moves forward by the gap; one that it repeats is the first of the two (RFC 5545).
 */
export function instantOf(moment: LocalMoment, zone: string): string {
  const local = new Temporal.PlainDateTime(
    moment.year,
    moment.month,
    moment.day,
    moment.hour,
    moment.minute,
    moment.second,
  );
  if (moment.offset === undefined)
    return local.toZonedDateTime(zone, { disambiguation: "compatible" }).toString({ timeZoneName: "never" });
  return local
    .toZonedDateTime("UTC")
    .subtract({ minutes: moment.offset })
    .withTimeZone(zone)
    .toString({ timeZoneName: "never" });
}
