import { sql, type Tx } from "#platform/postgres";

import type { AnswerValues, Definition } from "../contract.ts";

/** A link for test runs, without its token. */
export interface TestLinkRow {
  readonly id: string;
  readonly surveyId: string;
  readonly ofDraft: boolean;
}

/** One test run. */
export interface TestRunRow {
  readonly id: string;
  readonly surveyId: string;
  readonly version: number | null;
  readonly definition: Definition;
  readonly state: "partial" | "complete";
  readonly language: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
  readonly startedAt: Date;
  readonly changedAt: Date;
}

/** What a step of a test run says. */
export interface TestRunToSave extends Omit<TestRunRow, "startedAt" | "changedAt"> {
  readonly linkId: string;
  readonly runKey: string;
  readonly now: Date;
}

const columns = sql`id, survey_id as "surveyId", survey_version as version, definition, state, language, fields, answers,
  started_at as "startedAt", changed_at as "changedAt"`;

/** Adds a link for test runs. */
export async function insertTestLink(
  tx: Tx,
  link: TestLinkRow & { readonly tokenHash: Buffer; readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx.execute(sql`insert into survey_test_link (id, token_hash, survey_id, of_draft, created_at, expires_at)
    values (${link.id}, ${link.tokenHash}, ${link.surveyId}, ${link.ofDraft}, ${link.now}, ${link.expiresAt})`);
}

/** The link with this hash unless it has expired. */
export function selectTestLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<TestLinkRow | undefined> {
  return tx.maybeOne(sql`select id, survey_id as "surveyId", of_draft as "ofDraft" from survey_test_link
    where token_hash = ${tokenHash} and expires_at > ${now}`);
}

/** The run of this link under this key, held until the transaction ends. */
export function lockTestRun(tx: Tx, linkId: string, runKey: string): Promise<TestRunRow | undefined> {
  return tx.maybeOne(
    sql`select ${columns} from survey_test_run where link_id = ${linkId} and run_key = ${runKey} for update`,
  );
}

/** The run of this link under this key. */
export function selectTestRun(tx: Tx, linkId: string, runKey: string): Promise<TestRunRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from survey_test_run where link_id = ${linkId} and run_key = ${runKey}`);
}

/** Adds a run or writes what has changed in it; a finished one stays as it is. */
export async function upsertTestRun(tx: Tx, run: TestRunToSave): Promise<void> {
  await tx.execute(sql`insert into survey_test_run (id, survey_id, link_id, run_key, survey_version, definition, state, language,
      fields, answers, started_at, changed_at)
    values (${run.id}, ${run.surveyId}, ${run.linkId}, ${run.runKey}, ${run.version}, ${sql.json(run.definition)}, ${run.state},
      ${run.language}, ${sql.json(run.fields)}, ${sql.json(run.answers)}, ${run.now}, ${run.now})
    on conflict (link_id, run_key) do update set survey_version = excluded.survey_version, definition = excluded.definition,
      state = excluded.state, language = excluded.language, fields = excluded.fields, answers = excluded.answers,
      changed_at = excluded.changed_at
    where survey_test_run.state = 'partial'`);
}

/** Leaves the newest runs of a survey. */
export async function deleteOldestTestRuns(tx: Tx, surveyId: string, kept: number): Promise<void> {
  await tx.execute(sql`delete from survey_test_run where id in (
    select id from survey_test_run where survey_id = ${surveyId} order by id desc offset ${kept})`);
}

/** Runs of a survey, newest first. */
export function listTestRunRows(
  tx: Tx,
  surveyId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<TestRunRow[]> {
  return tx.query(sql`select ${columns} from survey_test_run
    where survey_id = ${surveyId} and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit}`);
}

/** How many runs a survey has. */
export async function countTestRuns(tx: Tx, surveyId: string): Promise<number> {
  const { runs } = await tx.one<{ runs: number }>(
    sql`select count(*) as runs from survey_test_run where survey_id = ${surveyId}`,
  );
  return runs;
}

/** Deletes every run of a survey, and answers how many there were. */
export function deleteTestRunRows(tx: Tx, surveyId: string): Promise<number> {
  return tx.execute(sql`delete from survey_test_run where survey_id = ${surveyId}`);
}

/** Deletes one run of a survey; 0 when it has none such. */
export function deleteTestRunRow(tx: Tx, surveyId: string, id: string): Promise<number> {
  return tx.execute(sql`delete from survey_test_run where survey_id = ${surveyId} and id = ${id}`);
}
