import { expandTemplate, splitStatements } from "./clickhouse-template.ts";
import type { ClickHouse } from "./clickhouse.ts";
import type { Log } from "./log.ts";
import {
  MigrationProblem,
  pendingMigrations,
  readMigrations,
  type AppliedMigration,
  type MigrationFile,
} from "./migration-files.ts";

/** Where the tables go. */
export interface ClickHouseTarget {
  /** Cluster name: tables become replicated and distributed over it. */
  readonly cluster?: string | undefined;
}

/**
 * Brings the read model to the state of the folder (`migrations/ch`). Every statement is idempotent, so a file
 * that stopped half-way, or that two processes run at once, is simply run again.
 * See `clickhouse-template.ts` for the placeholders.
 * @returns the names applied by this call
 * @throws MigrationProblem
 */
export async function migrateClickHouse(
  clickhouse: ClickHouse,
  directory: string,
  log: Log,
  target: ClickHouseTarget = {},
): Promise<string[]> {
  const files = readMigrations(directory);
  await runStatements(clickhouse, tableOfMigrations, target);
  const pending = pendingMigrations(files, await appliedMigrations(clickhouse), "ClickHouse");

  for (const file of pending) {
    await apply(clickhouse, file, target);
    log.debug({ migration: file.name }, "applied a ClickHouse migration");
  }
  return pending.map((file) => file.name);
}

/** How far the read model is: applied and pending names. Changes nothing. @throws MigrationProblem */
export async function clickhouseMigrationState(
  clickhouse: ClickHouse,
  directory: string,
): Promise<{ applied: number; pending: string[] }> {
  const files = readMigrations(directory);
  const [there] = await clickhouse.query<{ result: number }>("exists table holos_migration");
  const applied = there?.result === 1 ? await appliedMigrations(clickhouse) : [];
  return { applied: applied.length, pending: pendingMigrations(files, applied, "ClickHouse").map((file) => file.name) };
}

const tableOfMigrations = `
create table if not exists {{table holos_migration}} {{on cluster}} (
  number UInt32,
  name String,
  checksum String,
  applied_at DateTime64(3, 'UTC') default now64(3)
) engine = {{engine ReplacingMergeTree(applied_at)}} order by number;
{{distributed holos_migration by number}};`;

function appliedMigrations(clickhouse: ClickHouse): Promise<AppliedMigration[]> {
  return clickhouse.query<AppliedMigration>("select number, name, checksum from holos_migration final order by number");
}

async function apply(clickhouse: ClickHouse, file: MigrationFile, target: ClickHouseTarget): Promise<void> {
  try {
    await runStatements(clickhouse, file.text, target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationProblem(
      "failed",
      `${file.name} failed: ${reason}. Its statements can be repeated: fix the cause and start again.`,
      { cause: error },
    );
  }
  await clickhouse.insert("holos_migration", [{ number: file.number, name: file.name, checksum: file.checksum }]);
}

async function runStatements(clickhouse: ClickHouse, text: string, target: ClickHouseTarget): Promise<void> {
  for (const statement of splitStatements(expandTemplate(text, target.cluster))) await clickhouse.command(statement);
}
