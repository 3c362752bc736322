import type { TimelineAsk } from "#feature/people";
import { sql, type Sql, type Tx } from "#platform/postgres";

import { isFromUnits, type Spellings } from "./fields.ts";

/** Answers that may be laid beside the person who gave them: not anonymous, and not what they said as an employee. */
const mayBeJoined = sql`r.erased_at is null and not (r.anonymous or r.programme = 'employee')`;

/** Whether any of these persons (`any(…)`) answered from the units. */
export function answeredFrom(members: Sql, units: Spellings): Sql {
  return sql`exists (select from response r where r.person_id = ${members} and ${mayBeJoined} and ${isFromUnits(units)})`;
}

/** When any of these persons last answered. */
export function lastAnsweredAt(members: Sql): Sql {
  return sql`(select max(r.answered_at) from response r where r.person_id = ${members} and ${mayBeJoined})`;
}

/** Has the responses of these persons projected anew. */
export async function projectAgain(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    insert into outbox (kind, subject_id) select 'response', id from response where person_id = any(${personIds}::uuid[])`);
}

/** A response as the timeline shows it. */
export interface TimelineResponse {
  readonly id: string;
  readonly at: Date;
  readonly surveyId: string;
  readonly programme: string;
  /** Of the recommendation, where it was asked. */
  readonly score: number | null;
}

/** Responses of these persons, newest first, from the units the viewer sees; undefined: from all. */
export function listResponsesOf(
  tx: Tx,
  { personIds, before, limit }: TimelineAsk,
  scope: Spellings | undefined,
): Promise<TimelineResponse[]> {
  const moment = sql`date_trunc('milliseconds', r.answered_at)`;
  const place =
    before === undefined
      ? sql`true`
      : sql`(${moment}, r.id::text collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")`;
  return tx.query(sql`
    select r.id::text, r.answered_at as at, r.survey_id as "surveyId", r.programme,
      (select (s ->> 's')::float8 from jsonb_array_elements(r.scored) s where s ->> 'k' = 'nps' limit 1) as score
    from response r
    where r.person_id = any(${personIds}::uuid[]) and ${mayBeJoined}
      and ${scope === undefined ? sql`true` : isFromUnits(scope)} and ${place}
    order by ${moment} desc, r.id::text collate "C" desc limit ${limit}`);
}
