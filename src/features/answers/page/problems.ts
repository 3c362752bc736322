import type { AnswerValues, Question } from "#feature/surveys/contract";
import { checkAnswers } from "#feature/surveys/runtime";
import type { FieldProblem } from "#kit/refusal";

import type { Visit } from "./visit.ts";
import { wordingIn, type Wording } from "./wording/languages.ts";

/** What is wrong with these answers, in the respondent's words, by question key. */
export function problemsIn(
  visit: Pick<Visit, "definition" | "fields" | "language">,
  answers: AnswerValues,
  questions: readonly Question[],
): ReadonlyMap<string, string> {
  const checked = checkAnswers(visit.definition, answers, visit.fields, { partial: false });
  return checked.ok ? new Map() : problemsFrom(checked.problems, questions, wordingIn(visit.language));
}

/** The problems that concern these questions, in words. */
export function problemsFrom(
  problems: readonly FieldProblem[],
  questions: readonly Question[],
  wording: Wording,
): ReadonlyMap<string, string> {
  return new Map(
    questions.flatMap((question) => {
      const found = problems.find((problem) => problem.field === `answers.${question.key}`);
      return found === undefined ? [] : [[question.key, wordsFor(found.code, question, wording)] as const];
    }),
  );
}

function wordsFor(code: string, question: Question, { problems }: Wording): string {
  const special = question.kind === "consent" ? "consent" : question.kind === "number" ? "number" : "required";
  const isSpecial =
    (code === "required" && special === "consent") || (code === "wrong_type" && question.kind !== "text");
  return problems[isSpecial ? special : code] ?? problems["wrong_type"] ?? code;
}
