import { timeReader } from "../mapping/time-format.ts";

const formats = [
  "iso",
  "dd/MM/yyyy HH:mm:ss",
  "MM/dd/yyyy HH:mm:ss",
  "dd.MM.yyyy HH:mm:ss",
  "dd-MM-yyyy HH:mm:ss",
  "MM-dd-yyyy HH:mm:ss",
  "dd/MM/yyyy HH:mm",
  "MM/dd/yyyy HH:mm",
  "dd.MM.yyyy HH:mm",
  "dd-MM-yyyy HH:mm",
  "MM-dd-yyyy HH:mm",
  "yyyy/MM/dd HH:mm:ss",
  "yyyy/MM/dd HH:mm",
  "dd/MM/yy HH:mm",
  "MM/dd/yy HH:mm",
  "dd.MM.yy HH:mm",
  "dd-MMM-yy HH:mm",
  "dd MMM yyyy HH:mm",
  "d MMMM yyyy HH:mm",
  "MMMM d, yyyy HH:mm",
  "dd-MMM-yyyy HH:mm",
  "dd.MM.yyyy HH.mm",
  "dd-MM-yyyy HH.mm",
  "dd/MM/yyyy HH.mm",
  "MM/dd/yyyy hh:mm a",
  "MM/dd/yyyy hh:mm:ss a",
] as const;

/** A time format that reads the texts, and whether another order of day and month would read them just as well. */
export interface TimeGuess {
  readonly format: string;
  readonly ambiguous: boolean;
}

/**
 * The format that reads all of the texts (97 % of them at least). Day and month are told apart by values over 12;
 * where none is, day first is assumed and called ambiguous.
 */
export function guessTimeFormat(texts: readonly string[]): TimeGuess | undefined {
  const sample = texts.filter((text) => text !== "").slice(0, 500);
  if (sample.length === 0 || !sample.some((text) => /\d/.test(text))) return undefined;
  const fitting = formats.filter((format) => readsNearlyAll(format, sample));
  const [format] = fitting;
  if (format === undefined) return undefined;
  const swapped = format.startsWith("dd") ? format.replace(/^dd(.)MM/, "MM$1dd") : format;
  return { format, ambiguous: swapped !== format && fitting.includes(swapped as (typeof formats)[number]) };
}

function readsNearlyAll(format: string, sample: readonly string[]): boolean {
  const read = timeReader(format);
  return sample.filter((text) => read(text).ok).length >= sample.length * 0.97;
}
