import type { AnswerValues } from "#feature/surveys/contract";
import { sql, type Sql, type Tx } from "#platform/postgres";

import type { TextName } from "./coders.ts";
import { hasTexts } from "./codings.ts";

/** A text within somebody's reach, as it was written: mask it before anybody sees it. */
export interface ReachedText extends TextName {
  readonly text: string;
  readonly language: string | null;
  readonly codes: readonly string[];
}

const columns = sql`r.id as "responseId", c.question, r.answers ->> c.question as text, coalesce(r.language, c.language) as language,
  coalesce(c.person_codes, c.machine_codes) as codes`;

/** The newest texts of the responses that the predicate over `response r` lets through. */
export function selectTexts(tx: Tx, reach: Sql, limit: number): Promise<ReachedText[]> {
  return tx.query<ReachedText>(sql`
    select ${columns} from response r join text_coding c on c.response_id = r.id
     where ${reach} and jsonb_typeof(r.answers -> c.question) = 'string'
     order by r.answered_at desc, r.id desc, c.question limit ${limit}`);
}

/** Those of these texts that the predicate lets through. */
export function selectNamedTexts(tx: Tx, reach: Sql, names: readonly TextName[]): Promise<ReachedText[]> {
  return tx.query<ReachedText>(sql`
    select ${columns} from response r join text_coding c on c.response_id = r.id
     where (c.response_id, c.question) in (
         select * from unnest(${names.map((name) => name.responseId)}::uuid[], ${names.map((name) => name.question)}::text[]))
       and ${reach} and jsonb_typeof(r.answers -> c.question) = 'string'`);
}

/** The newest responses with words and with scores, for a tone that is learned from scores. */
export function selectScored(
  tx: Tx,
  limit: number,
): Promise<{ surveyId: string; surveyVersion: number; language: string | null; answers: AnswerValues }[]> {
  return tx.query(sql`
    select survey_id as "surveyId", survey_version as "surveyVersion", language, answers from response r
     where ${hasTexts} and scored @? '$[*] ? (exists(@.s))' order by answered_at desc, id desc limit ${limit}`);
}
