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
  effort: /(^|[^a-z])ces([^a-z]|$)|effort|усили|зусил|легко|ease/i,
  rating: /rating|stars?|оценк|оцінк|рейтинг|зв[её]зд|зірк|score|балл|бал\b|mark/i,
  comment:
    /comment|text|review|verbatim|feedback|отзыв|відгук|комментар|коментар|причин|why|reason|content|описан|опис|pros|cons|достоин|недостат|переваг|недолік/i,
  weight: /^weight$|^wt$|weighting|^вес$|^вага$/i,
  time: /date|time|дата|время|час|when|created|submitted|answered|timestamp/i,
  id: /(^|[_ ])(id|num|number|no|№|номер)$|^id|respnum|response.?id|guid|uuid/i,
} as const;

const dimensionNames: readonly (readonly [DimensionGuess, RegExp])[] = [
  ["channel", /channel|канал/i],
  ["device", /device|устройств|пристр|platform/i],
  ["language", /^lang|language|^язык|^мова/i],
  ["unit", /branch|store|office|outlet|location|филиал|філі|отделен|відділен|магазин|офис|офіс|region|регион|регіон/i],
  ["employee", /employee|agent|operator|manager|сотрудник|співробіт|оператор|менедж/i],
  ["stage", /stage|journey|этап|етап|sub_?type/i],
  ["touchpoint", /touch.?point|точка контакт/i],
  ["product", /product|товар|продукт|тариф|plan|model|variation|sku|item/i],
  ["segment", /segment|сегмент|category|категор|class|group/i],
  ["brand", /brand|бренд|airline|company|компан|competitor/i],
];

/** Guesses what a column holds from its name and its values, values having the last word. */
export function guessColumn(facts: ColumnFacts): Guess {
  if (facts.filled === 0) return { as: "leave-out", reason: "empty" };
  return guessPerson(facts) ?? guessTime(facts) ?? guessWeight(facts) ?? guessScore(facts) ?? guessText(facts);
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
  if (facts.numbers > facts.filled * 0.5) return undefined;
  const guess = guessTimeFormat([...facts.counts.keys()]);
  if (!guess) return undefined;
  return { as: "time", reason: guess.ambiguous ? "time-ambiguous" : "time", format: guess.format };
}

function guessWeight(facts: ColumnFacts): Guess | undefined {
  const positive = facts.numbers === facts.filled && facts.min > 0;
  return names.weight.test(facts.name.trim()) && positive ? { as: "weight", reason: "weight" } : undefined;
}

function guessScore(facts: ColumnFacts): Guess | undefined {
  if (facts.whole < facts.filled * 0.9 || facts.counts.size > 25 || names.id.test(facts.name.trim())) return undefined;
  if (names.recommendation.test(facts.name) && facts.max >= 6) return scored(facts, "recommendation", 0, 10);
  if (names.effort.test(facts.name)) return scored(facts, "effort", 1, facts.max > 5 ? 7 : 5);
  if (names.satisfaction.test(facts.name)) return scored(facts, "satisfaction", 1, likelyTop(facts));
  if (names.rating.test(facts.name))
    return scored(facts, "rating", facts.min === 0 && facts.max > 6 ? 0 : 1, likelyTop(facts));
  return undefined;
}

function likelyTop(facts: ColumnFacts): number {
  return [5, 7, 10].find((top) => shareUpTo(facts, top) > 0.97) ?? 10;
}

function shareUpTo(facts: ColumnFacts, top: number): number {
  let inside = 0;
  for (const [text, count] of facts.counts) if (Number(text) <= top) inside += count;
  return inside / facts.filled;
}

/** Whatever lies outside the scale is taken for codes of "no answer" and named, for a person to confirm. */
function scored(
  facts: ColumnFacts,
  as: "recommendation" | "satisfaction" | "effort" | "rating",
  from: number,
  to: number,
): Guess {
  const missing = [...facts.counts.keys()].filter((text) => !(Number(text) >= from && Number(text) <= to));
  return { as, reason: missing.length > 0 ? "scale-with-missing" : "scale", from, to, missing };
}

function guessText(facts: ColumnFacts): Guess {
  const distinct = facts.counts.size / facts.filled;
  const wordy = facts.averageLength >= 25 && distinct > 0.3;
  if (wordy || (names.comment.test(facts.name) && facts.averageLength >= 10 && facts.numbers < facts.filled * 0.5))
    return { as: "comment", reason: "long-text" };
  if (names.id.test(facts.name.trim()) && facts.counts.size === facts.filled) return { as: "id", reason: "unique" };
  const coded = facts.numbers === facts.filled && facts.max <= 20;
  const dimension = coded ? undefined : dimensionNames.find(([, pattern]) => pattern.test(facts.name));
  if (facts.counts.size <= Math.min(1500, facts.filled * 0.9) && dimension)
    return { as: "dimension", reason: "name", field: dimension[0] };
  if (facts.counts.size > 1 && facts.counts.size <= 60) return { as: "attribute", reason: "few-values" };
  return { as: "leave-out", reason: facts.counts.size <= 1 ? "constant" : "unclear" };
}
