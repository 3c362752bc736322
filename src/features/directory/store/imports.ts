import { sql, type Tx } from "#platform/postgres";

import type { DirectoryKind, importStates, Mapping } from "../contract.ts";

/** How to read the file where that is not detected. */
export interface StoredReading {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
}

/** Why an import failed as a whole. */
export interface StoredProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An import as it is kept. */
export interface ImportRow {
  readonly id: string;
  readonly kind: DirectoryKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: (typeof importStates)[number];
  readonly mapping: Mapping | null;
  readonly reading: StoredReading;
  readonly isStaged: boolean;
  readonly rows: number;
  readonly rowsDone: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly problem: StoredProblem | null;
  readonly cancelRequested: boolean;
  readonly stalls: number;
  readonly startedBy: string;
  readonly startedKind: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly fileRemovedAt: Date | null;
}

const columns = sql`id, kind, file_name as "fileName", bytes, state, mapping, reading, is_staged as "isStaged", rows,
  rows_done as "rowsDone", created, changed, unchanged, refused, problem, cancel_requested as "cancelRequested", stalls,
  started_by as "startedBy", started_kind as "startedKind", created_at as "createdAt", finished_at as "finishedAt",
  file_removed_at as "fileRemovedAt"`;

export async function insertImport(
  tx: Tx,
  row: Pick<ImportRow, "id" | "kind" | "fileName" | "bytes" | "startedBy" | "startedKind" | "createdAt">,
): Promise<void> {
  await tx.execute(sql`
    insert into directory_import (id, kind, file_name, bytes, started_by, started_kind, created_at)
    values (${row.id}, ${row.kind}, ${row.fileName}, ${row.bytes}, ${row.startedBy}, ${row.startedKind}, ${row.createdAt})`);
}

export async function deleteImport(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from directory_import where id = ${id}`);
}

export function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.maybeOne<ImportRow>(sql`select ${columns} from directory_import where id = ${id}`);
}

export function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.maybeOne<ImportRow>(sql`select ${columns} from directory_import where id = ${id} for update`);
}

/** Those of these kinds, newest first; `kindsOfOwn` only where the viewer brought them. */
export function selectImports(
  tx: Tx,
  wanted: { readonly kinds: readonly string[]; readonly kindsOfOwn: readonly string[]; readonly viewerId: string },
  page: { readonly before: { readonly createdAt: string; readonly id: string } | null; readonly limit: number },
): Promise<ImportRow[]> {
  const after =
    page.before === null
      ? sql`true`
      : sql`(created_at, id) < (${page.before.createdAt}::timestamptz, ${page.before.id}::uuid)`;
  return tx.query<ImportRow>(sql`
    select ${columns} from directory_import
    where (kind = any (${wanted.kinds}::text[]) or (kind = any (${wanted.kindsOfOwn}::text[]) and started_by = ${wanted.viewerId}))
      and ${after}
    order by created_at desc, id desc limit ${page.limit}`);
}

/** Sets it going; anew, or on from where it stopped. */
export async function startImport(
  tx: Tx,
  start: Pick<ImportRow, "id" | "mapping" | "reading" | "startedBy" | "startedKind"> & { readonly isAnew: boolean },
): Promise<void> {
  const anew = start.isAnew
    ? sql`, is_staged = false, rows = 0, rows_done = 0, created = 0, changed = 0, unchanged = 0, refused = 0`
    : sql.empty;
  await tx.execute(sql`
    update directory_import set state = 'running', mapping = ${sql.json(start.mapping)}, reading = ${sql.json(start.reading)},
      started_by = ${start.startedBy}, started_kind = ${start.startedKind}, problem = null, cancel_requested = false,
      stalls = 0, finished_at = null ${anew}
    where id = ${start.id}`);
}

/** Notes that work on a running import begins. */
export function beginWork(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.maybeOne<ImportRow>(sql`
    update directory_import set stalls = stalls + 1 where id = ${id} and state = 'running' returning ${columns}`);
}

/** The rows are in; so many there are, and so many were refused while reading. */
export async function noteStaged(
  tx: Tx,
  id: string,
  counts: { readonly rows: number; readonly refused: number },
): Promise<void> {
  await tx.execute(sql`
    update directory_import set is_staged = true, rows = ${counts.rows}, rows_done = ${counts.refused},
      created = 0, changed = 0, unchanged = 0, refused = ${counts.refused}, stalls = 0
    where id = ${id}`);
}

/** What a chunk came to. */
export interface Progress {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

export async function addProgress(tx: Tx, id: string, progress: Progress): Promise<void> {
  const { created, changed, unchanged, refused } = progress;
  await tx.execute(sql`
    update directory_import set rows_done = rows_done + ${created + changed + unchanged + refused},
      created = created + ${created}, changed = changed + ${changed}, unchanged = unchanged + ${unchanged},
      refused = refused + ${refused}, stalls = 0
    where id = ${id}`);
}

export async function finishImport(
  tx: Tx,
  end: {
    readonly id: string;
    readonly state: "done" | "failed" | "cancelled";
    readonly at: Date;
    readonly problem: StoredProblem | null;
  },
): Promise<void> {
  const { id, state, at, problem } = end;
  await tx.execute(sql`
    update directory_import set state = ${state}, finished_at = ${at},
      problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb
    where id = ${id}`);
}

export async function requestCancel(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update directory_import set cancel_requested = true where id = ${id}`);
}

/** Those that run, or would if their process had not ended. */
export async function selectRunning(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from directory_import where state = 'running' order by created_at, id`,
  );
  return rows.map(({ id }) => id);
}

export async function selectFilesToRemove(tx: Tx, before: Date): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from directory_import where file_removed_at is null and created_at < ${before} and state <> 'running'`);
  return rows.map(({ id }) => id);
}

/** The file is gone, and with it what was kept of its cells. */
export async function markFileRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.execute(sql`delete from directory_error where import_id = ${id}`);
  await tx.execute(sql`delete from directory_row where import_id = ${id}`);
  await tx.execute(sql`update directory_import set file_removed_at = ${at} where id = ${id}`);
}
