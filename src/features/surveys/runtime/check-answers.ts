import type { FieldProblem } from "#kit/refusal";

import type { AnswerValue, AnswerValues, Definition, Question } from "../contract/definition.ts";
import type { FieldValues } from "./answered.ts";
import { answerOf, questionsOf } from "./answered.ts";
import { visiblePages } from "./flow.ts";
import { checkValue, type CheckedValue } from "./values.ts";

/** The answers as they are kept, or every problem with its field `answers.<key>`. */
export type CheckedAnswers =
  | { readonly ok: true; readonly value: AnswerValues }
  | { readonly ok: false; readonly code: "answers.invalid"; readonly problems: readonly FieldProblem[] };

/** How strictly to judge: a partial response need not hold the required answers yet. */
export interface CheckOptions {
  readonly partial: boolean;
}

/**
 * Judges a whole response. Kept answers are trimmed, in the survey's order, and only of questions that are visible;
 * answers of hidden questions are dropped without a word, and `required` binds only where the question is visible.
 * Problem codes: `required`, `unknown_question`, and those of ValueProblem. Never throws.
 */
export function checkAnswers(
  definition: Definition,
  answers: AnswerValues,
  fields: FieldValues,
  { partial }: CheckOptions,
): CheckedAnswers {
  const checked = checkEach(definition, answers);
  const sound = soundOnly(checked);
  const visible = visiblePages(definition, sound, fields).flatMap((page) => page.questions);

  const problems = [
    ...unknownKeys(definition, answers),
    ...visible.flatMap((question) => problemOf(question, checked.get(question.key), partial)),
  ];
  if (problems.length > 0) return { ok: false, code: "answers.invalid", problems };
  return { ok: true, value: keep(visible, sound) };
}

function checkEach(definition: Definition, answers: AnswerValues): ReadonlyMap<string, CheckedValue> {
  return new Map(
    questionsOf(definition).map((question) => {
      const value = answerOf(answers, question.key);
      return [question.key, value === undefined ? { value } : checkValue(question, value)];
    }),
  );
}

function soundOnly(checked: ReadonlyMap<string, CheckedValue>): Record<string, AnswerValue> {
  const sound: Record<string, AnswerValue> = {};
  for (const [key, result] of checked) {
    if ("value" in result && result.value !== undefined) sound[key] = result.value;
  }
  return sound;
}

function unknownKeys(definition: Definition, answers: AnswerValues): FieldProblem[] {
  const known = new Set(questionsOf(definition).map((question) => question.key));
  const isKnown = (key: string) => known.has(key);
  return Object.keys(answers ?? {})
    .filter((key) => !isKnown(key))
    .map((key) => ({ field: `answers.${key}`, code: "unknown_question" }));
}

function problemOf(question: Question, checked: CheckedValue | undefined, partial: boolean): FieldProblem[] {
  const field = `answers.${question.key}`;
  if (checked !== undefined && "problem" in checked) return [{ field, code: checked.problem }];
  const isMissing = !partial && question.required && !isComplete(question, checked?.value);
  return isMissing ? [{ field, code: "required" }] : [];
}

/** A required consent must be given, a required table or ranking must be filled in to the end. */
function isComplete(question: Question, value: AnswerValue | undefined): boolean {
  if (question.kind === "statement") return true;
  if (value === undefined) return false;
  if (question.kind === "consent") return value === true;
  if (question.kind === "matrix") return Object.keys(value).length === question.rows.length;
  if (question.kind === "ranking") return Array.isArray(value) && value.length === question.options.length;
  return true;
}

function keep(visible: readonly Question[], sound: Record<string, AnswerValue>): AnswerValues {
  const kept: Record<string, AnswerValue> = {};
  for (const { key } of visible) {
    const value = sound[key];
    if (value !== undefined && Object.hasOwn(sound, key)) kept[key] = value;
  }
  return kept;
}
