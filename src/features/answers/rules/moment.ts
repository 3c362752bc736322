/** What is wrong with a time of answering, or undefined: unreadable, before 1990, or more than a day ahead. */
export function problemOfMoment(moment: Date, now: Date): "not_a_time" | "too_early" | "in_future" | undefined {
  const time = moment.getTime();
  if (Number.isNaN(time)) return "not_a_time";
  if (time < earliest) return "too_early";
  return time > now.getTime() + day ? "in_future" : undefined;
}

/**
 * The hour a moment lies in, for anonymous responses: an exact time beside a server's or a door's log names the person.
 * Zones whose clocks stand 30 or 45 minutes off share the hour of UTC.
 */
export function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / hour) * hour);
}

/** A UUID of version 7 whose time is replaced by the given one; its random part stays. */
export function idAt(id: string, moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13)}`;
}

const hour = 3_600_000;
const day = 24 * hour;
const earliest = Date.UTC(1990, 0, 1);
