import { referenceKinds, type CutPoints, type Reference, type ReferenceKind } from "#feature/organisation/contract";
import {
  contextFields,
  type AnswerValue,
  type AnswerValues,
  type Definition,
  type Question,
} from "#feature/surveys/contract";
import { answerOf, displayValue, questionsOf, scoresOf, type ScoredAnswer } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";

import type { Response } from "../contract.ts";
import { groupOf } from "./group.ts";
import { withoutTexts } from "./texts.ts";

/** A response as it is stored, with its time where the respondent was. */
export type StoredResponse = Pick<
  Response,
  | "id"
  | "surveyId"
  | "surveyVersion"
  | "programme"
  | "state"
  | "source"
  | "localTime"
  | "language"
  | "personId"
  | "weight"
  | "importId"
  | "attributes"
> & {
  readonly answeredAt: Date;
  readonly isProtected: boolean;
  readonly context: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
};

/** What presenting needs to know besides. */
export interface Presenting {
  readonly definition: Definition;
  readonly surveyName: string;
  readonly language: string;
  readonly cutPoints: CutPoints;
  readonly referenceOf: (kind: ReferenceKind, code: string) => Reference | undefined;
  /** Whether so many answered that what a protected respondent wrote may be read. */
  readonly isReadable: boolean;
}

/**
 * A response as it is shown. A protected one shows its answers and its day, but neither person, context, language nor hour:
 * the filter says where it came from, and only groups that are large enough pass it.
 */
export function presentResponse(row: StoredResponse, presenting: Presenting): Response {
  const { answeredAt, isProtected, context, answers, ...rest } = row;
  const shown = isProtected && !presenting.isReadable ? withoutTexts(presenting.definition, answers) : answers;
  const common = { ...rest, surveyName: presenting.surveyName, answers: presentAnswers(shown, presenting) };
  if (!isProtected) {
    return { ...common, answeredAt: answeredAt.toISOString(), context: presentContext(context, presenting) };
  }
  const day = row.localTime.slice(0, 10);
  return { ...common, answeredAt: day, localTime: day, language: null, personId: null, attributes: {}, context: [] };
}

function presentContext(context: Readonly<Record<string, string>>, { referenceOf }: Presenting): Response["context"] {
  return contextFields.flatMap((field) => {
    const code = context[field];
    if (code === undefined) return [];
    const kind = referenceKinds.find((known) => known === field);
    const reference = kind === undefined ? undefined : referenceOf(kind, code);
    return [{ field, code, name: reference?.name ?? code, resolved: kind === undefined || reference !== undefined }];
  });
}

function presentAnswers(answers: AnswerValues, presenting: Presenting): Response["answers"] {
  const scored = Map.groupBy(scoresOf(presenting.definition, answers), ({ question }) => question);
  return questionsOf(presenting.definition).flatMap((question) => {
    const value = answerOf(answers, question.key);
    if (value === undefined) return [];
    if (question.kind === "matrix") return presentRows(question, value, { scored, presenting });
    return [presentAnswer(question, value, { scored: scored.get(question.key)?.[0], presenting })];
  });
}

function presentAnswer(
  question: Question,
  value: AnswerValue,
  { scored, presenting }: { scored: ScoredAnswer | undefined; presenting: Presenting },
): Response["answers"][number] {
  const { language, definition, cutPoints } = presenting;
  return {
    question: question.key,
    kind: question.kind,
    title: textIn(question.title, language, definition.defaultLanguage),
    value,
    display: displayValue(question, value, language),
    score: scored?.score ?? null,
    group: scored === undefined ? null : groupOf(scored, cutPoints),
  };
}

/** One entry for each row of a table, since each has its own score. */
function presentRows(
  question: Extract<Question, { kind: "matrix" }>,
  value: AnswerValue,
  { scored, presenting }: { scored: ReadonlyMap<string, readonly ScoredAnswer[]>; presenting: Presenting },
): Response["answers"] {
  const { language, definition } = presenting;
  const wanted = [language, definition.defaultLanguage];
  const given = value as Readonly<Record<string, string>>;
  return question.rows.flatMap((row) => {
    const column = question.columns.find(({ key }) => key === given[row.key]);
    if (column === undefined) return [];
    const key = `${question.key}.${row.key}`;
    const shown = presentAnswer(question, column.key, { scored: scored.get(key)?.[0], presenting });
    const title = `${shown.title}: ${textIn(row.label, ...wanted)}`;
    return [{ ...shown, question: key, title, display: textIn(column.label, ...wanted) }];
  });
}
