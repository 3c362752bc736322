import { sql, type Tx } from "#platform/postgres";

import type { AuditEntry, AuditFilter } from "../contract.ts";

/** Who did what to which thing. */
export interface AuditToInsert {
  readonly actorKind: string;
  readonly actorId: string;
  readonly actingFor: readonly string[];
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Appends an entry. */
export async function insertAuditEntry(tx: Tx, entry: AuditToInsert): Promise<void> {
  await tx.execute(sql`
    insert into audit_entry (actor_kind, actor_id, acting_for, action, subject_kind, subject_id, details)
    values (${entry.actorKind}, ${entry.actorId}, ${entry.actingFor.length === 0 ? null : entry.actingFor},
      ${entry.action}, ${entry.subjectKind}, ${entry.subjectId}, ${sql.json(entry.details)})`);
}

/** Which entries; `before` is an id, null for the newest. */
export interface AuditPage {
  readonly filter: AuditFilter;
  readonly before: number | null;
  readonly limit: number;
}

/** Entries older than `before`, newest first, names as they are today. */
export async function listAuditEntries(tx: Tx, { filter, before, limit }: AuditPage): Promise<AuditEntry[]> {
  const { actor = null, action = null, subjectKind = null, subjectId = null, from = null, to = null } = filter;
  const pattern = filter.text === undefined ? null : `%${escaped(filter.text)}%`;
  const slice = action === null ? null : `${escaped(action)}.%`;
  const rows = await tx.query<Omit<AuditEntry, "id" | "at"> & { id: number; at: Date }>(sql`
    select entry.id, entry.at, entry.actor_kind as "actorKind",
      coalesce(access_user.name, api_key.name, entry.actor_id) as "actorName",
      array(select coalesce(lender.name, one) from unnest(entry.acting_for) one
        left join access_user lender on lender.id::text = one) as "actingFor",
      entry.action, entry.subject_kind as "subjectKind", entry.subject_id as "subjectId", entry.details
    from audit_entry entry
    left join access_user on entry.actor_kind = 'user' and access_user.id::text = entry.actor_id
    left join api_key on entry.actor_kind = 'api-key' and api_key.id::text = entry.actor_id
    where (${before}::bigint is null or entry.id < ${before}::bigint)
      and (${actor}::text is null or ${actor}::text in (entry.actor_id, entry.actor_kind))
      and (${action}::text is null or entry.action = ${action}::text
        or entry.action like ${slice}::text)
      and (${subjectKind}::text is null or entry.subject_kind = ${subjectKind}::text)
      and (${subjectId}::text is null or entry.subject_id = ${subjectId}::text)
      and (${from}::timestamptz is null or entry.at >= ${from}::timestamptz)
      and (${to}::timestamptz is null or entry.at < ${to}::timestamptz)
      and (${pattern}::text is null or entry.action ilike ${pattern}::text or entry.subject_id ilike ${pattern}::text
        or entry.details::text ilike ${pattern}::text
        or coalesce(access_user.name, api_key.name, entry.actor_id) ilike ${pattern}::text)
    order by entry.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString() }));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
