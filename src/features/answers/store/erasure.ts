import type { AnswerValues } from "#feature/surveys/contract";
import { sql, type Tx } from "#platform/postgres";

import type { KeptScore } from "../rules/scored.ts";

/** A response of one person, as much as erasing or exporting it needs. */
export interface PersonalRow {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly state: string;
  readonly source: string;
  readonly answeredAt: Date;
  readonly timeZone: string;
  readonly language: string | null;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
}

/**
 * Empties these responses for good. What is left is a tombstone without any content, so that sending or importing the
 * same again does not bring it back, and an outbox row that takes it out of the facts.
 */
export async function eraseRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.execute(sql`with erased as (
      update response set erased_at = ${now}, answers = '{}', scored = '[]', context = '{}', attributes = '{}', words = null,
        person_id = null, person_kind = null, link_id = null, unit_id = null, language = null, version = version + 1
      where id = any(${ids}::uuid[]) and erased_at is null
      returning id
    )
    insert into outbox (kind, subject_id) select 'response', id from erased`);
}

/** What stays of a response when its person goes and the scores are kept. */
export interface Depersonalised {
  readonly id: string;
  readonly answers: AnswerValues;
  readonly scored: readonly KeptScore[];
}

/** Takes the person, their texts, attributes and link out of these responses and notes it. */
export async function depersonaliseRows(tx: Tx, rows: readonly Depersonalised[]): Promise<void> {
  await tx.execute(sql`with kept as (
      update response set answers = row.answers, scored = row.scored, attributes = '{}', context = context - 'account', words = null,
        person_id = null, link_id = null, version = response.version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, answers jsonb, scored jsonb)
      where response.id = row.id
      returning response.id
    )
    insert into outbox (kind, subject_id) select 'response', id from kept`);
}

/** Every response of a person, oldest first, held until the transaction ends. */
export function lockRowsOf(tx: Tx, personId: string): Promise<PersonalRow[]> {
  return tx.query(
    sql`select ${personalColumns} from response where person_id = ${personId} order by answered_at, id for update`,
  );
}

/** Every response of a person, oldest first. */
export function listRowsOf(tx: Tx, personId: string): Promise<PersonalRow[]> {
  return tx.query(sql`select ${personalColumns} from response where person_id = ${personId} order by answered_at, id`);
}

const personalColumns = sql`id, survey_id as "surveyId", survey_version as "surveyVersion", state, source,
  answered_at as "answeredAt", time_zone as "timeZone", language, context, attributes, answers`;
