import { sql, type Tx } from "#platform/postgres";

/** The settings as they were put; undefined before. */
export async function selectBenchmarkSettings(tx: Tx): Promise<unknown> {
  const row = await tx.maybeOne<{ settings: unknown }>(sql`select settings from benchmark_setting`);
  return row?.settings;
}

export async function upsertBenchmarkSettings(tx: Tx, settings: object, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into benchmark_setting (settings, changed_at) values (${JSON.stringify(settings)}::jsonb, ${now})
    on conflict (one) do update set settings = excluded.settings, changed_at = excluded.changed_at`);
}
