import { sql, type Tx } from "#platform/postgres";

/** A response that is gone, as much as tidying up after it needs. */
export interface RemovedRow {
  readonly id: string;
  readonly personId: string | null;
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Takes up to so many responses of an import away as if they had never come, and notes it for the facts. Tombstones of
 * erased responses stay, so that what somebody asked to be forgotten cannot be imported again.
 */
export function deleteImported(tx: Tx, importId: string, limit: number): Promise<RemovedRow[]> {
  return tx.query<RemovedRow>(sql`
    with chosen as (
      select id from response where import_id = ${importId} and erased_at is null order by id limit ${limit} for update
    ), gone as (
      delete from response using chosen where response.id = chosen.id
      returning response.id, response.person_id, response.context
    ), noted as (
      insert into outbox (kind, subject_id) select 'response', id from gone
    )
    select id, person_id as "personId", context from gone`);
}

/** How many responses of an import there are that are not erased. */
export async function countImported(tx: Tx, importId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    sql`select count(*)::int as count from response where import_id = ${importId} and erased_at is null`,
  );
  return count;
}
