import type { Difference, Figure, MeasureKind } from "#feature/facts/contract";

import { isOfGroups, type ChangeQuery, type Explanation, type Key, type Side } from "../../contract.ts";
import { linesOf } from "./lines.ts";

/** Texts of the product in one language. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

/** Names that the product gives to measures, dimensions and their values. */
export interface ChangeNames {
  readonly measure: (ref: string) => string;
  readonly dimension: (dimension: string) => string;
  readonly value: (dimension: string, value: string, name: string) => string;
}

/** How changes are spoken of in the reader's language. */
export interface ChangeWords {
  readonly t: Translate;
  readonly language: string;
  readonly names: ChangeNames;
  readonly key: (key: Key) => string;
  /** Values with what they are values of: `Unit: North · Channel: phone`. */
  readonly place: (key: Key) => string;
  /** Names in a row: “a”, “b” and “c”. */
  readonly listed: (names: readonly string[]) => string;
  readonly count: (count: number) => string;
  /** A share, 0 to 1, in whole per cent. */
  readonly percent: (share: number) => string;
  readonly range: (low: string, high: string) => string;
  /** A p-value, never told as nothing. */
  readonly chance: (p: number) => string;
}

/** A question's title, with its survey where another one asks the same; empty for a measure that has no title of its own. */
export function titleOf(
  ref: string,
  measures: readonly { readonly ref: string; readonly title: string; readonly surveyName: string }[],
): string {
  const found = measures.find((one) => one.ref === ref);
  if (found === undefined || found.title === "") return "";
  const isShared = measures.some(({ ref: other, title }) => other !== ref && title === found.title);
  return isShared && found.surveyName !== "" ? `${found.title} (${found.surveyName})` : found.title;
}

/** The words in a language; `t` knows the texts of the page. */
export function changeWords(t: Translate, language: string, names: ChangeNames): ChangeWords {
  const quoted = (name: string): string => (language === "en" ? `“${name}”` : `«${name}»`);
  const list = new Intl.ListFormat(language === "en" ? "en-GB" : language, { style: "long", type: "conjunction" });
  return {
    t,
    language,
    names,
    key: (key) => key.map(({ dimension, value, name }) => names.value(dimension, value, name)).join(" · "),
    place: (key) =>
      key
        .map(({ dimension, value, name }) => `${names.dimension(dimension)}: ${names.value(dimension, value, name)}`)
        .join(" · "),
    listed: (some) => list.format(some.map(quoted)),
    count: (count) => numberText(count, language, 0),
    percent: (share) => percentText(share, language),
    range: (low, high) => t("web:figure.interval", { low, high }),
    chance: (p) => (p < 0.001 ? `< ${numberText(0.001, language, 3)}` : numberText(p, language, 3)),
  };
}

/** An estimated amount with its interval. */
export interface Uncertain {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number };
}

/** Figures of one kind of measure in words. */
export interface FigureWords {
  readonly value: (value: number) => string;
  /** `31 (28 to 34)`. */
  readonly figure: (figure: Figure) => string;
  /** `5 points`, without a sign. */
  readonly amount: (value: number) => string;
  /** `5 points (2 to 8)`, without signs: what clearly is more or less. */
  readonly size: (of: Uncertain) => string;
  /** `+5 points (+2 to +8)`, with signs. */
  readonly change: (of: Uncertain) => string;
  /** `+2 to +8`, with signs. */
  readonly span: (of: Uncertain) => string;
  readonly signed: (value: number) => string;
}

/** Recommendation in whole points, satisfaction in whole per cent, means with one decimal, two where they are that exact. */
export function figuresIn(
  { kind, difference }: { readonly kind: MeasureKind; readonly difference: Difference | null },
  words: ChangeWords,
): FigureWords {
  const { t, language } = words;
  const unit = unitOf(kind);
  const digits = unit === "score" ? scoreDigits(difference) : 0;
  const value = (of: number): string =>
    unit === "share" ? percentText(of / 100, language) : numberText(of, language, digits);
  const inUnit = (text: string, size: number, exact: number): string =>
    t(`unit.${unit}`, { amount: text, count: unit === "points" ? Number(size.toFixed(exact)) : 2 });
  const span = (of: Uncertain): string => {
    const exact = digitsFor(of, digits);
    return words.range(signedText(of.interval.low, language, exact), signedText(of.interval.high, language, exact));
  };
  return {
    value,
    span,
    signed: (of) => signedText(of, language, digits),
    figure: ({ estimate }) =>
      estimate === null
        ? ""
        : `${value(estimate.value)} (${words.range(value(estimate.interval.low), value(estimate.interval.high))})`,
    amount: (of) => inUnit(numberText(Math.abs(of), language, digits), Math.abs(of), digits),
    size: (of) => {
      const exact = digitsFor(of, digits);
      const ends = [of.interval.low, of.interval.high].map(Math.abs).toSorted((x, y) => x - y);
      const [low = "", high = ""] = ends.map((end) => numberText(end, language, exact));
      const size = Math.abs(of.value);
      return `${inUnit(numberText(size, language, exact), size, exact)} (${words.range(low, high)})`;
    },
    change: (of) => {
      const exact = digitsFor(of, digits);
      return `${inUnit(signedText(of.value, language, exact), Math.abs(of.value), exact)} (${span(of)})`;
    },
  };
}

/** What is known more exactly is told so; an interval that leaves out zero must not read as if it touched it. */
function digitsFor({ interval: { low, high } }: Uncertain, digits: number): number {
  const wanted = high - low < 3 * 10 ** -digits ? digits + 1 : digits;
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  const reads = (exact: number): boolean => low * high <= 0 || nearest >= 0.5 * 10 ** -exact;
  return [wanted, wanted + 1].find(reads) ?? wanted + 1;
}

/** In what a difference of this kind is told. */
export function unitOf(kind: MeasureKind): "points" | "share" | "score" {
  if (kind === "nps" || kind === "enps") return "points";
  return kind === "csat" ? "share" : "score";
}

function scoreDigits(difference: Difference | null): number {
  if (difference === null) return 1;
  return difference.interval.high - difference.interval.low < 0.2 ? 2 : 1;
}

/** Per cent with an interval, `12 % (10 to 14)`; the numbers are per cent already. */
export function shareWords(of: Uncertain, words: ChangeWords): string {
  const [low, high] = [of.interval.low, of.interval.high].map((one) => percentText(one / 100, words.language));
  return `${percentText(of.value / 100, words.language)} (${words.range(low ?? "", high ?? "")})`;
}

/** Percentage points with a sign and an interval. */
export function pointsWords(of: Uncertain, { t, language, range }: ChangeWords): string {
  const digits = Math.abs(of.value) < 10 ? 1 : 0;
  const signed = (value: number): string => signedText(value, language, digits);
  return `${t("unit.share", { amount: signed(of.value) })} (${range(signed(of.interval.low), signed(of.interval.high))})`;
}

/** What one of the two groups is called: its days, or its values. */
export function sideWords(
  side: "a" | "b",
  { query, named }: Pick<Explanation, "query" | "named">,
  words: ChangeWords,
): string {
  const { period, where } = query[side];
  if (!isOfGroups(query.a, query.b)) return period === undefined ? "" : daysWords(period, words.language);
  return groupWords(where, named, words);
}

/** First and last day, as short as the language allows. */
export function daysWords({ from, to }: NonNullable<Side["period"]>, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`));
  return first === undefined || last === undefined ? "" : format.formatRange(first, last).replaceAll("\u2009", " ");
}

const mostNamed = 3;

function groupWords(where: ChangeQuery["where"], named: Key, words: ChangeWords): string {
  if (where === undefined) return words.t("group.all");
  const lines = linesOf(where);
  if (lines === undefined) return words.t("group.other");
  return lines
    .map(({ dimension, isNot, values }) => {
      const said = values.slice(0, mostNamed).map((value) => {
        const known = named.find((one) => one.dimension === dimension && one.value === value);
        return words.names.value(dimension, value, known?.name ?? value);
      });
      const list = values.length > mostNamed ? `${said.join(", ")}…` : said.join(", ");
      return isNot ? words.t("group.not", { values: list }) : list;
    })
    .join(" + ");
}

/** A number with so many decimals, with a real minus, never minus nothing. */
export function numberText(value: number, language: string, digits: number): string {
  const rounded = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(rounded).replace("-", "−");
}

function signedText(value: number, language: string, digits: number): string {
  const text = numberText(value, language, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function percentText(share: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return share > 0 && share < 0.005 ? `<${format.format(0.01)}` : format.format(share).replace("-", "−");
}
