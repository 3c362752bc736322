/**
 * Process of the embedded ClickHouse engine: opens one data directory and speaks the ClickHouse HTTP interface on
 * loopback. Its first line of input is the JSON of `ServerOptions`; when the input ends, its parent is gone and it
 * stops. Says `ready` when it answers. Loads nothing of the product beyond this folder, to stay small.
 */
import { createInterface as readLines } from "node:readline";

import { createInterface } from "./clickhouse/http-interface.ts";
import { createRunning } from "./clickhouse/running.ts";
import { openSessions } from "./clickhouse/sessions.ts";
import { createTurns } from "./clickhouse/turns.ts";

/** What the parent tells the process in its first line. */
export interface ServerOptions {
  readonly path: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Bytes all statements together may hold. */
  readonly memory: number;
}

const database = "holos";
const statementsAtOnce = 8;
const base = new Map([["async_insert", "0"]]);

const lines = readLines({ input: process.stdin });
lines.once("line", (line) => void start(JSON.parse(line) as ServerOptions));
process.stdin.once("end", () => process.exit(0));
process.once("SIGTERM", () => process.exit(0));
process.on("SIGINT", () => undefined);

async function start({ path, port, user, password, memory }: ServerOptions): Promise<void> {
  const sessions = openSessions(path, connectionArgs(memory), base);
  await sessions.control.queryAsync(`create database if not exists ${database} engine = Atomic`);
  const server = createInterface({
    sessions,
    running: createRunning(sessions.control),
    turns: createTurns(statementsAtOnce),
    user,
    password,
    database,
  });
  server.once("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  server.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));
}

/** Big groupings and sorts go to disk at 40 % of the cap instead of failing; caches stay small for a small box. */
function connectionArgs(memory: number): string[] {
  return [
    `--max_server_memory_usage=${memory}`,
    `--max_bytes_before_external_group_by=${Math.round(memory * 0.4)}`,
    `--max_bytes_before_external_sort=${Math.round(memory * 0.4)}`,
    `--mark_cache_size=${Math.min(memory / 16, 128 << 20)}`,
    "--index_mark_cache_size=16777216",
    "--background_pool_size=2",
    "--async_insert=0",
  ];
}
