import type { TimelineAsk } from "#feature/people";
import { sql, type Tx } from "#platform/postgres";

/** A link that was made for a person. */
export interface LinkEvent {
  readonly id: string;
  readonly at: Date;
  readonly surveyId: string;
  readonly isUsed: boolean;
}

/** Links made for whoever has an identity of these persons, newest first; none of anonymous surveys. */
export function listLinkEvents(tx: Tx, { personIds, before, limit }: TimelineAsk): Promise<LinkEvent[]> {
  const moment = sql`date_trunc('milliseconds', link.created_at)`;
  const place =
    before === undefined
      ? sql`true`
      : sql`(${moment}, link.id::text collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")`;
  return tx.query(sql`
    select link.id::text, link.created_at as at, link.survey_id as "surveyId", link.used_at is not null as "isUsed"
    from survey_link link join survey on survey.id = link.survey_id
    where (link.person_kind, link.person_value) in (
        select kind, value from person_identity where person_id = any(${personIds}::uuid[]))
      and not survey.anonymous and survey.programme <> 'employee' and ${place}
    order by ${moment} desc, link.id::text collate "C" desc limit ${limit}`);
}
