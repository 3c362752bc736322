import { textIn } from "#kit/language";

import type { AnswerValue, Question } from "../contract/definition.ts";

/**
 * An answer in words for people: labels instead of keys, numbers and dates as the language writes them.
 * Never throws; what does not fit the question is shown as it is. Not escaped: the renderer does that.
 */
export function displayValue(question: Question, value: AnswerValue, language: string): string {
  if (typeof value === "number") return numberIn(value, language);
  if (typeof value === "boolean") return booleanIn(value, language);
  if (typeof value === "string")
    return question.kind === "date" ? dateIn(value, language) : labelOf(question, value, language);
  if (Array.isArray(value)) return listOf(question, value.map(String), language);
  if (typeof value !== "object" || value === null) return "";
  return objectIn(question, value, language);
}

function objectIn(question: Question, value: Readonly<Record<string, unknown>>, language: string): string {
  if (question.kind === "matrix") {
    const rows = question.rows.filter((row) => Object.hasOwn(value, row.key));
    const column = (key: string) => question.columns.find((item) => item.key === value[key])?.label;
    return rows.map((row) => `${textIn(row.label, language)}: ${textIn(column(row.key), language)}`).join("; ");
  }
  if (typeof value["expectation"] === "number" && typeof value["result"] === "number") {
    return `${numberIn(value["expectation"], language)} → ${numberIn(value["result"], language)}`;
  }
  const chosen = Array.isArray(value["chosen"])
    ? value["chosen"].map((key) => labelOf(question, String(key), language))
    : [];
  return [...chosen, typeof value["other"] === "string" ? value["other"] : ""].filter((part) => part !== "").join(", ");
}

function listOf(question: Question, keys: readonly string[], language: string): string {
  const labels = keys.map((key) => labelOf(question, key, language));
  return question.kind === "ranking"
    ? labels.map((label, index) => `${index + 1}. ${label}`).join("; ")
    : labels.join(", ");
}

function labelOf(question: Question, key: string, language: string): string {
  if (!("options" in question)) return key;
  return textIn(question.options.find((option) => option.key === key)?.label, language) || key;
}

const answersYesNo: Readonly<Record<string, readonly [string, string]>> = {
  en: ["yes", "no"],
  ru: ["да", "нет"],
  uk: ["так", "ні"],
};

function booleanIn(value: boolean, language: string): string {
  const [yes, no] = answersYesNo[language.slice(0, 2)] ?? (["yes", "no"] as const);
  return value ? yes : no;
}

function numberIn(value: number, language: string): string {
  return formatOf(language, (tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 10 })).format(value);
}

function dateIn(value: string, language: string): string {
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return value;
  return formatOf(language, (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" })).format(day);
}

function formatOf<Format>(language: string, make: (tag: string) => Format): Format {
  try {
    return make(language);
  } catch {
    return make("en");
  }
}
