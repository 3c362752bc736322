import type { AnswerValue, Question } from "#feature/surveys/contract";
import { isScaleQuestion } from "#feature/surveys/runtime";

import type { RawValues } from "./html/raw-values.ts";

/**
 * The answer that stands in a form's fields; undefined when the question was left open. What cannot be read (letters
 * for a number) is passed on as text, so that the survey's own rules refuse it by name.
 */
export function answerFrom(question: Question, raw: RawValues): AnswerValue | undefined {
  if (isScaleQuestion(question)) return numberFrom(first(raw, question.key));
  switch (question.kind) {
    case "single":
      return singleFrom(question, raw);
    case "multiple":
      return multipleFrom(question, raw);
    case "matrix":
      return partsFrom(question.rows, question.key, raw);
    case "ranking":
      return rankingFrom(question, raw);
    case "number":
      return numberFrom(first(raw, question.key));
    case "consent":
      return first(raw, question.key) === "yes";
    case "expectation":
      return pairFrom(question.key, raw);
    case "statement":
      return undefined;
    default:
      return first(raw, question.key);
  }
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

function first(raw: RawValues, name: string): string | undefined {
  const value = raw.get(name)?.[0]?.trim();
  return value === "" ? undefined : value;
}

/** Numbers as people write them: decimal comma, spaces between thousands, a real minus sign. */
function numberFrom(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace("\u2212", "-")
    .replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

function singleFrom(question: Of<"single">, raw: RawValues): AnswerValue | undefined {
  const chosen = first(raw, question.key);
  return chosen === "other" && question.other ? { other: first(raw, `${question.key}.other`) ?? "" } : chosen;
}

/** Words beside "other" count even when its box was not ticked. */
function multipleFrom(question: Of<"multiple">, raw: RawValues): AnswerValue | undefined {
  const ticked = raw.get(question.key) ?? [];
  const words = first(raw, `${question.key}.other`);
  const isOther = question.other && (ticked.includes("other") || words !== undefined);
  if (!isOther) return ticked.length === 0 ? undefined : [...ticked];
  return { chosen: ticked.filter((key) => key !== "other"), other: words ?? "" };
}

function partsFrom(parts: readonly { key: string }[], key: string, raw: RawValues): AnswerValue | undefined {
  const given = parts.flatMap((part) => {
    const value = first(raw, `${key}.${part.key}`);
    return value === undefined ? [] : [[part.key, value] as const];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** Two options in one place come out as the first of them twice, which the survey's rules refuse as a duplicate. */
function rankingFrom(question: Of<"ranking">, raw: RawValues): AnswerValue | undefined {
  const places = question.options.flatMap(({ key }) => {
    const place = first(raw, `${question.key}.${key}`);
    return place === undefined ? [] : [{ key, place: Number(place) }];
  });
  if (places.length === 0) return undefined;
  const sorted = places.toSorted((a, b) => a.place - b.place);
  return sorted.map(({ key }, index) =>
    sorted[index - 1]?.place === sorted[index]?.place ? (sorted[index - 1]?.key ?? key) : key,
  );
}

function pairFrom(key: string, raw: RawValues): AnswerValue | undefined {
  const expectation = numberFrom(first(raw, `${key}.expectation`));
  const result = numberFrom(first(raw, `${key}.result`));
  if (expectation === undefined && result === undefined) return undefined;
  return { expectation, result } as { expectation: number; result: number };
}
