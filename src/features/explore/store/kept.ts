import { sql, type Sql, type Tx } from "#platform/postgres";

import type { Sharing } from "../contract.ts";

/** What views and dashboards have in common. */
export interface KeptRow {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly name: string;
  readonly description: string;
  readonly sharing: Sharing;
  readonly revision: number;
  readonly updatedAt: Date;
}

/** Which of them are listed, and for whom. */
export interface KeptQuery {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly search: string | null;
  readonly before: string | null;
  readonly limit: number;
}

/** A change; what is null stays as it is. */
export interface KeptChange {
  readonly id: string;
  readonly revision: number;
  readonly name: string | null;
  readonly description: string | null;
  /** The state of a view, the cards of a dashboard. */
  readonly content: unknown;
  readonly sharing: Sharing | null;
}

/** Columns of both tables under the alias `kept`, the owner under `owner`. */
export const keptColumns: Sql = sql`kept.id, kept.owner_id as "ownerId", owner.name as "ownerName", kept.name,
  kept.description, kept.revision, kept.updated_at as "updatedAt",
  jsonb_build_object('everybody', kept.shared_with_all, 'roles', kept.shared_roles, 'users', kept.shared_users) as sharing`;

/** Whether the user may open the row under the alias `kept`. */
export function openTo({ userId, roles }: Pick<KeptQuery, "userId" | "roles">): Sql {
  return sql`(kept.owner_id = ${userId}::uuid or kept.shared_with_all or ${userId}::uuid = any (kept.shared_users)
    or kept.shared_roles && ${roles}::text[])`;
}

/** The words of a search within name and description; true without any. */
export function saying({ search }: Pick<KeptQuery, "search">): Sql {
  const pattern = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`(${pattern}::text is null or kept.name ilike ${pattern}::text or kept.description ilike ${pattern}::text)`;
}

/** Ids among these of users who may sign in. */
export async function selectUserIds(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from access_user where id = any (${ids}::uuid[]) and disabled_at is null`,
  );
  return rows.map(({ id }) => id);
}

/** Users by name, for sharing. */
export function selectReaders(
  tx: Tx,
  { search, ids }: { readonly search: string | null; readonly ids: readonly string[] | null },
): Promise<{ id: string; name: string }[]> {
  const pattern = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx.query<{ id: string; name: string }>(sql`
    select id, name from access_user
     where disabled_at is null
       and (${pattern}::text is null or name ilike ${pattern}::text)
       and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
     order by name, id
     limit 50`);
}
