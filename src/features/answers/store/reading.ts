import type { AnswerValues, Programme } from "#feature/surveys/contract";
import { sql, type Sql, type Tx } from "#platform/postgres";

import type { Response } from "../contract.ts";
import type { Cell, Split } from "../rules/protection.ts";
import type { FilterWords } from "./fields.ts";
import { cellSql, filterSql, reachSql, type ResponseFilter } from "./filter.ts";

/** A response as it is read. */
export interface ResponseRow {
  readonly id: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly programme: Programme;
  readonly isProtected: boolean;
  readonly state: Response["state"];
  readonly source: Response["source"];
  readonly answeredAt: Date;
  /** `2026-03-01T09:30:00` where the respondent was. */
  readonly localTime: string;
  readonly language: string | null;
  readonly personId: string | null;
  readonly weight: number;
  readonly importId: string | null;
  readonly context: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly answers: AnswerValues;
}

/** Which protected responses may be shown under a filter: those in these cells of these surveys. */
export interface Shown {
  readonly split: Split;
  /** `surveyId:cell`. */
  readonly cells: readonly string[];
}

/** A filter with the meaning of its words and what protection leaves of it. */
export interface Asked {
  readonly filter: ResponseFilter;
  readonly words: FilterWords;
  readonly shown: Shown;
}

/** Where a page begins: after this response. */
export interface Place {
  readonly answeredAt: Date;
  readonly id: string;
}

const isProtected = sql`(r.anonymous or r.programme = 'employee')`;

/** Whom a response counts as: of persons who turned out to be one, that one. */
const respondent = sql`coalesce(
  (select person.merged_into from person where person.id = r.person_id and person.merged_into is not null), r.person_id, r.id)`;

const columns = sql`r.id, r.survey_id as "surveyId", r.survey_version as "surveyVersion", r.programme,
  ${isProtected} as "isProtected", r.state, r.source, r.answered_at as "answeredAt",
  to_char(r.answered_at at time zone r.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') as "localTime", r.language,
  r.person_id as "personId", r.weight, r.import_id as "importId", r.context, r.attributes, r.answers`;

/** One page, newest first. */
export function listRows(
  tx: Tx,
  asked: Asked,
  { after, limit }: { readonly after: Place | undefined; readonly limit: number },
): Promise<ResponseRow[]> {
  const place =
    after === undefined
      ? sql`true`
      : sql`(r.answered_at, r.id) < (${after.answeredAt}::timestamptz, ${after.id}::uuid)`;
  return tx.query(sql`select ${columns} from response r
    where ${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} and ${place}
    order by r.answered_at desc, r.id desc limit ${limit}`);
}

/** How many there are in all, and whether protection keeps any back. */
export async function countRows(
  tx: Tx,
  asked: Asked,
): Promise<{ readonly total: number; readonly isAnyHidden: boolean }> {
  return tx.one(sql`select count(*) filter (where ${shownSql(asked)}) as total,
      coalesce(bool_or(not ${shownSql(asked)}), false) as "isAnyHidden"
    from response r where ${filterSql(asked.filter, asked.words)}`);
}

/** Protected respondents within period and scope, by survey and by which parts of the filter hold for them. */
export function countCells(tx: Tx, filter: ResponseFilter, split: Split): Promise<Cell[]> {
  return tx.query(sql`select r.survey_id as "surveyId", ${cellSql(split)} as cell,
      count(distinct ${respondent}) as respondents
    from response r where ${isProtected} and ${reachSql(filter)} group by 1, 2`);
}

/** Protected respondents that the whole filter leaves, by survey. */
export function countShown(
  tx: Tx,
  asked: Asked,
): Promise<{ readonly surveyId: string; readonly respondents: number }[]> {
  return tx.query(sql`select r.survey_id as "surveyId", count(distinct ${respondent}) as respondents
    from response r where ${isProtected} and ${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} group by 1`);
}

/** One response within the reach of the filter. */
export function findRow(tx: Tx, id: string, filter: ResponseFilter): Promise<ResponseRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from response r where r.id = ${id} and ${reachSql(filter)}`);
}

/** What may be read with its words: of protected responses only those of these surveys. */
export function readableSql(asked: Asked, surveys: readonly string[]): Sql {
  const words = sql`(not ${isProtected} or r.survey_id = any(${surveys}::uuid[]))`;
  return sql`${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} and ${words}`;
}

function shownSql({ shown }: Asked): Sql {
  const cell = sql`r.survey_id::text || ':' || ${cellSql(shown.split)}`;
  return sql`(not ${isProtected} or ${cell} = any(${shown.cells}::text[]))`;
}
