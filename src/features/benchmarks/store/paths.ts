import { sql, type Tx } from "#platform/postgres";

/** The order of steps that somebody put; undefined before. */
export async function selectPath(tx: Tx, dimension: string, journey: string): Promise<readonly string[] | undefined> {
  const row = await tx.maybeOne<{ steps: string[] }>(
    sql`select steps from benchmark_path where dimension = ${dimension} and journey = ${journey}`,
  );
  return row?.steps;
}

export async function upsertPath(
  tx: Tx,
  path: { readonly dimension: string; readonly journey: string; readonly steps: readonly string[] },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into benchmark_path (dimension, journey, steps, changed_at)
    values (${path.dimension}, ${path.journey}, ${[...path.steps]}::text[], ${now})
    on conflict (dimension, journey) do update set steps = excluded.steps, changed_at = excluded.changed_at`);
}
