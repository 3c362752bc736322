import { sql, type Tx } from "#platform/postgres";

import type { AuditEntry } from "../contract.ts";

/** Who did what to which thing. */
export interface AuditToInsert {
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Appends an entry. */
export async function insertAuditEntry(tx: Tx, entry: AuditToInsert): Promise<void> {
  await tx.execute(sql`
    insert into audit_entry (actor_kind, actor_id, action, subject_kind, subject_id, details)
    values (${entry.actorKind}, ${entry.actorId}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
      ${sql.json(entry.details)})`);
}

/** Entries older than `before` (an id; null for the newest), newest first, names as they are today. */
export async function listAuditEntries(
  tx: Tx,
  page: { readonly before: number | null; readonly action: string | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const rows = await tx.query<Omit<AuditEntry, "id" | "at"> & { id: number; at: Date }>(sql`
    select entry.id, entry.at, entry.actor_kind as "actorKind",
      coalesce(access_user.name, api_key.name, entry.actor_id) as "actorName",
      entry.action, entry.subject_kind as "subjectKind", entry.subject_id as "subjectId", entry.details
    from audit_entry entry
    left join access_user on entry.actor_kind = 'user' and access_user.id::text = entry.actor_id
    left join api_key on entry.actor_kind = 'api-key' and api_key.id::text = entry.actor_id
    where (${page.before}::bigint is null or entry.id < ${page.before}::bigint)
      and (${page.action}::text is null or entry.action = ${page.action}::text)
    order by entry.id desc limit ${page.limit}`);
  return rows.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString() }));
}
