import { sql, type Tx } from "#platform/postgres";

import type { DirectoryKind, Mapping } from "../contract.ts";

/** What columns with these names meant the last time. */
export async function findMapping(tx: Tx, kind: DirectoryKind, columnsKey: string): Promise<Mapping | undefined> {
  const row = await tx.maybeOne<{ mapping: Mapping }>(
    sql`select mapping from directory_mapping where kind = ${kind} and columns_key = ${columnsKey}`,
  );
  return row?.mapping;
}

export async function putMapping(
  tx: Tx,
  saved: { readonly kind: DirectoryKind; readonly columnsKey: string; readonly mapping: Mapping; readonly at: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into directory_mapping (kind, columns_key, mapping, updated_at)
    values (${saved.kind}, ${saved.columnsKey}, ${sql.json(saved.mapping)}, ${saved.at})
    on conflict (kind, columns_key) do update set mapping = excluded.mapping, updated_at = excluded.updated_at`);
}
