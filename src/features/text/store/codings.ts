import type { AnswerValues } from "#feature/surveys/contract";
import { sql, type Tx } from "#platform/postgres";

/** A response with what coding needs of it. */
export interface ResponseToCode {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly language: string | null;
  readonly answers: AnswerValues;
}

/** Whether `response r` holds a text, be it of signs alone. */
export const hasTexts = sql`r.scored @> '[{"k": "text"}]'`;

const responseColumns = sql`id, survey_id as "surveyId", survey_version as "surveyVersion", language, answers`;

/** Takes up to so many notes of waiting words for this transaction; another worker takes others. */
export async function takeWaiting(tx: Tx, limit: number): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql.prepared(
      "text_take_waiting",
      sql`delete from text_waiting where sequence = any(array(
          select sequence from text_waiting order by sequence for update skip locked limit ${limit}))
        returning response_id as id`,
    ),
  );
  return [...new Set(rows.map(({ id }) => id))];
}

/** Notes words as waiting again: what could not be had now. */
export async function putBackWaiting(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`insert into text_waiting (response_id) select unnest(${ids}::uuid[])`);
}

/**
 * These responses, held so that neither their words nor their erasure slip past; those that somebody else holds at the
 * moment are left out, so that nobody waits in a ring.
 */
export function holdResponses(tx: Tx, ids: readonly string[]): Promise<ResponseToCode[]> {
  return tx.query<ResponseToCode>(
    sql.prepared(
      "text_hold_responses",
      sql`select ${responseColumns} from response r where id = any(${ids}::uuid[]) and ${hasTexts}
        order by id for share skip locked`,
    ),
  );
}

/** Which of these responses have words. */
export async function selectWithWords(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from response r where id = any(${ids}::uuid[]) and ${hasTexts}`,
  );
  return rows.map(({ id }) => id);
}

/** Holds a response against everybody who would code it; false when it has no words any more. */
export async function lockResponse(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.maybeOne(
    sql`select id from response r where id = ${id}::uuid and ${hasTexts} for no key update`,
  );
  return row !== undefined;
}

/** The next ids of responses with words, in their order. */
export async function nextWithWords(tx: Tx, after: string | null, limit: number): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`select id from response r
    where id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') and ${hasTexts}
    order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

export async function countWithWords(tx: Tx): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`select count(*)::int as n from response r where ${hasTexts}`);
  return n;
}

/** One text with what it was coded with. */
export interface TextCoding {
  readonly responseId: string;
  readonly question: string;
  readonly language: string;
  readonly sentiment: number | null;
  readonly machineCodes: readonly string[];
  /** Distance of the least decided code; null where the machine knows nothing of the text. */
  readonly margin: number | null;
  readonly marginCode: string | null;
  /** Of the words with a subject, as a 63-bit number in decimal; null without such words. */
  readonly print: string | null;
}

/**
 * Writes what the machine says of these texts; what people said stays. Texts of these responses that are gone go. Rows
 * that would be the same are not written.
 */
export async function writeMachineCodings(
  tx: Tx,
  responseIds: readonly string[],
  codings: readonly TextCoding[],
  version: number,
): Promise<void> {
  const rows = JSON.stringify(codings);
  await tx.execute(
    sql.prepared(
      "text_delete_gone",
      sql`delete from text_coding c where response_id = any(${responseIds}::uuid[]) and not exists (
        select from jsonb_to_recordset(${rows}::jsonb) as row ("responseId" uuid, question text)
        where row."responseId" = c.response_id and row.question = c.question)`,
    ),
  );
  await tx.execute(
    sql.prepared(
      "text_write_codings",
      sql`insert into text_coding (response_id, question, language, sentiment, machine_codes, margin, margin_code, print, version)
        select "responseId", question, language, sentiment, "machineCodes", margin, "marginCode", print, ${version}::int
        from jsonb_to_recordset(${rows}::jsonb) as row ("responseId" uuid, question text, language text, sentiment real,
          "machineCodes" text[], margin real, "marginCode" text, print bigint)
        on conflict (response_id, question) do update
          set language = excluded.language, sentiment = excluded.sentiment, machine_codes = excluded.machine_codes,
            margin = excluded.margin, margin_code = excluded.margin_code, print = excluded.print, version = excluded.version
          where (text_coding.language, text_coding.sentiment, text_coding.machine_codes, text_coding.margin,
              text_coding.margin_code, text_coding.print)
            is distinct from (excluded.language, excluded.sentiment, excluded.machine_codes, excluded.margin,
              excluded.margin_code, excluded.print)`,
    ),
  );
}

/**
 * Brings the summaries of these responses, which the facts read, up to what their texts are coded with, merged themes
 * under the one they count as and archived ones left out. Only those that change are written, and noted for the facts.
 */
export function summariseCodings(tx: Tx, responseIds: readonly string[]): Promise<number> {
  return tx.execute(
    sql.prepared(
      "text_summarise",
      sql`with recursive meant (key, target) as (
          select key, key from theme where merged_into is null and archived_at is null and not is_unfitting
          union all
          select theme.key, meant.target from theme join meant on theme.merged_into = meant.key
        ), summary as (
          select wanted.id,
              coalesce((
                select array_agg(distinct meant.target || right(code, 1) order by meant.target || right(code, 1))
                  from text_coding one, unnest(coalesce(one.person_codes, one.machine_codes)) code
                  join meant on meant.key = left(code, -1)
                 where one.response_id = wanted.id), '{}') as codes,
              (select avg(sentiment)::real from text_coding one where one.response_id = wanted.id) as sentiment
            from unnest(${responseIds}::uuid[]) wanted (id)
        ), changed as (
          insert into response_coding (response_id, codes, sentiment)
          select id, codes, sentiment from summary
          on conflict (response_id) do update set codes = excluded.codes, sentiment = excluded.sentiment
            where response_coding.codes is distinct from excluded.codes
               or response_coding.sentiment is distinct from excluded.sentiment
          returning response_id
        )
        insert into outbox (kind, subject_id) select 'response', response_id from changed`,
    ),
  );
}

/** How many texts there are, by how they were coded, and how many responses wait. */
export function countCodings(tx: Tx): Promise<{ coded: number; themed: number; byPeople: number; waiting: number }> {
  return tx.one(sql`
    select count(*)::int as coded,
        count(*) filter (where coalesce(person_codes, machine_codes) <> '{}')::int as themed,
        count(*) filter (where person_codes is not null)::int as "byPeople",
        (select count(*)::int from text_waiting) as waiting
      from text_coding`);
}

/** A coding as it stands. */
export type StandingCoding = TextCoding & {
  readonly personCodes: readonly string[] | null;
  readonly revision: number;
};

/** What texts of these responses were coded with. */
export function selectCodings(tx: Tx, responseIds: readonly string[]): Promise<StandingCoding[]> {
  return tx.query(sql`
    select response_id as "responseId", question, language, sentiment::float8 as sentiment, machine_codes as "machineCodes",
        person_codes as "personCodes", margin::float8 as margin, margin_code as "marginCode", print::text as print, revision
      from text_coding where response_id = any(${responseIds}::uuid[])`);
}

/** Sets weights of two-phase sampling for responses; what is the same stays. */
export function writePhaseWeights(
  tx: Tx,
  draws: readonly { readonly responseId: string; readonly weight: number }[],
): Promise<number> {
  return tx.execute(sql`
    with changed as (
      insert into response_coding (response_id, phase_weight)
      select "responseId", weight from jsonb_to_recordset(${JSON.stringify(draws)}::jsonb) as row ("responseId" uuid, weight real)
      on conflict (response_id) do update set phase_weight = excluded.phase_weight
        where response_coding.phase_weight <> excluded.phase_weight
      returning response_id
    )
    insert into outbox (kind, subject_id) select 'response', response_id from changed`);
}
