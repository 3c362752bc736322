import { sql, type Tx } from "#platform/postgres";

/**
 * Of these references those that something else needs: units that others stand or stood below, that follow them, or that
 * somebody's rights are bound to, and whatever lies above such a unit.
 */
export async function listNeeded(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    with recursive placed as (
      select unit_id, parent_id from unit_placement where parent_id is not null
      union all select successor_id, unit_id from unit_succession
    ), needed as (
      select parent_id as id from placed where unit_id <> all(${ids}::uuid[])
      union all select unnest(unit_ids) from access_grant
      union all select unnest(unit_ids) from api_key
    ), above as (
      select id from needed where id = any(${ids}::uuid[])
      union
      select placed.parent_id from placed join above on placed.unit_id = above.id
    )
    select id from above where id = any(${ids}::uuid[])`);
  return rows.map(({ id }) => id);
}

/** Ids of these and of every unit they stand below. */
export async function listAbove(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    with recursive above as (
      select unnest(${ids}::uuid[]) as id
      union
      select placement.parent_id from unit_placement placement join above on placement.unit_id = above.id
      where placement.parent_id is not null
    )
    select id from above`);
  return rows.map(({ id }) => id);
}

/** Deletes references; of units where they stood as well. */
export async function deleteReferences(tx: Tx, ids: readonly string[]): Promise<number> {
  for (const statement of [
    sql`delete from unit_placement where unit_id = any(${ids}::uuid[])`,
    sql`delete from unit_succession where unit_id = any(${ids}::uuid[]) or successor_id = any(${ids}::uuid[])`,
    sql`delete from unit where id = any(${ids}::uuid[])`,
  ])
    await tx.execute(statement);
  return tx.execute(sql`delete from reference where id = any(${ids}::uuid[])`);
}

/** Ids and codes of these references. */
export function listCodes(tx: Tx, ids: readonly string[]): Promise<{ id: string; code: string }[]> {
  return tx.query(sql`select id, code from reference where id = any(${ids}::uuid[])`);
}

/** Ids of references by kind and code. */
export function listIds(
  tx: Tx,
  wanted: readonly { readonly kind: string; readonly code: string }[],
): Promise<{ id: string; kind: string; code: string }[]> {
  return tx.query(sql`select reference.id, reference.kind, reference.code
    from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ code }) => code)}::text[]) wanted (kind, code)
    join reference on reference.kind = wanted.kind and lower(reference.code) = lower(wanted.code)`);
}
