import type { Table, TableRow } from "#feature/imports";
import type { Tx } from "#platform/postgres";

import type { DirectoryKind, Mapping } from "../contract.ts";
import { mappedColumns, readRow, type CellProblem, type MappedColumn } from "../rules/read-row.ts";
import { noteStaged } from "../store/imports.ts";
import {
  deleteErrors,
  deleteRows,
  insertErrors,
  insertRows,
  levelRows,
  type ErrorRow,
  type StagedRow,
} from "../store/rows.ts";

/** So many rows are held in memory at a time. */
const batch = 2000;

/** What is brought in. */
export interface Staging {
  readonly importId: string;
  readonly kind: DirectoryKind;
  readonly mapping: Mapping;
  readonly table: Table;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the file once into rows that can be carried out, and errors for those that cannot. In the caller's transaction:
 * the rows are all there or none. Memory stays the same whatever the size of the file.
 */
export async function stageRows(tx: Tx, { importId, kind, mapping, table, signal }: Staging): Promise<void> {
  await deleteRows(tx, importId);
  await deleteErrors(tx, importId);
  const columns = mappedColumns(table.columns, mapping);
  let [rows, refused] = [0, 0];
  let staged: StagedRow[] = [];
  let errors: ErrorRow[] = [];
  const flush = async (): Promise<void> => {
    await insertRows(tx, importId, staged);
    await insertErrors(tx, importId, errors);
    [staged, errors] = [[], []];
  };
  for await (const row of table.rows(signal)) {
    rows += 1;
    const read = readOne(kind, columns, row);
    if (read.ok) staged.push({ row: row.row, code: read.code, above: read.above, wish: read.wish });
    else {
      refused += 1;
      errors.push(...errorRows(row.row, read.problems));
    }
    if (staged.length + errors.length >= batch) await flush();
  }
  await flush();
  if (kind === "staff") await levelRows(tx, importId);
  await noteStaged(tx, importId, { rows, refused });
}

function readOne(kind: DirectoryKind, columns: readonly MappedColumn[], row: TableRow): ReturnType<typeof readRow> {
  const broken = row.problem;
  if (broken === undefined) return readRow(kind, columns, row.cells);
  const column = columns.find(({ index }) => index === broken.column);
  const isOfRow = broken.code === "too_many_cells" || broken.code === "row_too_long";
  if (column === undefined && !isOfRow) return readRow(kind, columns, row.cells);
  return { ok: false, problems: [{ column: column?.name ?? "", value: broken.value, code: broken.code }] };
}

/** Problems of a row as they are kept; long values are cut. */
export function errorRows(row: number, problems: readonly CellProblem[]): ErrorRow[] {
  return problems.map(({ column, value, code }, position) => ({
    row,
    position,
    column,
    value: value.slice(0, 200).toWellFormed().replaceAll("\u0000", ""),
    code,
    params: {},
  }));
}
