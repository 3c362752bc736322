import { sql, type Tx } from "#platform/postgres";

import type { ViewState } from "../contract.ts";
import { keptColumns, openTo, saying, type KeptChange, type KeptQuery, type KeptRow } from "./kept.ts";

/** A view with what this user made of it. */
export interface ViewRow extends KeptRow {
  readonly state: ViewState;
  readonly isFavourite: boolean;
}

/** Newest first; one more than the limit tells whether there is a next page. */
export function selectViews(tx: Tx, query: KeptQuery & { readonly isFavouriteOnly: boolean }): Promise<ViewRow[]> {
  return tx.query<ViewRow>(sql`
    select ${keptColumns}, kept.state, favourite.user_id is not null as "isFavourite"
      from explore_view kept
      join access_user owner on owner.id = kept.owner_id
      left join explore_favourite favourite on favourite.view_id = kept.id and favourite.user_id = ${query.userId}::uuid
     where kept.deleted_at is null and ${openTo(query)} and ${saying(query)}
       and (${query.before}::uuid is null or kept.id < ${query.before}::uuid)
       and (not ${query.isFavouriteOnly}::boolean or favourite.user_id is not null)
     order by kept.id desc
     limit ${query.limit}`);
}

/** The views with these ids, deleted ones left out; nobody is asked whether they may see them. */
export function selectViewsById(tx: Tx, ids: readonly string[], userId: string): Promise<ViewRow[]> {
  return tx.query<ViewRow>(sql`
    select ${keptColumns}, kept.state, exists (select from explore_favourite favourite
        where favourite.view_id = kept.id and favourite.user_id = ${userId}::uuid) as "isFavourite"
      from explore_view kept
      join access_user owner on owner.id = kept.owner_id
     where kept.id = any (${ids}::uuid[]) and kept.deleted_at is null`);
}

/** The owner of a view, deleted or not. */
export function findViewOwner(tx: Tx, id: string): Promise<{ ownerId: string } | undefined> {
  return tx.maybeOne<{ ownerId: string }>(sql`select owner_id as "ownerId" from explore_view where id = ${id}`);
}

/** How many views the user has. */
export async function countViews(tx: Tx, ownerId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from explore_view where owner_id = ${ownerId} and deleted_at is null`);
  return count;
}

/** A new view. */
export async function insertView(
  tx: Tx,
  view: {
    readonly id: string;
    readonly ownerId: string;
    readonly name: string;
    readonly description: string;
    readonly state: ViewState;
  },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into explore_view (id, owner_id, name, description, state, created_at, updated_at)
    values (${view.id}, ${view.ownerId}, ${view.name}, ${view.description}, ${sql.json(view.state)}, ${now}, ${now})`);
}

/** Changes a view that still has this revision; false when it has another. */
export async function updateViewRow(tx: Tx, change: KeptChange, now: Date): Promise<boolean> {
  const { id, revision, name, description, content, sharing } = change;
  const count = await tx.execute(sql`
    update explore_view
       set name = coalesce(${name}::text, name), description = coalesce(${description}::text, description),
           state = coalesce(${content === undefined ? null : JSON.stringify(content)}::jsonb, state),
           shared_with_all = coalesce(${sharing?.everybody ?? null}::boolean, shared_with_all),
           shared_roles = coalesce(${sharing?.roles ?? null}::text[], shared_roles),
           shared_users = coalesce(${sharing?.users ?? null}::uuid[], shared_users),
           revision = revision + 1, updated_at = ${now}
     where id = ${id} and revision = ${revision} and deleted_at is null`);
  return count === 1;
}

/** Deletes a view, or with null brings it back. */
export async function updateViewDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.execute(sql`update explore_view set deleted_at = ${deletedAt} where id = ${id}`);
}

/** Marks a view as a favourite of the user, or unmarks it. */
export async function updateFavourite(
  tx: Tx,
  { userId, viewId, isFavourite }: { readonly userId: string; readonly viewId: string; readonly isFavourite: boolean },
): Promise<void> {
  await tx.execute(
    isFavourite
      ? sql`insert into explore_favourite (user_id, view_id) values (${userId}, ${viewId}) on conflict do nothing`
      : sql`delete from explore_favourite where user_id = ${userId} and view_id = ${viewId}`,
  );
}
