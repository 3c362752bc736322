import { sql, type Tx } from "#platform/postgres";

/** A row that can be carried out. */
export interface StagedRow {
  readonly row: number;
  readonly code: string;
  readonly above: string | null;
  readonly wish: Readonly<Record<string, unknown>>;
}

/** A refused cell, or a refused row where `column` is empty. */
export interface ErrorRow {
  readonly row: number;
  readonly position: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export async function insertRows(tx: Tx, importId: string, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into directory_row (import_id, row, code, above, wish)
    select ${importId}::uuid, row, code, above, wish
    from jsonb_to_recordset(${sql.json(rows)}) as r (row int, code text, above text, wish jsonb)`);
}

/**
 * Whoever leads stands a level above whom they lead, so that rows level by level find their managers. Rows that lead round
 * in a circle, and those below it, come last and together; so do rows whose code came before.
 */
export async function levelRows(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`
    with recursive mine as materialized (
      select distinct on (code) row, code, above from directory_row where import_id = ${importId} order by code, row
    ), tree as (
      select row, code, 0 as level from mine
      where above is null or not exists (select from mine leader where leader.code = mine.above)
      union all
      select mine.row, mine.code, tree.level + 1 from tree join mine on mine.above = tree.code
    ), levels as (
      select staged.row, coalesce(tree.level, 1000000) as level
      from directory_row staged left join tree on tree.row = staged.row where staged.import_id = ${importId}
    )
    update directory_row set level = levels.level from levels
    where directory_row.import_id = ${importId} and directory_row.row = levels.row and levels.level > 0`);
}

/** The next rows that wait. */
export function selectWaiting(tx: Tx, importId: string, limit: number): Promise<StagedRow[]> {
  return tx.query<StagedRow>(sql`
    select row, code, above, wish from directory_row where import_id = ${importId} and not is_done
    order by level, row limit ${limit}`);
}

/** The first rows of the file, whatever came of them. */
export function selectFirst(tx: Tx, importId: string, limit: number): Promise<StagedRow[]> {
  return tx.query<StagedRow>(
    sql`select row, code, above, wish from directory_row where import_id = ${importId} order by row limit ${limit}`,
  );
}

export async function markDone(tx: Tx, importId: string, rows: readonly number[]): Promise<void> {
  await tx.execute(
    sql`update directory_row set is_done = true where import_id = ${importId} and row = any (${rows}::int[])`,
  );
}

export async function deleteRows(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`delete from directory_row where import_id = ${importId}`);
}

export async function insertErrors(tx: Tx, importId: string, errors: readonly ErrorRow[]): Promise<void> {
  if (errors.length === 0) return;
  await tx.execute(sql`
    insert into directory_error (import_id, row, position, column_name, value, code, params)
    select ${importId}::uuid, row, position, "column", value, code, params
    from jsonb_to_recordset(${sql.json(errors)}) as e (row int, position int, "column" text, value text, code text, params jsonb)
    on conflict do nothing`);
}

export async function deleteErrors(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`delete from directory_error where import_id = ${importId}`);
}

/** In the order of the file, a page at a time. */
export function selectErrors(
  tx: Tx,
  importId: string,
  page: { readonly after: { readonly row: number; readonly position: number }; readonly limit: number },
): Promise<ErrorRow[]> {
  return tx.query<ErrorRow>(sql`
    select row, position, column_name as "column", value, code, params from directory_error
    where import_id = ${importId} and (row, position) > (${page.after.row}, ${page.after.position})
    order by row, position limit ${page.limit}`);
}

/** How many rows each reason refused, most first. */
export function countErrors(
  tx: Tx,
  importId: string,
): Promise<{ code: string; column: string; rows: number; params: Record<string, unknown> }[]> {
  return tx.query(sql`
    select code, column_name as "column", count(distinct row)::int as rows, (array_agg(params order by row))[1] as params
    from directory_error where import_id = ${importId} group by code, column_name order by rows desc, code, column_name limit 50`);
}
