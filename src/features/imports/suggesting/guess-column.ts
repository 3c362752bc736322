import { toNumber } from "../mapping/read-score.ts";
import type { ColumnFacts } from "./column-facts.ts";
import { guessTimeFormat } from "./guess-time.ts";

/** What a column seems to hold. `reason` is a code that the screens word in the reader's language. */
export type Guess =
  | {
      readonly as: "recommendation" | "satisfaction" | "effort" | "rating";
      readonly reason: string;
      readonly from: number;
      readonly to: number;
      readonly missing: readonly string[];
    }
  | { readonly as: "comment" | "weight" | "id" | "leave-out"; readonly reason: string }
  | { readonly as: "time"; readonly reason: string; readonly format: string }
  | { readonly as: "dimension"; readonly reason: string; readonly field: DimensionGuess }
  | { readonly as: "attribute"; readonly reason: string }
  | { readonly as: "person"; readonly reason: string; readonly kind: "email" | "phone" };

export type DimensionGuess =
  | "channel"
  | "device"
  | "language"
  | "unit"
  | "employee"
  | "product"
  | "touchpoint"
  | "stage"
  | "segment"
  | "brand";

const names = {
  recommendation: /(^|[^a-z])nps([^a-z]|$)|net.?pro|recommend|рекоменд|порад|liklihood|likelihood/i,
  satisfaction: /csat|satisf|удовлетвор|задовол|overall|общая оценка|загальна оцінка/i,
  effort: /(^|[^a-z])ces([^a-z]|$)|effort|усили|зусил|легко|(^|[^a-z])ease([^a-z]|$)/i,
  rating: /(^|[^a-z])(ratings?|stars?|scores?|marks?)([^a-z]|$)|оценк|оцінк|рейтинг|зв[её]зд|зірк|балл|бал(?!\p{L})/iu,
  comment:
    /comment|text|review|verbatim|feedback|отзыв|відгук|комментар|коментар|причин|why|reason|content|описан|опис|pros|cons|достоин|недостат|переваг|недолік/i,
  weight: /^weight$|^wt$|weighting|^вес$|^вага$/i,
  time: /date|time|дата|время|час|when|created|submitted|answered|stamp/i,
  id: /(^|[_ ])(id|num|number|no|№|номер)$|^id|respnum|response.?id|guid|uuid/i,
  /** Numbers about a thing, which are not the thing. */
  notDimension: /sentiment|confidence|gold|count|size|years|index|share|response|consent|narrative|score/i,
} as const;

const dimensionNames: readonly (readonly [DimensionGuess, RegExp])[] = [
  ["channel", /channel|канал|submitted via/i],
  ["device", /device|устройств|пристр|platform/i],
  ["language", /^lang|language|^язык|^мова/i],
  ["unit", /^(business[ _])?units?([ _](code|name))?$|подраздел|підрозділ/i],
  ["unit", /branch|store|office|outlet|location|филиал|філі|отделен|відділен|магазин|офис|офіс|region|регион|регіон/i],
  ["employee", /employee|agent|operator(?!s)|manager|сотрудник|співробіт|оператор|менедж/i],
  ["stage", /stage|journey|этап|етап|sub.?type/i],
  ["touchpoint", /touch.?point|точка контакт/i],
  ["product", /product|товар|продукт|тариф|(^|[^a-z])plan|variation|(^|[^a-z])sku|(^|[^a-z])item/i],
  ["segment", /segment|сегмент|category|категор|(^|[^a-z])(class|group)/i],
  ["brand", /brand|бренд|airline|company|компан|competitor/i],
];

/** Guesses what a column holds from its name and its values, values having the last word. */
export function guessColumn(facts: ColumnFacts): Guess {
  if (facts.filled === 0) return { as: "leave-out", reason: "empty" };
  return (
    guessPerson(facts) ??
    guessTime(facts) ??
    guessWeight(facts) ??
    guessScore(facts) ??
    guessComment(facts) ??
    guessId(facts) ??
    guessGroup(facts)
  );
}

function guessPerson(facts: ColumnFacts): Guess | undefined {
  const share = (pattern: RegExp) =>
    [...facts.counts.keys()].filter((text) => pattern.test(text)).length / facts.counts.size;
  if (share(/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i) > 0.9) return { as: "person", reason: "email", kind: "email" };
  if (/phone|тел|mobile|msisdn/i.test(facts.name) && share(/^\+?[\d\s()-]{7,20}$/) > 0.9)
    return { as: "person", reason: "phone", kind: "phone" };
  return undefined;
}

function guessTime(facts: ColumnFacts): Guess | undefined {
  const isNumeric = facts.numbers > facts.filled * 0.5;
  if (isNumeric) return isEpoch(facts) ? { as: "time", reason: "time", format: "epoch" } : undefined;
  // A column called a date may hold some that cannot be; they are for the preview to show.
  const guess = guessTimeFormat([...facts.counts.keys()], names.time.test(facts.name) ? 0.9 : 0.97);
  if (!guess) return undefined;
  return { as: "time", reason: guess.ambiguous ? "time-ambiguous" : "time", format: guess.format };
}

/** Seconds or milliseconds since 1970, of the years 2000 to 2100. */
function isEpoch({ name, min, max, whole, filled }: ColumnFacts): boolean {
  const within = (unit: number) => min >= 946_684_800 * unit && max <= 4_102_444_800 * unit;
  return names.time.test(name) && whole === filled && (within(1) || within(1000));
}

function guessWeight(facts: ColumnFacts): Guess | undefined {
  const positive = facts.numbers === facts.filled && facts.min > 0;
  return names.weight.test(facts.name.trim()) && positive ? { as: "weight", reason: "weight" } : undefined;
}

function guessScore(facts: ColumnFacts): Guess | undefined {
  const name = wordsOf(facts.name);
  if (facts.whole < facts.filled * 0.9 || facts.counts.size > 25 || names.id.test(name)) return undefined;
  if (names.recommendation.test(name) && facts.max >= 6) return scored(facts, "recommendation", 0, 10);
  if (names.effort.test(name)) return scored(facts, "effort", 1, facts.max > 5 ? 7 : 5);
  if (names.satisfaction.test(name)) return guessSteps(facts, "satisfaction");
  return names.rating.test(name) ? guessSteps(facts, "rating") : undefined;
}

function guessSteps(facts: ColumnFacts, as: "satisfaction" | "rating"): Guess | undefined {
  if (facts.max < 2) return undefined;
  return hasZero(facts) ? scored(facts, "rating", 0, 10) : scored(facts, as, 1, likelyTop(facts));
}

/** `CareerSatisfaction` as `Career Satisfaction`, so that words are found as words. */
function wordsOf(name: string): string {
  return name.trim().replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
}

/** A scale of 0 to 10: on a shorter one, or one that begins at 1, a zero means that nothing was answered. */
function hasZero(facts: ColumnFacts): boolean {
  return facts.min === 0 && facts.max === 10 && facts.counts.size >= 9;
}

function likelyTop(facts: ColumnFacts): number {
  return [5, 7, 10].find((top) => shareUpTo(facts, top) > 0.97) ?? 10;
}

function shareUpTo(facts: ColumnFacts, top: number): number {
  let inside = 0;
  for (const [text, count] of facts.counts) if (Number(text) <= top) inside += count;
  return inside / facts.filled;
}

/** Files have a code or two for "no answer", with a few slips of the pen; more means that it is another scale. */
const mostMissingCodes = 6;

/** Whatever lies outside the scale is taken for codes of "no answer" and named, for a person to confirm. */
function scored(
  facts: ColumnFacts,
  as: "recommendation" | "satisfaction" | "effort" | "rating",
  from: number,
  to: number,
): Guess | undefined {
  const missing = [...facts.counts.keys()].filter((text) => !isStep(toNumber(text), from, to));
  if (missing.length > mostMissingCodes) return undefined;
  return { as, reason: missing.length > 0 ? "scale-with-missing" : "scale", from, to, missing };
}

function isStep(value: number | undefined, from: number, to: number): boolean {
  return value !== undefined && Number.isInteger(value) && value >= from && value <= to;
}

function guessComment(facts: ColumnFacts): Guess | undefined {
  const distinct = facts.counts.size / facts.filled;
  const isWordy = facts.averageLength >= 25 && distinct > 0.3;
  const isNamed =
    names.comment.test(facts.name) && facts.averageLength >= 10 && (distinct > 0.05 || facts.counts.size > 60);
  const isText = facts.numbers < facts.filled * 0.5 && !isMachineText(facts);
  return isText && (isWordy || isNamed) ? { as: "comment", reason: "long-text" } : undefined;
}

/** Addresses, paths and hashes: long, but without a space. */
function isMachineText({ examples }: ColumnFacts): boolean {
  return examples.every((text) => !/\s/.test(text));
}

/** A name or number of the row itself; one that merely counts the rows would be another row's in the next file. */
function guessId(facts: ColumnFacts): Guess | undefined {
  const isUnique =
    names.id.test(wordsOf(facts.name)) && facts.filled === facts.rows && facts.counts.size === facts.rows;
  if (!isUnique || facts.rows < 2) return undefined;
  const isCounter = facts.whole === facts.filled && facts.max - facts.min < facts.rows * 2;
  return isCounter ? { as: "leave-out", reason: "counter" } : { as: "id", reason: "unique" };
}

function guessGroup(facts: ColumnFacts): Guess {
  const isCoded = facts.numbers === facts.filled && (facts.max <= 20 || facts.whole < facts.filled);
  const isNamed = !isCoded && !names.notDimension.test(facts.name);
  const dimension = isNamed ? dimensionNames.find(([, pattern]) => pattern.test(wordsOf(facts.name))) : undefined;
  if (dimension && facts.counts.size <= Math.min(1500, facts.filled * 0.9))
    return { as: "dimension", reason: "name", field: dimension[0] };
  if (facts.counts.size > 1 && facts.counts.size <= 60) return { as: "attribute", reason: "few-values" };
  return { as: "leave-out", reason: facts.counts.size <= 1 ? "constant" : "unclear" };
}
