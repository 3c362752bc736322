import type { AnswerValue, Question } from "../contract/definition.ts";
import { scaleOf, type Scale } from "./scale.ts";

/** What may be wrong with one answer. `required` is judged elsewhere: it depends on what is visible. */
export type ValueProblem =
  | "wrong_type"
  | "not_an_option"
  | "out_of_range"
  | "not_whole"
  | "too_long"
  | "too_many"
  | "exclusive"
  | "duplicate"
  | "not_a_date";

/** The answer as it is kept (trimmed, in the order of the options), or what is wrong with it. */
export type CheckedValue = { readonly value: AnswerValue | undefined } | { readonly problem: ValueProblem };

/** Judges one answer by its question. `{ value: undefined }` means that nothing was answered. Never throws. */
export function checkValue(question: Question, value: unknown): CheckedValue {
  const check = checks[question.kind] as (question: Question, value: unknown) => CheckedValue;
  return check(question, value);
}

/** A respondent's text as it is kept: trimmed, without control characters and broken surrogates. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .trim();
}

type Of<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

const checks: { readonly [Kind in Question["kind"]]: (question: Of<Kind>, value: unknown) => CheckedValue } = {
  recommendation: (question, value) => checkStep(scaleOf(question), value),
  satisfaction: (question, value) => checkStep(scaleOf(question), value),
  effort: (question, value) => checkStep(scaleOf(question), value),
  rating: (question, value) => checkStep(scaleOf(question), value),
  single: checkSingle,
  multiple: checkMultiple,
  text: (question, value) => checkText(value, question.maxLength),
  matrix: checkMatrix,
  ranking: checkRanking,
  number: checkNumber,
  date: checkDate,
  consent: (_, value) => (typeof value === "boolean" ? { value } : wrong),
  statement: () => ({ value: undefined }),
  expectation: checkExpectation,
};

const wrong = { problem: "wrong_type" } as const;
const otherLength = 1000;

function checkStep(scale: Scale, value: unknown): CheckedValue {
  if (typeof value !== "number" || !Number.isFinite(value)) return wrong;
  if (!Number.isInteger(value)) return { problem: "not_whole" };
  return value < scale.from || value > scale.to ? { problem: "out_of_range" } : { value };
}

function checkSingle(question: Of<"single">, value: unknown): CheckedValue {
  if (typeof value === "string") {
    return hasKey(question.options, value) ? { value } : { problem: "not_an_option" };
  }
  if (!isRecord(value) || typeof value["other"] !== "string") return wrong;
  return question.other ? checkOther(value["other"], (other) => ({ other })) : { problem: "not_an_option" };
}

function checkMultiple(question: Of<"multiple">, value: unknown): CheckedValue {
  const picked = pickedOf(value);
  if (picked === undefined) return wrong;
  const { chosen, other } = picked;
  const areOffered = chosen.every((key) => hasKey(question.options, key)) && (other === undefined || question.other);
  if (!areOffered) return { problem: "not_an_option" };

  const kept = question.options.filter((option) => chosen.includes(option.key));
  const count = kept.length + (other === undefined ? 0 : 1);
  if (count > 1 && kept.some((option) => option.exclusive)) return { problem: "exclusive" };
  if (question.max !== undefined && count > question.max) return { problem: "too_many" };
  const keys = kept.map((option) => option.key);
  if (other === undefined) return { value: keys.length === 0 ? undefined : keys };
  return checkOther(other, (text) => ({ chosen: keys, other: text }));
}

/** Both forms of a multiple choice as one; undefined when it is neither. */
function pickedOf(value: unknown): { chosen: readonly string[]; other: string | undefined } | undefined {
  if (isTexts(value)) return { chosen: value, other: undefined };
  if (!isRecord(value)) return undefined;
  const { chosen = [], other } = value;
  if (!isTexts(chosen) || (other !== undefined && typeof other !== "string")) return undefined;
  return { chosen, other };
}

function checkOther(text: string, keep: (text: string) => AnswerValue): CheckedValue {
  const cleaned = checkText(text, otherLength);
  if ("problem" in cleaned) return cleaned;
  return { value: keep(typeof cleaned.value === "string" ? cleaned.value : "") };
}

function checkText(value: unknown, maxLength: number): CheckedValue {
  if (typeof value !== "string") return wrong;
  const text = cleanText(value);
  if (text.length > maxLength) return { problem: "too_long" };
  return { value: text === "" ? undefined : text };
}

function checkMatrix(question: Of<"matrix">, value: unknown): CheckedValue {
  if (!isRecord(value)) return wrong;
  const given = Object.entries(value);
  const fits = given.every(
    ([row, column]) => hasKey(question.rows, row) && typeof column === "string" && hasKey(question.columns, column),
  );
  if (!fits) return { problem: "not_an_option" };
  const kept = Object.fromEntries(
    question.rows.flatMap(({ key }) => (Object.hasOwn(value, key) ? [[key, String(value[key])]] : [])),
  );
  return { value: given.length === 0 ? undefined : kept };
}

function checkRanking(question: Of<"ranking">, value: unknown): CheckedValue {
  if (!isTexts(value)) return wrong;
  if (!value.every((key) => hasKey(question.options, key))) return { problem: "not_an_option" };
  if (new Set(value).size < value.length) return { problem: "duplicate" };
  return { value: value.length === 0 ? undefined : [...value] };
}

function checkNumber(question: Of<"number">, value: unknown): CheckedValue {
  if (typeof value !== "number" || !Number.isFinite(value)) return wrong;
  if (question.integer && !Number.isInteger(value)) return { problem: "not_whole" };
  const isInside = value >= (question.min ?? -Infinity) && value <= (question.max ?? Infinity);
  return isInside ? { value } : { problem: "out_of_range" };
}

function checkDate(question: Of<"date">, value: unknown): CheckedValue {
  if (typeof value !== "string") return wrong;
  if (!isCalendarDay(value)) return { problem: "not_a_date" };
  const isInside = value >= (question.min ?? "0000-01-01") && value <= (question.max ?? "9999-12-31");
  return isInside ? { value } : { problem: "out_of_range" };
}

function checkExpectation(question: Of<"expectation">, value: unknown): CheckedValue {
  if (!isRecord(value)) return wrong;
  const scale = scaleOf(question);
  const expectation = checkStep(scale, value["expectation"]);
  const result = checkStep(scale, value["result"]);
  if ("problem" in expectation) return expectation;
  if ("problem" in result) return result;
  return { value: { expectation: Number(expectation.value), result: Number(result.value) } };
}

function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function hasKey(options: readonly { readonly key: string }[], key: string): boolean {
  return options.some((option) => option.key === key);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
