import { timeReader } from "../mapping/time-format.ts";

const dates = [
  "dd/MM/yyyy",
  "MM/dd/yyyy",
  "dd.MM.yyyy",
  "dd-MM-yyyy",
  "MM-dd-yyyy",
  "yyyy/MM/dd",
  "yyyy.MM.dd",
  "dd/MM/yy",
  "MM/dd/yy",
  "dd.MM.yy",
  "dd-MMM-yy",
  "dd-MMM-yyyy",
  "dd MMM yyyy",
  "d MMMM yyyy",
  "MMMM d, yyyy",
] as const;

const hours = ["", " HH:mm", " HH:mm:ss", " HH.mm", " hh:mm a", " hh:mm:ss a"] as const;

const formats: readonly string[] = ["iso", ...hours.flatMap((hour) => dates.map((date) => `${date}${hour}`))];

/** A time format that reads the texts, and whether another order of day and month would read them just as well. */
export interface TimeGuess {
  readonly format: string;
  readonly ambiguous: boolean;
}

/**
 * The format that reads all of the texts (97 % of them at least). Day and month are told apart by values over 12;
 * where none is, day first is assumed and called ambiguous.
 */
export function guessTimeFormat(texts: readonly string[], share = 0.97): TimeGuess | undefined {
  const filled = texts.filter((text) => text !== "");
  const step = Math.ceil(filled.length / mostTexts);
  const sample = filled.filter((_, index) => index % step === 0);
  if (!sample.some((text) => /\d/.test(text))) return undefined;
  const likely = formats.filter((format) => readsNearlyAll(format, sample.slice(0, fewTexts), 0.5));
  const fitting = likely.filter((format) => readsNearlyAll(format, sample, share));
  const [format] = fitting;
  if (format === undefined) return undefined;
  const swapped = format.startsWith("dd") ? format.replace(/^dd(.)MM/, "MM$1dd") : format;
  return { format, ambiguous: swapped !== format && fitting.includes(swapped) };
}

const mostTexts = 1000;
const fewTexts = 20;

function readsNearlyAll(format: string, sample: readonly string[], share: number): boolean {
  const read = timeReader(format);
  return sample.filter((text) => read(text).ok).length >= sample.length * share;
}
