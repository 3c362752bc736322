/** A calendar day as its reader writes it; an empty text for none. */
export function formatDayOf(day: string | null, language: string): string {
  if (day === null) return "";
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** Today where the reader is, YYYY-MM-DD. */
export function localToday(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The name of a weekday, Monday being 0. */
export function weekdayName(day: number, language: string, style: "long" | "short"): string {
  // The first of January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, 1 + day)),
  );
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
