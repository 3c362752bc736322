import { sql, type Tx } from "#platform/postgres";

import type { Import, Profile } from "../contract.ts";

/** Why an import failed, before anyone worded it. */
export interface StoredProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An import as it stands in the database. */
export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: Import["state"];
  readonly profile: Profile | null;
  readonly surveyId: string | null;
  readonly surveyVersion: number | null;
  readonly rows: number;
  readonly rowsDone: number;
  readonly created: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly skipped: number;
  readonly undone: number;
  readonly problem: StoredProblem | null;
  readonly cancelRequested: boolean;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly fileRemovedAt: Date | null;
}

const columns = sql`id, file_name as "fileName", bytes, state, profile, survey_id as "surveyId",
  survey_version as "surveyVersion", rows, rows_done as "rowsDone", created, unchanged, refused, skipped, undone, problem,
  cancel_requested as "cancelRequested", started_by as "startedBy", created_at as "createdAt",
  finished_at as "finishedAt", file_removed_at as "fileRemovedAt"`;

export interface NewImport {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly fileHash: Buffer;
  readonly startedBy: string;
  readonly createdAt: Date;
}

export async function insertImport(tx: Tx, row: NewImport): Promise<void> {
  await tx.execute(sql`insert into import (id, file_name, bytes, file_hash, state, started_by, created_at)
    values (${row.id}, ${row.fileName}, ${row.bytes}, ${row.fileHash}, 'uploaded', ${row.startedBy}, ${row.createdAt})`);
}

/** Removes an import that never began. */
export async function deleteImport(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from import where id = ${id} and state in ('uploaded', 'ready')`);
}

export async function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.maybeOne<ImportRow>(sql`select ${columns} from import where id = ${id}`);
}

export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return tx.maybeOne<ImportRow>(sql`select ${columns} from import where id = ${id} for update`);
}

export async function selectImports(
  tx: Tx,
  page: { before: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<readonly ImportRow[]> {
  const after =
    page.before === undefined
      ? sql.empty
      : sql`where (created_at, id) < (${page.before.createdAt}::timestamptz, ${page.before.id}::uuid)`;
  return tx.query<ImportRow>(
    sql`select ${columns} from import ${after} order by created_at desc, id desc limit ${page.limit}`,
  );
}

/** Sets an import going, or going again: what it did so far stays counted. */
export async function startImport(
  tx: Tx,
  start: { id: string; profile: Profile; surveyId: string; surveyVersion: number; rows: number; restart: boolean },
): Promise<void> {
  const counts = start.restart ? sql`, rows_done = 0, created = 0, unchanged = 0, refused = 0, skipped = 0` : sql.empty;
  await tx.execute(sql`update import set state = 'running', profile = ${sql.json(start.profile)},
      survey_id = ${start.surveyId}, survey_version = ${start.surveyVersion}, rows = ${start.rows}, problem = null,
      cancel_requested = false, finished_at = null, stalls = 0, undone = 0 ${counts} where id = ${start.id}`);
}

export interface Progress {
  readonly rowsDone: number;
  readonly created: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly skipped: number;
}

/** Rows of a file that follow each other, and how many stand before them. */
export interface RowRange {
  readonly first: number;
  readonly rows: number;
}

/**
 * Adds a batch to the counts, in the batch's own transaction: the checkpoint that a killed import goes on from. The
 * same batch cannot be added twice. Undefined when the import does not run any more.
 */
export async function addProgress(
  tx: Tx,
  batch: { readonly id: string; readonly first: number },
  progress: Progress,
): Promise<{ cancelRequested: boolean } | undefined> {
  const { rowsDone, created, unchanged, refused, skipped } = progress;
  await tx.execute(
    sql`insert into import_batch (import_id, first, rows) values (${batch.id}, ${batch.first}, ${rowsDone})`,
  );
  return tx.maybeOne<{ cancelRequested: boolean }>(sql`update import set rows_done = rows_done + ${rowsDone},
      created = created + ${created}, unchanged = unchanged + ${unchanged}, refused = refused + ${refused},
      skipped = skipped + ${skipped}, stalls = 0
    where id = ${batch.id} and state = 'running' returning cancel_requested as "cancelRequested"`);
}

/** Rows that are done, in the order of the file. */
export async function selectDone(tx: Tx, id: string): Promise<readonly RowRange[]> {
  return tx.query<RowRange>(sql`select first, rows from import_batch where import_id = ${id} order by first`);
}

/** Forgets what is done, for a run from the beginning. */
export async function deleteDone(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`delete from import_batch where import_id = ${id}`);
}

/** Notes that work on a running import begins; `stalls` counts how often it began since the last finished batch. */
export async function beginWork(tx: Tx, id: string): Promise<(ImportRow & { readonly stalls: number }) | undefined> {
  return tx.maybeOne(
    sql`update import set stalls = stalls + 1 where id = ${id} and state = 'running' returning ${columns}, stalls`,
  );
}

/** Imports that run, or would if their process had not ended. */
export async function selectRunning(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from import where state = 'running' order by created_at, id`,
  );
  return rows.map((row) => row.id);
}

export async function finishImport(
  tx: Tx,
  end: { id: string; state: "done" | "failed" | "cancelled"; at: Date; problem: StoredProblem | null },
): Promise<void> {
  await tx.execute(sql`update import set state = ${end.state}, finished_at = ${end.at},
      problem = ${end.problem === null ? null : JSON.stringify(end.problem)}::jsonb where id = ${end.id}`);
}

/** Marks the import as being taken back. */
export async function startUndo(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update import set state = 'undoing', problem = null, finished_at = null where id = ${id}`);
}

/** Counts what has been taken back, in the same transaction; false when the import is not being taken back any more. */
export async function addUndone(tx: Tx, id: string, removed: number): Promise<boolean> {
  const changed = await tx.execute(
    sql`update import set undone = undone + ${removed} where id = ${id} and state = 'undoing'`,
  );
  return changed === 1;
}

/** Nothing of the import is left; run again, it begins anew. */
export async function finishUndo(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.execute(sql`delete from import_batch where import_id = ${id}`);
  await tx.execute(sql`update import set state = 'undone', finished_at = ${at} where id = ${id} and state = 'undoing'`);
}

/** Imports that are being taken back, or would be if their process had not ended. */
export async function selectUndoing(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from import where state = 'undoing' order by created_at, id`,
  );
  return rows.map((row) => row.id);
}

export async function requestCancel(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update import set cancel_requested = true where id = ${id}`);
}

export async function selectFilesToRemove(tx: Tx, before: Date): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from import where file_removed_at is null and created_at < ${before} and state not in ('running', 'undoing')`,
  );
  return rows.map((row) => row.id);
}

export async function markFileRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.execute(sql`delete from import_error where import_id = ${id}`);
  await tx.execute(sql`update import set file_removed_at = ${at} where id = ${id}`);
}
