import { sql, type Tx } from "#platform/postgres";

import type { DigestWish } from "../contract.ts";

/** A subscription. */
export interface DigestRow extends DigestWish {
  readonly id: string;
  readonly dashboardId: string;
  readonly userId: string;
  readonly nextAt: Date;
  readonly lastSentAt: Date | null;
  readonly paused: "mail" | "failed" | null;
}

const columns = sql`id, dashboard_id as "dashboardId", user_id as "userId", cadence, day, hour, minute,
  with_pdf as "withPdf", time_zone as "timeZone", next_at as "nextAt", last_sent_at as "lastSentAt", paused`;

/** The user's subscription to a dashboard. */
export function findDigest(tx: Tx, dashboardId: string, userId: string): Promise<DigestRow | undefined> {
  return tx.maybeOne<DigestRow>(sql`
    select ${columns} from explore_digest where dashboard_id = ${dashboardId} and user_id = ${userId}`);
}

/** A subscription by its id. */
export function findDigestById(tx: Tx, id: string): Promise<DigestRow | undefined> {
  return tx.maybeOne<DigestRow>(sql`select ${columns} from explore_digest where id = ${id}`);
}

/** Subscribes, or changes when it comes. */
export async function upsertDigest(
  tx: Tx,
  digest: DigestWish & Pick<DigestRow, "id" | "dashboardId" | "userId" | "nextAt">,
  now: Date,
): Promise<void> {
  const { id, dashboardId, userId, cadence, day, hour, minute, withPdf, timeZone, nextAt } = digest;
  await tx.execute(sql`
    insert into explore_digest (id, dashboard_id, user_id, cadence, day, hour, minute, with_pdf, time_zone, next_at,
                                created_at)
    values (${id}, ${dashboardId}, ${userId}, ${cadence}, ${day}, ${hour}, ${minute}, ${withPdf}, ${timeZone}, ${nextAt},
            ${now})
    on conflict (dashboard_id, user_id) do update
       set cadence = excluded.cadence, day = excluded.day, hour = excluded.hour, minute = excluded.minute,
           with_pdf = excluded.with_pdf,
           time_zone = excluded.time_zone, next_at = excluded.next_at, paused = null`);
}

/** Ends a subscription; false when there is none. */
export async function deleteDigestRow(tx: Tx, id: string): Promise<boolean> {
  return (await tx.execute(sql`delete from explore_digest where id = ${id}`)) === 1;
}

/** Due subscriptions to dashboards that exist, locked; those another replica plans right now are left to it. */
export function lockDueDigests(tx: Tx, now: Date, limit: number): Promise<DigestRow[]> {
  return tx.query<DigestRow>(sql`
    select ${columns} from explore_digest
     where next_at <= ${now}
       and exists (select from explore_dashboard where id = dashboard_id and deleted_at is null)
     order by next_at
     limit ${limit}
       for update skip locked`);
}

/** Sets when it is due next, and why it pauses. */
export async function updateNext(tx: Tx, id: string, nextAt: Date, paused: DigestRow["paused"]): Promise<void> {
  await tx.execute(sql`update explore_digest set next_at = ${nextAt}, paused = ${paused} where id = ${id}`);
}

/** Plans one sending; false when this one was planned before. */
export async function insertDelivery(tx: Tx, digestId: string, slot: Date, now: Date): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into explore_delivery (digest_id, slot, state, updated_at)
    values (${digestId}, ${slot}, 'waiting', ${now})
    on conflict (digest_id, slot) do nothing`);
  return count === 1;
}

/** Takes a waiting sending on; undefined when somebody else has it, it was sent, or it was given up. */
export async function claimDelivery(tx: Tx, digestId: string, slot: Date, now: Date): Promise<number | undefined> {
  const claimed = await tx.maybeOne<{ attempts: number }>(sql`
    update explore_delivery set state = 'sending', attempts = attempts + 1, updated_at = ${now}
     where digest_id = ${digestId} and slot = ${slot} and state = 'waiting'
    returning attempts`);
  return claimed?.attempts;
}

/** What became of a sending: sent, waiting for another try, left out because there was nothing to send, or failed. */
export async function updateDelivery(
  tx: Tx,
  {
    digestId,
    slot,
    state,
    now,
  }: {
    readonly digestId: string;
    readonly slot: Date;
    readonly state: "sent" | "waiting" | "empty" | "failed";
    readonly now: Date;
  },
): Promise<void> {
  await tx.execute(sql`
    update explore_delivery set state = ${state}, updated_at = ${now}
     where digest_id = ${digestId} and slot = ${slot}`);
  if (state === "sent")
    await tx.execute(sql`update explore_digest set last_sent_at = ${now}, paused = null where id = ${digestId}`);
  if (state === "failed") await tx.execute(sql`update explore_digest set paused = 'failed' where id = ${digestId}`);
}

/** Sendings whose worker died with them in hand: whether they went out is not known, so they are given up. */
export function abandonDeliveries(tx: Tx, before: Date, now: Date): Promise<{ digestId: string; slot: Date }[]> {
  return tx.query<{ digestId: string; slot: Date }>(sql`
    update explore_delivery set state = 'failed', updated_at = ${now}
     where state = 'sending' and updated_at < ${before}
    returning digest_id as "digestId", slot`);
}
