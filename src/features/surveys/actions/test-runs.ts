import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { Refusal } from "#kit/refusal";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { definitionSchema, type AnswerValues, type TestRun } from "../contract.ts";
import { checkAnswers, displayValue, questionsOf, scoresOf, type FieldValues } from "../runtime/index.ts";
import { isSameContent } from "../runtime/same-content.ts";
import { selectSurvey } from "../store/surveys.ts";
import {
  countTestRuns,
  deleteOldestTestRuns,
  deleteTestRunRow,
  deleteTestRunRows,
  listTestRunRows,
  lockTestRun,
  selectTestRun,
  upsertTestRun,
  type TestRunRow,
} from "../store/test-runs.ts";
import type { SurveyCall } from "./manage.ts";
import type { TestVisit } from "./test-links.ts";
import { found } from "./view.ts";

/** What one step of a test run says. */
export interface TestStep {
  /** Chosen by the page; the same run comes under the same key. */
  readonly runKey: string;
  readonly state: "partial" | "complete";
  readonly language: string;
  /** An empty text takes back what was said before. */
  readonly answers: AnswerValues;
  /** Context and hidden fields of the address. */
  readonly fields: Readonly<Record<string, string>>;
}

/** So many runs of a survey are kept; the oldest leave. */
export const mostTestRuns = 500;

/**
 * Keeps a step of a test run, judged by the rules of a real one, where no figure, list, export or count looks.
 * Refuses `answers.invalid` with its fields and `answers.conflict` for something else after the end.
 */
export async function saveTestRun(
  { postgres, clock, random }: Pick<Stores, "postgres" | "clock" | "random">,
  visit: TestVisit,
  step: TestStep,
): Promise<void> {
  await postgres.transaction(async (tx) => {
    const { definition, version, linkId, survey } = visit;
    const before = await lockTestRun(tx, linkId, step.runKey);
    const merged = { ...before?.answers, ...step.answers };
    const fields: FieldValues = { language: step.language, ...step.fields };
    const checked = checkAnswers(definition, merged, fields, { partial: step.state === "partial" });
    if (!checked.ok) throw new Refusal(checked.code, {}, checked.problems);
    if (before?.state === "complete" && !isSameContent(before.answers, checked.value))
      throw new Refusal("answers.conflict");

    const { state, language, runKey } = step;
    const run = { id: random.uuid(), surveyId: survey.id, linkId, runKey, version, definition, state, language };
    await upsertTestRun(tx, { ...run, fields: step.fields, answers: checked.value, now: clock.now() });
    if (before === undefined) await deleteOldestTestRuns(tx, survey.id, mostTestRuns);
  });
}

/** What a test run holds so far. */
export function readTestRun(tx: Tx, linkId: string, runKey: string): Promise<TestRunRow | undefined> {
  return selectTestRun(tx, linkId, runKey);
}

/** Test runs of a survey, newest first, with how many there are. Refuses `surveys.not_found`. */
export async function listTestRuns(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: TestRun[]; nextCursor: string | null; total: number }> {
  requirePermission(viewer, "surveys.read");
  return stores.postgres.read(async (tx) => {
    found(await selectSurvey(tx, surveyId));
    const rows = await listTestRunRows(tx, surveyId, { before: cursor ?? null, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => presentRun(row, viewer.language));
    const total = await countTestRuns(tx, surveyId);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total };
  });
}

/** Deletes every test run of a survey. Refuses `surveys.not_found`. */
export function deleteTestRuns(call: SurveyCall, surveyId: string): Promise<{ deleted: number }> {
  return deleteRuns(call, surveyId, (tx) => deleteTestRunRows(tx, surveyId));
}

/** Deletes one test run; an unknown one deletes nothing. Refuses `surveys.not_found`. */
export function deleteTestRun(call: SurveyCall, surveyId: string, run: string): Promise<{ deleted: number }> {
  return deleteRuns(call, surveyId, (tx) => deleteTestRunRow(tx, surveyId, run));
}

async function deleteRuns(
  { stores, viewer }: SurveyCall,
  surveyId: string,
  remove: (tx: Tx) => Promise<number>,
): Promise<{ deleted: number }> {
  requireEverywhere(viewer, "surveys.write");
  return stores.postgres.transaction(async (tx) => {
    found(await selectSurvey(tx, surveyId));
    const deleted = await remove(tx);
    const details = { count: deleted };
    const action = "surveys.test_runs_deleted";
    if (deleted > 0) await recordAudit(tx, viewer, { action, subjectKind: "survey", subjectId: surveyId, details });
    return { deleted };
  });
}

function presentRun(row: TestRunRow, language: string): TestRun {
  const definition = definitionSchema.parse(row.definition);
  const scores = new Map(scoresOf(definition, row.answers).map((scored) => [scored.question, scored.score]));
  const { definition: _, fields: __, startedAt, changedAt, ...rest } = row;
  const answers = questionsOf(definition).flatMap((question) => {
    const value = row.answers[question.key];
    if (value === undefined) return [];
    const title = question.title[language] ?? question.title[definition.defaultLanguage] ?? question.key;
    const display = displayValue(question, value, language);
    return [{ question: question.key, title, value, display, score: scores.get(question.key) ?? null }];
  });
  return { ...rest, startedAt: startedAt.toISOString(), changedAt: changedAt.toISOString(), answers };
}
