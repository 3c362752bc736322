/** Process for `parent-death.test.ts`: starts the engines, adds a row to a table, prints one line, ends at SIGTERM. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { readConfig } from "../config.ts";
import { startEngines } from "../engines.ts";
import { createLog } from "../log.ts";
import { createPostgres, sql } from "../postgres.ts";

/** The line the process prints. */
export interface StartedLine {
  readonly pid: number;
  readonly postgres: number;
  readonly clickhouse: number;
  /** Rows after this start added one. */
  readonly rows: number;
}

const dataDir = process.argv[2] ?? "";
const config = readConfig({ HOLOS_DATA: dataDir, HOLOS_LOG_LEVEL: "silent", HOLOS_CLICKHOUSE_MEMORY: "512M" });
const log = createLog(config);
const engines = await startEngines(config, log);
const postgres = createPostgres(engines.postgresUrl, log);
const { rows } = await postgres.transaction(async (tx) => {
  await tx.query(sql`create table if not exists start (at timestamptz not null default now())`);
  await tx.query(sql`insert into start default values`);
  return tx.one<{ rows: number }>(sql`select count(*) as rows from start`);
});

process.once("SIGTERM", () => void stop());
const line: StartedLine = {
  pid: process.pid,
  postgres: pidIn(join(dataDir, "postgres", "postmaster.pid")),
  clickhouse: pidIn(join(dataDir, "clickhouse.pid")),
  rows,
};
process.stdout.write(`${JSON.stringify(line)}\n`);

async function stop(): Promise<void> {
  await postgres.close();
  await engines.stop();
  process.exit(0);
}

function pidIn(path: string): number {
  return Number(readFileSync(path, "utf8").split("\n", 1)[0]);
}
