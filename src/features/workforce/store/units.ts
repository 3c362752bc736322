import { sql, type Tx } from "#platform/postgres";

/** Codes and names of units by id. */
export async function unitNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly code: string; readonly name: string }>> {
  const rows = await tx.query<{ id: string; code: string; name: string }>(
    sql`select id, code, name from reference where kind = 'unit' and id = any (${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, code, name }) => [id, { code, name }]));
}
