import { sql, type Tx } from "#platform/postgres";

import type { ResponseBefore, ResponseDraft } from "../rules/draft.ts";

/**
 * Writes new responses and their outbox rows in one statement and answers the ids of those written. A row whose
 * submission key is taken is left out, even when the other transaction committed a moment ago.
 */
export async function insertResponses(tx: Tx, rows: readonly ResponseDraft[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const { count, ids } = await tx.one<{ count: number; ids: string | null }>(
    sql.prepared(
      "answers_insert_responses",
      sql`with written as (
        insert into response (id, survey_id, survey_version, programme, anonymous, state, source, submission_key, answered_at,
          time_zone, received_at, language, person_id, person_kind, weight, import_id, link_id, unit_id, context, attributes,
          answers, scored, words)
        select f[1]::uuid, f[2]::uuid, f[3]::integer, f[4], f[5]::boolean, f[6], f[7], f[8], f[9]::timestamptz,
          f[10], f[11]::timestamptz, nullif(f[12], ''), nullif(f[13], '')::uuid, nullif(f[14], ''), f[15]::float8,
          nullif(f[16], '')::uuid, nullif(f[17], '')::uuid, nullif(f[18], '')::uuid, f[19]::jsonb, f[20]::jsonb,
          f[21]::jsonb, f[22]::jsonb, nullif(f[23], '')::tsvector
        from string_to_table(${rows.map(fieldsOf).join(rowEnd)}, chr(30)) as line, string_to_array(line, chr(31)) as f
        on conflict on constraint response_submission_key do nothing
        returning id
      ), noted as (
        insert into outbox (kind, subject_id) select 'response', id from written
      )
      select count(*) as count, case when count(*) < ${rows.length}::int then string_agg(id::text, ',') end as ids from written`,
    ),
  );
  if (count === rows.length) return new Set(rows.map(({ id }) => id));
  return new Set(ids?.split(",") ?? []);
}

const rowEnd = "\u001e";
const fieldEnd = "\u001f";

/**
 * A row as one text, its fields parted by a control character that no value can hold: texts lie inside JSON, which
 * escapes it, and everything else is checked. Reading this costs the server a third of reading JSON records.
 */
function fieldsOf(row: ResponseDraft): string {
  return [
    row.id,
    row.surveyId,
    row.surveyVersion,
    row.programme,
    row.anonymous,
    row.state,
    row.source,
    row.submissionKey,
    row.answeredAt.toISOString(),
    row.timeZone,
    row.receivedAt.toISOString(),
    row.language,
    row.personId,
    row.personKind,
    row.weight,
    row.importId,
    row.linkId,
    row.unitId,
    JSON.stringify(row.context),
    JSON.stringify(row.attributes),
    JSON.stringify(row.answers),
    JSON.stringify(row.scored),
    row.words === null ? null : row.words.map((word) => `'${word}'`).join(" "),
  ].join(fieldEnd);
}

/** Writes what has changed in responses that are held by `lockResponses`, raises their versions and notes it. */
export async function updateResponses(tx: Tx, rows: readonly ResponseDraft[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    sql.prepared(
      "answers_update_responses",
      sql`with changed as (
        update response set state = row.state, language = row.language, person_id = row."personId", person_kind = row."personKind",
          unit_id = row."unitId", context = row.context, attributes = row.attributes, answers = row.answers, scored = row.scored,
          words = array_to_tsvector(row.words), received_at = row."receivedAt", version = response.version + 1
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, state text, language text, "personId" uuid, "personKind" text,
          "unitId" uuid, context jsonb, attributes jsonb, answers jsonb, scored jsonb, words text[], "receivedAt" timestamptz)
        where response.id = row.id
        returning response.id
      )
      insert into outbox (kind, subject_id) select 'response', id from changed`,
    ),
  );
}

/** The responses under these keys, held until the transaction ends, always in the same order so that nobody waits in a ring. */
export function lockResponses(
  tx: Tx,
  keys: readonly { readonly surveyId: string; readonly submissionKey: string }[],
): Promise<ResponseBefore[]> {
  return tx.query<ResponseBefore>(
    sql.prepared(
      "answers_lock_responses",
      sql`select id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, state, source,
          submission_key as "submissionKey", answered_at as "answeredAt", time_zone as "timeZone", language,
          person_id as "personId", person_kind as "personKind", weight, import_id as "importId", link_id as "linkId",
          unit_id as "unitId", context, attributes, answers, erased_at as "erasedAt"
        from response
        where (survey_id, submission_key) in (
          select wanted.survey_id, wanted.submission_key
          from unnest(${keys.map(({ surveyId }) => surveyId)}::uuid[], ${keys.map(({ submissionKey }) => submissionKey)}::text[])
            as wanted (survey_id, submission_key))
        order by survey_id, submission_key
        for update`,
    ),
  );
}

/** How many of these keys the survey has responses under, erased ones included. */
export async function countKeys(tx: Tx, surveyId: string, keys: readonly string[]): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    sql.prepared(
      "answers_count_keys",
      sql`select count(*) from response where survey_id = ${surveyId}::uuid and submission_key = any(${keys}::text[])`,
    ),
  );
  return count;
}
