import type { AnswerValue, Question } from "#feature/surveys/contract";

/** What stands in the fields of a form, by field name. */
export type RawValues = ReadonlyMap<string, readonly string[]>;

/** The form fields that hold this answer; the inverse of `answerFrom`. */
export function rawValuesOf(question: Question, value: AnswerValue): RawValues {
  const { key } = question;
  if (typeof value === "boolean") return new Map([[key, value ? ["yes"] : []]]);
  if (typeof value !== "object") return new Map([[key, [String(value)]]]);
  if (Array.isArray(value)) return listValues(question, value);
  if (question.kind === "single" || question.kind === "multiple") {
    const { chosen, other } = value as { chosen?: readonly string[]; other?: string };
    return new Map([
      [key, [...(chosen ?? []), "other"]],
      [`${key}.other`, [other ?? ""]],
    ]);
  }
  return new Map(Object.entries(value).map(([part, inner]) => [`${key}.${part}`, [String(inner)]]));
}

function listValues(question: Question, value: readonly string[]): RawValues {
  if (question.kind !== "ranking") return new Map([[question.key, value]]);
  return new Map(value.map((option, index) => [`${question.key}.${option}`, [String(index + 1)]]));
}
