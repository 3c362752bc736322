import { fail, succeed, type Outcome } from "#kit/outcome";

/** A moment as a file writes it: local fields, and the offset when the text holds one. */
export interface LocalMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Minutes east of UTC; undefined when the text does not say. */
  readonly offset: number | undefined;
}

export type TimeProblem = "time.empty" | "time.unreadable" | "time.impossible";

/** Reads a text as a moment. */
export type TimeReader = (text: string) => Outcome<LocalMoment, TimeProblem>;

interface Token {
  readonly pattern: string;
  readonly read: (fields: Fields, text: string) => void;
}

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  afternoon: boolean | undefined;
}

/** Unicode date field symbols (UTS #35, part 4): the ones that files of answers use. */
const tokens: Readonly<Record<string, Token>> = {
  yyyy: { pattern: String.raw`\d{4}`, read: (fields, text) => void (fields.year = Number(text)) },
  yy: { pattern: String.raw`\d{2}`, read: (fields, text) => void (fields.year = century(Number(text))) },
  MMMM: { pattern: String.raw`\p{L}+\.?`, read: (fields, text) => void (fields.month = monthNamed(text)) },
  MMM: { pattern: String.raw`\p{L}+\.?`, read: (fields, text) => void (fields.month = monthNamed(text)) },
  MM: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.month = Number(text)) },
  M: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.month = Number(text)) },
  dd: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.day = Number(text)) },
  d: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.day = Number(text)) },
  HH: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.hour = Number(text)) },
  H: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.hour = Number(text)) },
  hh: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.hour = Number(text)) },
  h: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.hour = Number(text)) },
  mm: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.minute = Number(text)) },
  m: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.minute = Number(text)) },
  ss: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.second = Number(text)) },
  s: { pattern: String.raw`\d{1,2}`, read: (fields, text) => void (fields.second = Number(text)) },
  a: { pattern: String.raw`[AaPp]\.?[Mm]\.?`, read: (fields, text) => void (fields.afternoon = /^p/i.test(text)) },
};

/**
 * Reader of one format: Unicode tokens (`dd/MM/yyyy HH:mm`), `iso`, or `epoch` (seconds or milliseconds since 1970).
 * A time part that the text leaves out is midnight. Impossible dates (31 February, hour 25) are problems, not guesses.
 */
export function timeReader(format: string): TimeReader {
  if (format === "iso") return readIso;
  if (format === "epoch") return readEpoch;
  return compileFormat(format);
}

function compileFormat(format: string): TimeReader {
  const parts = format.match(/yyyy|yy|MMMM|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|ss|s|a|'[^']*'|./gu) ?? [];
  const readers: Token[] = [];
  let optionalFrom = -1;
  const patterns = parts.map((part, index) => {
    const token = tokens[part];
    if (token) readers.push(token);
    if (optionalFrom === -1 && /^[Hh]/.test(part)) optionalFrom = index;
    return token ? `(${token.pattern})` : literal(part);
  });
  const pattern = new RegExp(`^\\s*${withOptionalTime(patterns, optionalFrom)}\\s*$`, "u");
  return (text) => readWith(pattern, readers, text);
}

/** Many exports drop the time of midnight; whatever follows the first hour, with its separator, may be missing. */
function withOptionalTime(patterns: readonly string[], from: number): string {
  if (from <= 0) return patterns.join("");
  const before = patterns[from - 1] ?? "";
  const separated = before.startsWith("(") ? from : from - 1;
  return `${patterns.slice(0, separated).join("")}(?:${patterns.slice(separated).join("")})?`;
}

function literal(part: string): string {
  const text = part.length > 2 && part.startsWith("'") ? part.slice(1, -1) : part;
  return text === " " ? String.raw`\s+` : text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

function readWith(pattern: RegExp, readers: readonly Token[], text: string): Outcome<LocalMoment, TimeProblem> {
  if (text.trim() === "") return fail("time.empty");
  const match = pattern.exec(text);
  if (!match) return fail("time.unreadable");
  const fields: Fields = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, afternoon: undefined };
  readers.forEach((token, index) => {
    const found = match[index + 1];
    if (found !== undefined) token.read(fields, found);
  });
  return checked(fields, undefined);
}

const isoPattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$/i;

function readIso(text: string): Outcome<LocalMoment, TimeProblem> {
  if (text.trim() === "") return fail("time.empty");
  const match = isoPattern.exec(text);
  if (!match) return fail("time.unreadable");
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const fields = { year, month, day, hour, minute, second, afternoon: undefined } as Fields;
  return checked(fields, offsetOf(match[7]));
}

function readEpoch(text: string): Outcome<LocalMoment, TimeProblem> {
  if (text.trim() === "") return fail("time.empty");
  const number = Number(text);
  const date = new Date(Math.abs(number) < 1e11 ? number * 1000 : number);
  if (Number.isNaN(date.getTime())) return fail("time.unreadable");
  return succeed({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    offset: 0,
  });
}

function checked(fields: Fields, offset: number | undefined): Outcome<LocalMoment, TimeProblem> {
  const { year, month, day, minute, second } = fields;
  const hour = fields.afternoon === undefined ? fields.hour : (fields.hour % 12) + (fields.afternoon ? 12 : 0);
  const possible =
    month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
  if (!possible || year < 1900 || year > 2100) return fail("time.impossible");
  return succeed({ year, month, day, hour, minute, second, offset });
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/z/i.test(text)) return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Two-digit years: 70–99 are of the last century, the rest of this one (POSIX). */
function century(year: number): number {
  return year >= 70 ? 1900 + year : 2000 + year;
}

const monthStems: readonly (readonly string[])[] = [
  ["jan", "янв", "січ"],
  ["feb", "фев", "лют"],
  ["mar", "мар", "бер"],
  ["apr", "апр", "кві"],
  ["may", "май", "мая", "тра"],
  ["jun", "июн", "чер"],
  ["jul", "июл", "лип"],
  ["aug", "авг", "сер"],
  ["sep", "сен", "вер"],
  ["oct", "окт", "жов"],
  ["nov", "ноя", "лис"],
  ["dec", "дек", "гру"],
];

/** Month by the first three letters of its English, Russian or Ukrainian name; 0, an impossible month, when unknown. */
function monthNamed(name: string): number {
  const stem = name.toLocaleLowerCase().slice(0, 3);
  return monthStems.findIndex((stems) => stems.includes(stem)) + 1;
}
