import { sql, type Tx } from "#platform/postgres";

import type { Notice, NoticeKind } from "./contract.ts";

/** A notice to be told. */
export interface NoticeToInsert {
  readonly userIds: readonly string[];
  readonly kind: NoticeKind;
  readonly params: Readonly<Record<string, string | number>>;
  readonly link: string | null;
  readonly key: string;
}

/** Tells each user once per key; unknown users are left out. */
export async function insertNotices(tx: Tx, notice: NoticeToInsert, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into notice (id, user_id, kind, params, link, key, created_at)
    select uuidv7(), access_user.id, ${notice.kind}, ${JSON.stringify(notice.params)}::jsonb, ${notice.link}, ${notice.key}, ${now}
      from access_user
     where access_user.id = any (${notice.userIds}::uuid[])
    on conflict (user_id, key) do nothing`);
}

/** Newest first; one more than the limit tells whether there is a next page. */
export async function selectNotices(
  tx: Tx,
  userId: string,
  page: { readonly before: string | null; readonly limit: number; readonly isUnreadOnly: boolean },
): Promise<Notice[]> {
  const rows = await tx.query<Omit<Notice, "createdAt" | "readAt"> & { createdAt: Date; readAt: Date | null }>(sql`
    select id, kind, params, link, created_at as "createdAt", read_at as "readAt"
      from notice
     where user_id = ${userId}
       and (${page.before}::uuid is null or id < ${page.before}::uuid)
       and (not ${page.isUnreadOnly}::boolean or read_at is null)
     order by id desc
     limit ${page.limit}`);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }));
}

/** How many the user has not read. */
export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    sql`select count(*)::int as count from notice where user_id = ${userId} and read_at is null`,
  );
  return rows[0]?.count ?? 0;
}

/** Sets or takes back that the user has read these, or all of theirs. */
export async function updateRead(
  tx: Tx,
  userId: string,
  { ids, readAt }: { readonly ids: readonly string[] | null; readonly readAt: Date | null },
): Promise<void> {
  await tx.execute(sql`
    update notice set read_at = ${readAt}
     where user_id = ${userId}
       and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
       and (read_at is null) <> (${readAt}::timestamptz is null)`);
}

/** Deletes what was read before this moment. */
export function deleteReadBefore(tx: Tx, moment: Date): Promise<number> {
  return tx.execute(sql`delete from notice where read_at < ${moment}`);
}
