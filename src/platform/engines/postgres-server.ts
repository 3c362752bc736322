import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { Client } from "pg";

import type { Log } from "../log.ts";
import { engineEnvironment, failed, folderHandle, type Cluster } from "./postgres-cluster.ts";
import { EngineProblem } from "./problem.ts";
import { commandOf, goneWithin, isAlive, signalTo } from "./process-table.ts";

/** A cluster with the port it listens on. */
export interface PostgresServer {
  readonly cluster: Cluster;
  readonly port: number;
  readonly log: Log;
}

/** Starts the server and waits until it takes connections. @throws EngineProblem */
export async function startPostgresServer({ cluster, port, log }: PostgresServer): Promise<ChildProcess> {
  await stopStale(cluster.folder, log);
  const handle = folderHandle(cluster.folder, cluster.user);
  const child = spawn(cluster.binaries.postgres, ["-D", handle.path, ...settings(port)], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe", ...handle.descriptors],
    env: engineEnvironment,
    ...cluster.user,
  });
  handle.close();
  const output = collectOutput(child, log);
  await answered(child, () => connectOnce(urlOf(cluster, port, "postgres")), output);
  return child;
}

/** Address of a database of the embedded server. */
export function urlOf(cluster: Pick<Cluster, "password">, port: number, database = "holos"): string {
  return `postgres://holos:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;
}

/** Makes the database of the product when it is missing. */
export async function provideDatabase(server: PostgresServer): Promise<void> {
  await withClient(urlOf(server.cluster, server.port, "postgres"), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = 'holos'");
    if (rowCount === 0) await client.query("create database holos");
  });
}

/** Stops a server that outlived its parent, which its pid file tells. The instance lock says that nobody else uses it. */
export async function stopStale(folder: string, log: Log): Promise<void> {
  const pid = postmasterPid(folder);
  if (pid === undefined || !isAlive(pid) || !isPostgres(pid)) return;

  log.warn({ pid }, "a PostgreSQL server of an earlier run is still there, stopping it");
  signalTo(pid, "SIGINT");
  if (await goneWithin(pid, 15_000)) return;
  signalTo(pid, "SIGQUIT");
  if (await goneWithin(pid, 10_000)) return;
  throw new EngineProblem(
    "postgres-failed",
    `A PostgreSQL server of an earlier run (process ${pid}) does not stop. End it, then start again.`,
  );
}

/** For a box of two cores and little memory; a bigger installation names a server of its own. */
function settings(port: number): string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 60,
    shared_buffers: "128MB",
    effective_cache_size: "1GB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    max_wal_size: "1GB",
    wal_compression: "on",
    random_page_cost: 1.1,
    jit: "off",
    io_method: "sync",
    max_parallel_workers: 2,
    max_worker_processes: 4,
    max_logical_replication_workers: 0,
    autovacuum_max_workers: 2,
    password_encryption: "scram-sha-256",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    log_parameter_max_length: 0,
    log_line_prefix: "",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Keeps the last lines for a message; the log level of the server lets only what matters through. */
function collectOutput(child: ChildProcess, log: Log): () => string {
  let last = "";
  child.stderr?.on("data", (part: Buffer) => {
    const text = part.toString("utf8");
    last = (last + text).slice(-4000);
    log.debug({ engine: "postgres", lines: text.trim().split("\n").length }, text.split("\n", 1)[0]?.split('"', 1)[0]);
  });
  return () => last.trim();
}

async function answered(child: ChildProcess, connect: () => Promise<void>, output: () => string): Promise<void> {
  let exited: Error | undefined;
  child.once("error", (error) => (exited = error));
  child.once("exit", () => (exited ??= new Error("exited")));
  const deadline = Date.now() + 120_000;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    if (exited !== undefined) throw failed(output(), exited);
    const problem = await attempt(connect);
    if (problem === undefined) return;
    if (isFinal(problem) || Date.now() > deadline) {
      child.kill("SIGINT");
      throw wrongPassword(problem) ?? failed(output(), problem);
    }
    await wait(pause);
  }
}

async function attempt(connect: () => Promise<void>): Promise<Error | undefined> {
  try {
    await connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isFinal(error: Error): boolean {
  return "code" in error && (error.code === "28P01" || error.code === "28000");
}

function wrongPassword(error: Error): EngineProblem | undefined {
  if (!isFinal(error)) return undefined;
  return new EngineProblem(
    "postgres-password",
    "The embedded PostgreSQL does not accept the password kept in the data directory (secrets/postgres). Restore that file from the backup of the same data directory.",
    { cause: error },
  );
}

async function connectOnce(url: string): Promise<void> {
  await withClient(url, async (client) => void (await client.query("select")));
}

async function withClient(url: string, run: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await run(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function postmasterPid(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n", 1)[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Where commands cannot be read, the pid file is believed, as Postgres itself does. */
function isPostgres(pid: number): boolean {
  return process.platform !== "linux" || /postgres/.test(commandOf(pid));
}
