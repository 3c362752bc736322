import { sql, type Tx } from "#platform/postgres";

/** Names of users by id; who is gone is missing. */
export async function selectCoderNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    sql`select id::text, name from access_user where id = any(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
