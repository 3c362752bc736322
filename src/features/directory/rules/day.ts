/**
 * A calendar day as files write it, as YYYY-MM-DD; undefined when it is none. Understood: ISO with or without a time,
 * `01.03.2024`, `1/3/2024` (day first, unless only month first is possible), and the day number of a spreadsheet.
 */
export function dayIn(text: string): string | undefined {
  const plain = text.trim();
  if (/^\d{5}$/.test(plain)) return serialDay(Number(plain));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(plain);
  if (iso !== null) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?: [\d:]+)?\s*(?:г|р)?\.?$/.exec(plain);
  if (local === null) return undefined;
  const [first, second, year] = [Number(local[1]), Number(local[3]), yearOf(local[4] ?? "")];
  const isMonthFirst = local[2] === "/" && first <= 12 && second > 12;
  return isMonthFirst ? realDay(year, first, second) : realDay(year, second, first);
}

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Day 1 is 1 January 1900, and a 29 February 1900 that never was is counted: 1954 and later only. */
function serialDay(serial: number): string | undefined {
  if (serial < 20_000 || serial > 80_000) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

function realDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}
