import { holds, type Condition } from "#kit/condition";

import type { AnswerValue, AnswerValues, Definition, Question } from "../contract/definition.ts";
import { answerOf, readerOf, type FieldValues } from "./answered.ts";

/** A page as this respondent sees it: only the questions whose conditions hold. */
export interface VisiblePage {
  readonly page: Definition["pages"][number];
  readonly questions: readonly Question[];
}

type Ending = Definition["endings"][number];

/**
 * The pages that this respondent gets, each with its visible questions; pages without any are left out.
 * A condition sees the answers of earlier visible questions only, so an answer that became hidden counts for nothing.
 */
export function visiblePages(
  definition: Definition,
  answers: AnswerValues,
  fields: FieldValues,
): readonly VisiblePage[] {
  return walk(definition, answers, fields).pages;
}

/** The questions that this respondent gets, in order. */
export function visibleQuestions(
  definition: Definition,
  answers: AnswerValues,
  fields: FieldValues,
): readonly Question[] {
  return visiblePages(definition, answers, fields).flatMap((page) => page.questions);
}

/** Only the answers that belong to visible questions. */
export function visibleAnswers(definition: Definition, answers: AnswerValues, fields: FieldValues): AnswerValues {
  return walk(definition, answers, fields).seen;
}

/** The next page after this one, or the first when none is given; undefined at the end. An unknown key starts over. */
export function nextPage(
  definition: Definition,
  answers: AnswerValues,
  fields: FieldValues,
  afterPageKey?: string,
): VisiblePage | undefined {
  const after = definition.pages.findIndex((page) => page.key === afterPageKey);
  return visiblePages(definition, answers, fields).find(({ page }) => definition.pages.indexOf(page) > after);
}

/** The first ending whose condition holds; the last one when none does. */
export function endingOf(definition: Definition, answers: AnswerValues, fields: FieldValues): Ending {
  const read = readerOf(visibleAnswers(definition, answers, fields), fields);
  const found = definition.endings.find((ending) => isShown(ending.condition, read)) ?? definition.endings.at(-1);
  return found ?? { key: "thanks", title: {} };
}

function walk(
  definition: Definition,
  answers: AnswerValues,
  fields: FieldValues,
): { pages: readonly VisiblePage[]; seen: Readonly<Record<string, AnswerValue>> } {
  const seen: Record<string, AnswerValue> = {};
  const read = readerOf(seen, fields);
  const pages: VisiblePage[] = [];

  for (const page of definition.pages) {
    if (!isShown(page.condition, read)) continue;
    const questions = page.questions.filter((question) => {
      if (!isShown(question.condition, read)) return false;
      const value = answerOf(answers, question.key);
      if (value !== undefined) seen[question.key] = value;
      return true;
    });
    if (questions.length > 0) pages.push({ page, questions });
  }
  return { pages, seen };
}

function isShown(condition: Condition | undefined, read: (field: string) => unknown): boolean {
  return condition === undefined || holds(condition, read);
}
