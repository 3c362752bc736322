import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** One numbered file of a migrations folder. */
export interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** A migration that the database knows about. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** The folder and the database do not fit together; the message says what to do. */
export class MigrationProblem extends Error {
  override readonly name = "MigrationProblem";
  readonly code: "bad-name" | "twice" | "changed" | "newer-database" | "failed";

  constructor(code: MigrationProblem["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Files `NNNN_verb_object.sql` of a folder in order of their number. Gaps are fine: each slice has its own range.
 * @throws MigrationProblem `bad-name`, `twice`
 */
export function readMigrations(directory: string): MigrationFile[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".sql"));
  const files = names.map((name) => readMigration(directory, name)).toSorted((a, b) => a.number - b.number);
  files.forEach((file, index) => {
    const next = files[index + 1];
    if (next?.number !== file.number) return;
    throw new MigrationProblem("twice", `${file.name} and ${next.name} in ${directory} have the same number.`);
  });
  return files;
}

/**
 * What is left to apply.
 * @throws MigrationProblem `newer-database` when the database is ahead of this version, `changed` when an applied file was edited
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
  store: string,
): MigrationFile[] {
  const known = new Map(files.map((file) => [file.number, file]));
  for (const row of applied) {
    const file = known.get(row.number);
    if (file === undefined) throw newerDatabase(row, files.at(-1)?.name ?? "nothing", store);
    if (file.checksum !== row.checksum) throw changed(file, store);
  }
  const done = new Set(applied.map((row) => row.number));
  return files.filter((file) => !done.has(file.number));
}

function readMigration(directory: string, name: string): MigrationFile {
  const match = /^(\d{3,4})_[a-z0-9]+(?:_[a-z0-9]+)+\.sql$/.exec(name);
  if (!match) throw new MigrationProblem("bad-name", `${join(directory, name)} is not named NNNN_verb_object.sql.`);

  const text = readFileSync(join(directory, name), "utf8").replaceAll("\r\n", "\n");
  return { number: Number(match[1]), name, text, checksum: createHash("sha256").update(text).digest("hex") };
}

function newerDatabase(row: AppliedMigration, last: string, store: string): MigrationProblem {
  return new MigrationProblem(
    "newer-database",
    `Wrong version: the ${store} database was migrated by a newer Holos (it has ${row.name}, this version ends at ${last}). Start that version or a later one, or restore the backup made before the upgrade.`,
  );
}

function changed(file: MigrationFile, store: string): MigrationProblem {
  return new MigrationProblem(
    "changed",
    `${file.name} was applied to the ${store} database and has been edited since. Restore the file and put the change into a new migration.`,
  );
}
