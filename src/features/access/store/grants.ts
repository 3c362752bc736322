import { sql, type Tx } from "#platform/postgres";

import type { GrantSource, Role } from "../contract.ts";

/** A grant of a user, or one that another lent them. */
export interface GrantRow {
  readonly id: string;
  readonly role: string;
  readonly unitIds: readonly string[] | null;
  readonly source: GrantSource;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly delegatedBy: string | null;
}

/** What a new grant consists of. */
export interface GrantToInsert {
  readonly userId: string;
  readonly role: Role;
  readonly units: "all" | readonly string[];
  readonly source: GrantSource;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly givenBy: string;
}

/** Inserts grants. */
export async function insertGrants(tx: Tx, grants: readonly GrantToInsert[], now: Date): Promise<void> {
  if (grants.length === 0) return;
  const rows = grants.map((grant) => ({
    user_id: grant.userId,
    role: grant.role,
    unit_ids: grant.units === "all" ? null : grant.units,
    source: grant.source,
    starts_at: grant.startsAt,
    ends_at: grant.endsAt,
    given_by: grant.givenBy,
  }));
  await tx.execute(sql`
    insert into access_grant (user_id, role, unit_ids, source, starts_at, ends_at, given_by, given_at)
    select user_id, role, unit_ids, source, starts_at, ends_at, given_by, ${now}
    from jsonb_to_recordset(${sql.json(rows)}) new (user_id uuid, role text, unit_ids uuid[], source text,
      starts_at timestamptz, ends_at timestamptz, given_by text)`);
}

/** Takes grants away. */
export async function deleteGrants(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.execute(sql`delete from access_grant where id = any (${ids}::uuid[])`);
}

/** Changes from when to when a grant holds. */
export async function updateGrantSpan(
  tx: Tx,
  id: string,
  span: { readonly startsAt: Date; readonly endsAt: Date | null },
): Promise<void> {
  await tx.execute(
    sql`update access_grant set starts_at = ${span.startsAt}, ends_at = ${span.endsAt} where id = ${id}`,
  );
}
