import type { Log } from "./log.ts";
import {
  MigrationProblem,
  pendingMigrations,
  readMigrations,
  type AppliedMigration,
  type MigrationFile,
} from "./migration-files.ts";
import { sql, type Postgres, type Tx } from "./postgres.ts";

/**
 * Brings the database to the state of the folder (`migrations/pg`), one transaction a file, forward only.
 * Safe to run from several processes at once: the row of a migration is inserted before its text runs,
 * so a second runner waits, sees that it is done and goes on.
 * @returns the names applied by this call
 * @throws MigrationProblem
 */
export async function migratePostgres(postgres: Postgres, directory: string, log: Log): Promise<string[]> {
  const files = readMigrations(directory);
  await postgres.transaction(createTable);
  const pending = pendingMigrations(files, await postgres.read(appliedMigrations), "PostgreSQL");

  const names: string[] = [];
  for (const file of pending) {
    const applied = await postgres.transaction((tx) => apply(tx, file));
    if (applied) names.push(file.name);
    if (applied) log.debug({ migration: file.name }, "applied a PostgreSQL migration");
  }
  return names;
}

/** How far the database is: applied and pending names. Changes nothing. @throws MigrationProblem */
export async function postgresMigrationState(
  postgres: Postgres,
  directory: string,
): Promise<{ applied: number; pending: string[] }> {
  const files = readMigrations(directory);
  const applied = await postgres.read(async (tx) => {
    const { there } = await tx.one<{ there: boolean }>(sql`select to_regclass('holos_migration') is not null as there`);
    return there ? appliedMigrations(tx) : [];
  });
  return { applied: applied.length, pending: pendingMigrations(files, applied, "PostgreSQL").map((file) => file.name) };
}

/** `create table if not exists` races with itself in Postgres, hence the lock. */
async function createTable(tx: Tx): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('holos_migration'))`);
  await tx.query(sql`
    create table if not exists holos_migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
}

function appliedMigrations(tx: Tx): Promise<AppliedMigration[]> {
  return tx.query<AppliedMigration>(sql`select number, name, checksum from holos_migration order by number`);
}

async function apply(tx: Tx, file: MigrationFile): Promise<boolean> {
  const inserted = await tx.query(sql`
    insert into holos_migration (number, name, checksum) values (${file.number}, ${file.name}, ${file.checksum})
    on conflict (number) do nothing
    returning number`);
  if (inserted.length === 0) return false;

  try {
    await tx.client.query(file.text);
  } catch (error) {
    throw new MigrationProblem("failed", `${file.name} failed and was rolled back: ${messageOf(error, file.text)}`, {
      cause: error,
    });
  }
  return true;
}

function messageOf(error: unknown, text: string): string {
  if (!(error instanceof Error)) return String(error);
  const position = "position" in error ? Number(error.position) : Number.NaN;
  return Number.isNaN(position)
    ? error.message
    : `${error.message} (line ${text.slice(0, position).split("\n").length})`;
}
