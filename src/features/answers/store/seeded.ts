import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { from as copyFrom } from "pg-copy-streams";

import { sql, type Tx } from "#platform/postgres";

import type { ResponseDraft } from "../rules/draft.ts";

/**
 * Writes new responses and their outbox rows by COPY: a third of the time of statements. Only for rows of which none can
 * be there already; a second one under a key fails the transaction.
 */
export async function copyResponses(tx: Tx, rows: readonly ResponseDraft[]): Promise<void> {
  const responses = `copy response (id, survey_id, survey_version, programme, anonymous, state, source, submission_key,
    answered_at, time_zone, received_at, language, person_id, person_kind, weight, unit_id, context, attributes, answers,
    scored, words) from stdin`;
  await pipeline(Readable.from(linesOf(rows, responseFields)), tx.client.query(copyFrom(responses)));
  const outbox = "copy outbox (kind, subject_id) from stdin";
  await pipeline(Readable.from(linesOf(rows, ({ id }) => ["response", id])), tx.client.query(copyFrom(outbox)));
}

type Field = string | number | boolean | Date | null;

function* linesOf(
  rows: readonly ResponseDraft[],
  fieldsOf: (row: ResponseDraft) => readonly Field[],
): Generator<string> {
  for (let start = 0; start < rows.length; start += 200) {
    yield rows
      .slice(start, start + 200)
      .map((row) => `${fieldsOf(row).map(escaped).join("\t")}\n`)
      .join("");
  }
}

function responseFields(row: ResponseDraft): readonly Field[] {
  return [
    row.id,
    row.surveyId,
    row.surveyVersion,
    row.programme,
    row.anonymous,
    row.state,
    row.source,
    row.submissionKey,
    row.answeredAt,
    row.timeZone,
    row.receivedAt,
    row.language,
    row.personId,
    row.personKind,
    row.weight,
    row.unitId,
    JSON.stringify(row.context),
    JSON.stringify(row.attributes),
    JSON.stringify(row.answers),
    JSON.stringify(row.scored),
    row.words === null ? null : row.words.map((word) => `'${word}'`).join(" "),
  ];
}

/** A field as the text form of COPY has it. Source: PostgreSQL 18, COPY, "Text Format". */
function escaped(field: Field): string {
  if (field === null) return "\\N";
  if (field instanceof Date) return field.toISOString();
  if (typeof field !== "string") return String(field);
  return /[\\\t\n\r]/.test(field)
    ? field.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r")
    : field;
}

/**
 * Deletes up to `limit` seeded responses of these surveys and answers how many. Nothing is noted for the facts one by
 * one: whoever removes seeds clears them there as a whole. Erased ones go too, since nobody ever wrote them.
 */
export async function deleteSeeded(tx: Tx, surveyIds: readonly string[], limit: number): Promise<number> {
  return tx.execute(sql`delete from response where ctid = any(array(
    select ctid from response where survey_id = any(${surveyIds}::uuid[]) and source = 'seed' limit ${limit}))`);
}

/** How many responses of each of these surveys are not seeded; those without any are missing. */
export async function countOwn(tx: Tx, surveyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ id: string; count: number }>(
    sql`select survey_id as id, count(*) as count from response
      where survey_id = any(${surveyIds}::uuid[]) and source <> 'seed' group by survey_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Which of these units and codes responses still name. */
export async function listNamed(tx: Tx, codes: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ code: string }>(
    sql`select distinct entry.value as code from response, jsonb_each_text(response.context) entry
      where entry.value = any(${codes}::text[])`,
  );
  return rows.map(({ code }) => code);
}
