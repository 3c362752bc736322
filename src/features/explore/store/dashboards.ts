import { sql, type Tx } from "#platform/postgres";

import type { Card } from "../contract.ts";
import { keptColumns, openTo, saying, type KeptChange, type KeptQuery, type KeptRow } from "./kept.ts";

/** A dashboard with its cards, in reading order. */
export interface DashboardRow extends KeptRow {
  readonly cards: readonly Card[];
}

/** Newest first; one more than the limit tells whether there is a next page. */
export function selectDashboards(tx: Tx, query: KeptQuery): Promise<DashboardRow[]> {
  return tx.query<DashboardRow>(sql`
    select ${keptColumns}, kept.cards
      from explore_dashboard kept
      join access_user owner on owner.id = kept.owner_id
     where kept.deleted_at is null and ${openTo(query)} and ${saying(query)}
       and (${query.before}::uuid is null or kept.id < ${query.before}::uuid)
     order by kept.id desc
     limit ${query.limit}`);
}

/** One dashboard, unless deleted; nobody is asked whether they may see it. */
export function findDashboard(tx: Tx, id: string): Promise<DashboardRow | undefined> {
  return tx.maybeOne<DashboardRow>(sql`
    select ${keptColumns}, kept.cards
      from explore_dashboard kept
      join access_user owner on owner.id = kept.owner_id
     where kept.id = ${id} and kept.deleted_at is null`);
}

/** The owner of a dashboard, deleted or not. */
export function findDashboardOwner(tx: Tx, id: string): Promise<{ ownerId: string } | undefined> {
  return tx.maybeOne<{ ownerId: string }>(sql`select owner_id as "ownerId" from explore_dashboard where id = ${id}`);
}

/** How many dashboards the user has. */
export async function countDashboards(tx: Tx, ownerId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from explore_dashboard where owner_id = ${ownerId} and deleted_at is null`);
  return count;
}

/** A new dashboard. */
export async function insertDashboard(
  tx: Tx,
  dashboard: {
    readonly id: string;
    readonly ownerId: string;
    readonly name: string;
    readonly description: string;
    readonly cards: readonly Card[];
  },
  now: Date,
): Promise<void> {
  const { id, ownerId, name, description, cards } = dashboard;
  await tx.execute(sql`
    insert into explore_dashboard (id, owner_id, name, description, cards, created_at, updated_at)
    values (${id}, ${ownerId}, ${name}, ${description}, ${sql.json(cards)}, ${now}, ${now})`);
}

/** Changes a dashboard that still has this revision; false when it has another. */
export async function updateDashboardRow(tx: Tx, change: KeptChange, now: Date): Promise<boolean> {
  const { id, revision, name, description, content, sharing } = change;
  const count = await tx.execute(sql`
    update explore_dashboard
       set name = coalesce(${name}::text, name), description = coalesce(${description}::text, description),
           cards = coalesce(${content === undefined ? null : JSON.stringify(content)}::jsonb, cards),
           shared_with_all = coalesce(${sharing?.everybody ?? null}::boolean, shared_with_all),
           shared_roles = coalesce(${sharing?.roles ?? null}::text[], shared_roles),
           shared_users = coalesce(${sharing?.users ?? null}::uuid[], shared_users),
           revision = revision + 1, updated_at = ${now}
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes a dashboard, or with null brings it back. */
export async function updateDashboardDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.execute(sql`update explore_dashboard set deleted_at = ${deletedAt} where id = ${id}`);
}
