import { sql, type Tx } from "#platform/postgres";

import type { ProjectedResponse } from "../rules/answer-row.ts";

/** A response with the moment it was received. */
export type ResponseRow = ProjectedResponse & { readonly receivedAt: Date };

const columns = sql`response.id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, source, language,
  coalesce((select person.merged_into from person where person.id = response.person_id and person.merged_into is not null),
    person_id) as "personId", person_kind as "personKind", import_id as "importId", weight,
  coalesce(base_weight, weight) as "baseWeight",
  to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt",
  to_char(answered_at at time zone time_zone, 'YYYY-MM-DD') as day,
  extract(isodow from answered_at at time zone time_zone)::int as weekday,
  extract(hour from answered_at at time zone time_zone)::int as hour,
  context, attributes, answers, version, erased_at is not null as "isErased", received_at as "receivedAt",
  coalesce(response_coding.codes, '{}') as codes, response_coding.sentiment::float8 as sentiment,
  coalesce(response_coding.phase_weight, 1)::float8 as "phaseWeight"`;

/** These responses, as they are now; ids that are gone are missing. */
export function readResponses(tx: Tx, ids: readonly string[]): Promise<ResponseRow[]> {
  return tx.query<ResponseRow>(
    sql.prepared(
      "facts_read_responses",
      sql`select ${columns} from response left join response_coding on response_coding.response_id = response.id
        where response.id = any(${ids}::uuid[])`,
    ),
  );
}

/** The next ids after this one, in their order. */
export async function nextResponseIds(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from response where id > ${after}::uuid order by id limit ${limit}`,
  );
  return rows.map((row) => row.id);
}

/** How many responses there are, as the database guesses; for progress only. */
export async function countResponses(tx: Tx): Promise<number> {
  const { rows } = await tx.one<{ rows: number }>(sql`select count(*) as rows from response`);
  return rows;
}

/** References by id: what a change of one of them is about. */
export function readReferences(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; kind: string; code: string; name: string }[]> {
  return tx.query(sql`select id, kind, code, name from reference where id = any(${ids}::uuid[])`);
}

/** Names of surveys by id. */
export function readSurveyNames(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`select id::text, name from survey where id::text = any(${ids}::text[])`);
}

/** Ids of surveys by their short names. */
export function readSurveyIds(tx: Tx, slugs: readonly string[]): Promise<{ id: string; slug: string }[]> {
  return tx.query(sql`select id::text, slug from survey where slug = any(${slugs}::text[])`);
}
