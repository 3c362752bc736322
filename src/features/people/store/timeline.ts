import { sql, type Sql, type Tx } from "#platform/postgres";

import type { TimelineAsk } from "../rules/timeline.ts";

/** An event as the timeline shows it. */
export interface EventRow {
  readonly id: string;
  readonly at: Date;
  readonly what: string;
  readonly detail: string;
}

/** What they agreed to, newest first. */
export function consentEvents(tx: Tx, ask: TimelineAsk): Promise<(EventRow & { readonly channel: string })[]> {
  return tx.query(sql`
    select id::text, at, state as what, purpose as detail, channel from person_consent
    where person_id = any(${ask.personIds}::uuid[]) and ${isBefore(sql`at`, sql`id::text`, ask)}
    order by ${moment(sql`at`)} desc, id::text collate "C" desc limit ${ask.limit}`);
}

/** By what they came to be known, newest first. The value itself stands in the list of identities. */
export function identityEvents(tx: Tx, ask: TimelineAsk): Promise<EventRow[]> {
  const id = sql`kind || ':' || md5(value)`;
  return tx.query(sql`
    select ${id} as id, created_at as at, 'added' as what, kind as detail from person_identity
    where person_id = any(${ask.personIds}::uuid[]) and ${isBefore(sql`created_at`, id, ask)}
    order by ${moment(sql`created_at`)} desc, (${id}) collate "C" desc limit ${ask.limit}`);
}

/** When they were found to be one with somebody, and when that was taken back. */
export function mergeEvents(tx: Tx, ask: TimelineAsk): Promise<EventRow[]> {
  return tx.query(sql`
    select id, at, what, detail from (
      select id::text || ':made' as id, at, 'made' as what, reason as detail from person_merge
      where survivor_id = any(${ask.personIds}::uuid[]) or merged_id = any(${ask.personIds}::uuid[])
      union all
      select id::text || ':undone', undone_at, 'undone', reason from person_merge
      where undone_at is not null and (survivor_id = any(${ask.personIds}::uuid[]) or merged_id = any(${ask.personIds}::uuid[]))
    ) event
    where ${isBefore(sql`at`, sql`id`, ask)} order by ${moment(sql`at`)} desc, id collate "C" desc limit ${ask.limit}`);
}

/** Moments are compared in milliseconds, as the cursor carries them, and ids byte by byte. */
function isBefore(at: Sql, id: Sql, { before }: TimelineAsk): Sql {
  return before === undefined
    ? sql`true`
    : sql`(${moment(at)}, (${id}) collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")`;
}

function moment(at: Sql): Sql {
  return sql`date_trunc('milliseconds', ${at})`;
}
