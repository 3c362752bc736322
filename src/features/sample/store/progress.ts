import { sql, type Tx } from "#platform/postgres";

/** Notes a part as written; false when it was already. */
export async function insertChunk(
  tx: Tx,
  chunk: { readonly key: string; readonly responses: number; readonly counts: unknown },
): Promise<boolean> {
  const added = await tx.execute(sql`insert into sample_chunk (key, responses, counts)
    values (${chunk.key}, ${chunk.responses}, ${JSON.stringify(chunk.counts)}::jsonb) on conflict do nothing`);
  return added === 1;
}

/** Keys of the parts that are written. */
export async function listChunks(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ key: string }>(sql`select key from sample_chunk`);
  return new Set(rows.map(({ key }) => key));
}

/** What every written part counted. */
export function listCounts(tx: Tx): Promise<{ counts: Readonly<Record<string, readonly [number, number, number]>> }[]> {
  return tx.query(sql`select counts from sample_chunk`);
}

/** How many parts are written, and how many answers they hold. */
export function readProgress(tx: Tx): Promise<{ done: number; answers: number }> {
  return tx.one(sql`select count(*) as done, coalesce(sum(responses), 0)::bigint as answers from sample_chunk`);
}

/** Notes what the load made. */
export async function insertItems(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  await tx.execute(
    sql`insert into sample_item (kind, id) select ${kind}, unnest(${ids}::uuid[]) on conflict do nothing`,
  );
}

/** Ids of what the load made, by kind. */
export async function listItems(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ kind: string; ids: string[] }>(
    sql`select kind, array_agg(id::text) as ids from sample_item group by kind`,
  );
  return new Map(rows.map(({ kind, ids }) => [kind, ids]));
}
