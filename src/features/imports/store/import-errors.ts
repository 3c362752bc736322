import { sql, type Tx } from "#platform/postgres";

/** A refused cell as it is kept. */
export interface ErrorRow {
  readonly row: number;
  readonly position: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export async function insertErrors(tx: Tx, importId: string, errors: readonly ErrorRow[]): Promise<void> {
  if (errors.length === 0) return;
  await tx.execute(sql`insert into import_error (import_id, row, position, column_name, value, code, params)
    select ${importId}::uuid, row, position, "column", value, code, params
    from jsonb_to_recordset(${sql.json(errors)}) as e (row int, position int, "column" text, value text, code text, params jsonb)
    on conflict do nothing`);
}

export async function deleteErrors(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`delete from import_error where import_id = ${importId}`);
}

/** Errors in the order of the file, a page at a time. */
export async function selectErrors(
  tx: Tx,
  importId: string,
  page: { after: { row: number; position: number }; limit: number },
): Promise<readonly ErrorRow[]> {
  return tx.query<ErrorRow>(sql`select row, position, column_name as "column", value, code, params from import_error
    where import_id = ${importId} and (row, position) > (${page.after.row}, ${page.after.position})
    order by row, position limit ${page.limit}`);
}
