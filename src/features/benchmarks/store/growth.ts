import { sql, type Tx } from "#platform/postgres";

import type { GrowthKind } from "../contract.ts";

/** Growth of a unit in a year, in per cent. */
export interface GrowthRow {
  readonly unit: string;
  readonly year: number;
  readonly growth: number;
}

export function selectGrowth(tx: Tx, kind: GrowthKind): Promise<GrowthRow[]> {
  return tx.query<GrowthRow>(
    sql`select unit, year, growth from benchmark_growth where kind = ${kind} order by year desc, unit`,
  );
}

/** Puts growth; a unit's year that is there is replaced. */
export async function upsertGrowth(tx: Tx, kind: GrowthKind, rows: readonly GrowthRow[], now: Date): Promise<void> {
  await tx.execute(sql`
    insert into benchmark_growth (kind, unit, year, growth, changed_at)
    select ${kind}, unit, year, growth, ${now}
      from unnest(${rows.map(({ unit }) => unit)}::text[], ${rows.map(({ year }) => year)}::int[],
        ${rows.map(({ growth }) => growth)}::float8[]) as row (unit, year, growth)
    on conflict (kind, unit, year) do update set growth = excluded.growth, changed_at = excluded.changed_at`);
}

export async function deleteGrowthRows(tx: Tx, kind: GrowthKind): Promise<number> {
  return tx.execute(sql`delete from benchmark_growth where kind = ${kind}`);
}
