import { sql, type Tx } from "#platform/postgres";

import type { MailWish } from "../contract.ts";

/** How a reader hears of alerts. */
export interface MailRow extends MailWish {
  readonly userId: string;
  readonly nextAt: Date | null;
  readonly toldUntil: Date;
  readonly paused: string | null;
}

const columns = sql`user_id as "userId", notices, cadence, hour, time_zone as "timeZone", next_at as "nextAt",
  told_until as "toldUntil", paused`;

/** What a reader chose. */
export function findMail(tx: Tx, userId: string): Promise<MailRow | undefined> {
  return tx.maybeOne<MailRow>(sql`select ${columns} from alert_mail where user_id = ${userId}`);
}

/** Users who do not want to hear by the bell. */
export async function selectUntold(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{ userId: string }>(sql`select user_id as "userId" from alert_mail where not notices`);
  return new Set(rows.map(({ userId }) => userId));
}

/** Chooses how to hear of alerts. What was opened before now is taken as told. */
export async function upsertMail(
  tx: Tx,
  { userId, notices, cadence, hour, timeZone, nextAt }: MailWish & Pick<MailRow, "userId" | "nextAt">,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into alert_mail (user_id, notices, cadence, hour, time_zone, next_at, told_until, updated_at)
    values (${userId}, ${notices}, ${cadence}, ${hour}, ${timeZone}, ${nextAt}, ${now}, ${now})
    on conflict (user_id) do update
       set notices = excluded.notices, cadence = excluded.cadence, hour = excluded.hour, time_zone = excluded.time_zone,
           next_at = excluded.next_at, paused = null, updated_at = excluded.updated_at,
           told_until = case when alert_mail.cadence = 'off' then excluded.told_until else alert_mail.told_until end`);
}

/** Mails that are due, locked; those another replica plans right now are left to it. */
export function lockDueMails(tx: Tx, now: Date, limit: number): Promise<MailRow[]> {
  return tx.query<MailRow>(sql`
    select ${columns} from alert_mail where next_at <= ${now} order by next_at limit ${limit} for update skip locked`);
}

/** Sets when it is due next, and why it pauses. */
export async function updateNextMail(
  tx: Tx,
  userId: string,
  { nextAt, paused }: { readonly nextAt: Date | null; readonly paused: string | null },
): Promise<void> {
  await tx.execute(sql`update alert_mail set next_at = ${nextAt}, paused = ${paused} where user_id = ${userId}`);
}

/** No more mails. */
export async function endMailRow(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`update alert_mail set cadence = 'off', next_at = null where user_id = ${userId}`);
}

/** Plans one sending; false when this one was planned before. */
export async function insertSending(tx: Tx, userId: string, slot: Date, now: Date): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into alert_delivery (user_id, slot, state, updated_at) values (${userId}, ${slot}, 'waiting', ${now})
    on conflict (user_id, slot) do nothing`);
  return count === 1;
}

/** Takes a waiting sending on; undefined when somebody else has it, it was sent, or it was given up. */
export async function claimSending(tx: Tx, userId: string, slot: Date, now: Date): Promise<number | undefined> {
  const claimed = await tx.maybeOne<{ attempts: number }>(sql`
    update alert_delivery set state = 'sending', attempts = attempts + 1, updated_at = ${now}
     where user_id = ${userId} and slot = ${slot} and state = 'waiting'
    returning attempts`);
  return claimed?.attempts;
}

/** What became of a sending; what it told counts as told. */
export async function updateSending(
  tx: Tx,
  {
    userId,
    slot,
    state,
    now,
  }: {
    readonly userId: string;
    readonly slot: Date;
    readonly state: "sent" | "waiting" | "empty" | "failed";
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    update alert_delivery set state = ${state}, updated_at = ${now} where user_id = ${userId} and slot = ${slot}`);
  if (state === "sent" || state === "empty") {
    await tx.execute(sql`
      update alert_mail set told_until = greatest(told_until, ${slot}), paused = null,
             last_sent_at = case when ${state} = 'sent' then ${now} else last_sent_at end
       where user_id = ${userId}`);
  }
  if (state === "failed") await tx.execute(sql`update alert_mail set paused = 'failed' where user_id = ${userId}`);
}

/** Sendings whose worker died with them in hand are given up: never twice comes before once more. */
export async function abandonSendings(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx.execute(sql`
    update alert_delivery set state = 'failed', updated_at = ${now} where state = 'sending' and updated_at < ${before}`);
}

/** Forgets sendings of long ago. */
export async function removeSendings(tx: Tx, before: Date): Promise<void> {
  await tx.execute(sql`delete from alert_delivery where updated_at < ${before} and state <> 'sending'`);
}
