import { sql, type Tx } from "#platform/postgres";

import type { EnteredFigure } from "../contract.ts";

/** A figure as it is kept; counts are all there or none. */
export interface FigureRow extends Omit<EnteredFigure, "counts"> {
  readonly competitorId: string;
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
}

const columns = sql`f.id, f.competitor_id as "competitorId", to_char(f.measured_on, 'YYYY-MM-DD') as "measuredOn",
  f.promoters, f.passives, f.detractors, f.score, f.n, f.source, f.source_url as "sourceUrl", f.method, f.whose,
  f.paid_by as "paidBy", f.note, f.created_by_name as "createdBy"`;

/** Figures of competitors that are there, newest first. */
export function selectFigures(tx: Tx): Promise<FigureRow[]> {
  return tx.query<FigureRow>(sql`
    select ${columns} from benchmark_figure f join benchmark_competitor c on c.id = f.competitor_id
     where f.deleted_at is null and c.deleted_at is null
     order by f.measured_on desc, f.created_at desc, f.id`);
}

/** Figures of one competitor, newest first. */
export function selectFiguresOf(tx: Tx, competitorId: string): Promise<FigureRow[]> {
  return tx.query<FigureRow>(sql`
    select ${columns} from benchmark_figure f where f.competitor_id = ${competitorId} and f.deleted_at is null
     order by f.measured_on desc, f.created_at desc, f.id`);
}

/** Adds a figure; false when the competitor has one of that day and source. */
export async function insertFigure(tx: Tx, row: FigureRow, now: Date): Promise<boolean> {
  const { id, competitorId, measuredOn, promoters, passives, detractors, score, n } = row;
  const { source, sourceUrl, method, whose, paidBy, note, createdBy } = row;
  const count = await tx.execute(sql`
    insert into benchmark_figure (id, competitor_id, measured_on, promoters, passives, detractors, score, n, source,
      source_url, method, whose, paid_by, note, created_by_name, created_at)
    values (${id}, ${competitorId}, ${measuredOn}::date, ${promoters}, ${passives}, ${detractors}, ${score}, ${n},
      ${source}, ${sourceUrl}, ${method}, ${whose}, ${paidBy}, ${note}, ${createdBy}, ${now})
    on conflict do nothing`);
  return count === 1;
}

/** How many figures there are in all. */
export async function countFigures(tx: Tx): Promise<number> {
  const row = await tx.maybeOne<{ n: number }>(
    sql`select count(*)::int as n from benchmark_figure where deleted_at is null`,
  );
  return row?.n ?? 0;
}

/** Deletes a figure, or takes that back; false when it is not in the other state. */
export async function setFigureDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<boolean> {
  const count = await tx.execute(sql`
    update benchmark_figure set deleted_at = ${deletedAt}
     where id = ${id} and (deleted_at is null) = ${deletedAt !== null}`);
  return count === 1;
}
