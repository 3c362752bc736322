import { Temporal } from "temporal-polyfill";

import type { LocalMoment } from "./time-format.ts";

/** Turns local moments into instants, as ISO 8601 with the zone's offset. */
export type Zoning = (moment: LocalMoment) => string;

/**
 * Instants of local moments in one zone, unless the moment names its own offset.
 * A time that a clock change skips moves forward by the gap; one that it repeats is the first of the two (RFC 5545).
 * Offsets are remembered by hour, since asking the zone's rules for every row takes longer than all the rest.
 */
export function createZoning(zone: string): Zoning {
  const offsets = new Map<number, string | null>();

  /** The offset of every minute of a local hour; null when the clock changes within it. */
  function offsetOf(hour: number): string | null {
    const known = offsets.get(hour);
    if (known !== undefined) return known;
    const start = plainTime(hour * 3_600_000);
    const [first, last] = [start, start.add({ minutes: 59, seconds: 59 })].map((time) => zoned(time, zone));
    const isSteady = first?.offset === last?.offset && first?.toPlainDateTime().equals(start) === true;
    const offset = isSteady ? (first?.offset ?? null) : null;
    if (offsets.size < mostHours) offsets.set(hour, offset);
    return offset;
  }

  return (moment) => {
    const { year, month, day, hour, minute, second } = moment;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    if (moment.offset !== undefined) {
      const instant = Temporal.Instant.fromEpochMilliseconds(wall - moment.offset * 60_000);
      return instant.toZonedDateTimeISO(zone).toString({ timeZoneName: "never" });
    }
    const offset = offsetOf(Math.floor(wall / 3_600_000));
    return offset === null
      ? zoned(plainTime(wall), zone).toString({ timeZoneName: "never" })
      : `${new Date(wall).toISOString().slice(0, 19)}${offset}`;
  };
}

const mostHours = 100_000;

function plainTime(wall: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO("UTC").toPlainDateTime();
}

function zoned(time: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
  return time.toZonedDateTime(zone, { disambiguation: "compatible" });
}
