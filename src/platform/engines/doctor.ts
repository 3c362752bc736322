import { statSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";

import { createClickHouse } from "../clickhouse.ts";
import type { Config } from "../config.ts";
import type { Engines } from "../engines.ts";
import type { Log } from "../log.ts";
import { clickhouseMigrationState } from "../migrate-clickhouse.ts";
import { postgresMigrationState } from "../migrate-postgres.ts";
import { createPostgres, sql } from "../postgres.ts";
import { freeBytes, leastFree, provideDataDirectory } from "./data-directory.ts";
import { isFree } from "./free-port.ts";
import { lockHolder } from "./instance-lock.ts";

/** One line of `holos doctor`. */
export interface InstallationCheck {
  readonly check: string;
  readonly state: "ok" | "warn" | "fail";
  readonly found: string;
  /** What to do; empty when nothing has to be done. */
  readonly advice: string;
}

/** What the examination needs besides the configuration. */
export interface Examination {
  readonly log: Log;
  /** Starts, or finds, the stores; those of a Holos that runs already are found and left running. */
  readonly start: () => Promise<Pick<Engines, "postgresUrl" | "clickhouseUrl" | "postgres" | "clickhouse" | "stop">>;
  /** Folder that holds `pg` and `ch`. */
  readonly migrations: string;
}

/** Examines machine, data directory, configuration, stores and migrations. Never throws: what fails is a line. */
export async function examine(config: Config, examination: Examination): Promise<InstallationCheck[]> {
  const machine = [
    checkNode(),
    checkMemory(config),
    checkDataDirectory(config),
    checkDisk(config),
    checkSecret(config),
    checkPublicUrl(config),
  ];
  const port = await checkPort(config);
  return [...machine, port, ...(await checkStores(examination))];
}

function checkNode(): InstallationCheck {
  const major = Number(process.versions.node.split(".", 1)[0]);
  return line(
    "Node",
    major >= 24 ? "ok" : "fail",
    process.versions.node,
    "Start with npm start or npx node, which use the Node 24 that npm ci installed.",
  );
}

function checkMemory(config: Config): InstallationCheck {
  const total = totalmem();
  const wanted = 1.5 * gigabyte + (config.clickhouseUrl === undefined ? config.clickhouseMemory : 0);
  return line(
    "Memory",
    total >= wanted ? "ok" : "warn",
    gigabytes(total),
    `About ${gigabytes(wanted)} are wanted. Add memory or lower HOLOS_CLICKHOUSE_MEMORY.`,
  );
}

function checkDataDirectory({ dataDir }: Config): InstallationCheck {
  try {
    provideDataDirectory(dataDir);
    return line("Data directory", "ok", dataDir);
  } catch (error) {
    return line("Data directory", "fail", dataDir, messageOf(error));
  }
}

function checkDisk({ dataDir }: Config): InstallationCheck {
  try {
    const free = freeBytes(dataDir);
    const state = free < leastFree ? "fail" : free < 2 * gigabyte ? "warn" : "ok";
    return line("Free disk", state, gigabytes(free), "Make room, or set HOLOS_DATA to another disk.");
  } catch (error) {
    return line("Free disk", "fail", "unknown", messageOf(error));
  }
}

function checkSecret({ secret, dataDir }: Config): InstallationCheck {
  if (secret !== undefined) return line("Secret", "ok", "HOLOS_SECRET");

  const path = join(dataDir, "secret");
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return line("Secret", "ok", "made at the first start");
  const open = process.platform !== "win32" && (stat.mode & 0o077) !== 0;
  return line("Secret", open ? "fail" : "ok", path, `Others can read it: chmod 600 ${path}.`);
}

function checkPublicUrl({ publicUrl, host }: Config): InstallationCheck {
  const reachable = host !== "127.0.0.1" && host !== "localhost";
  if (publicUrl === undefined)
    return line(
      "Public address",
      reachable ? "warn" : "ok",
      "this machine only",
      "Set HOLOS_PUBLIC_URL to the address people use, or links in mails will not work.",
    );
  return line(
    "Public address",
    publicUrl.startsWith("https:") ? "ok" : "warn",
    publicUrl,
    "Use https, or passwords and answers travel in the clear.",
  );
}

async function checkPort({ host, port, portFixed, dataDir }: Config): Promise<InstallationCheck> {
  const holder = lockHolder(dataDir);
  if (holder !== undefined)
    return line(
      "Web port",
      "ok",
      `Holos runs as process ${holder.pid}${holder.port === null ? "" : ` on port ${holder.port}`}`,
    );

  const free = await isFree(port, host);
  if (free) return line("Web port", "ok", `${port} is free`);
  return line(
    "Web port",
    portFixed ? "fail" : "warn",
    `${port} is taken`,
    portFixed ? "Stop the program that uses it, or set HOLOS_PORT to another one." : "The next free port will be used.",
  );
}

async function checkStores(examination: Examination): Promise<InstallationCheck[]> {
  try {
    const engines = await examination.start();
    try {
      return [...(await checkPostgres(engines, examination)), ...(await checkClickHouse(engines, examination))];
    } finally {
      await engines.stop();
    }
  } catch (error) {
    return [line("Stores", "fail", "do not start", messageOf(error))];
  }
}

type Found = Pick<Engines, "postgresUrl" | "clickhouseUrl" | "postgres" | "clickhouse">;

async function checkPostgres(engines: Found, { log, migrations }: Examination): Promise<InstallationCheck[]> {
  const postgres = createPostgres(engines.postgresUrl, log, { max: 1, patience: 1000 });
  try {
    const { version } = await postgres.read((tx) =>
      tx.one<{ version: string }>(sql`select current_setting('server_version') as version`),
    );
    const state = await postgresMigrationState(postgres, join(migrations, "pg"));
    return [
      line("PostgreSQL", "ok", `${version} (${engines.postgres})`),
      migrationLine("PostgreSQL migrations", state),
    ];
  } catch (error) {
    return [line("PostgreSQL", "fail", engines.postgres, messageOf(error))];
  } finally {
    await postgres.close();
  }
}

async function checkClickHouse(engines: Found, { log, migrations }: Examination): Promise<InstallationCheck[]> {
  const clickhouse = createClickHouse(engines.clickhouseUrl, log, { patience: 1000 });
  try {
    const [row] = await clickhouse.query<{ version: string }>("select version() as version");
    const state = await clickhouseMigrationState(clickhouse, join(migrations, "ch"));
    return [
      line("ClickHouse", "ok", `${row?.version ?? ""} (${engines.clickhouse})`),
      migrationLine("ClickHouse migrations", state),
    ];
  } catch (error) {
    return [line("ClickHouse", "fail", engines.clickhouse, messageOf(error))];
  } finally {
    await clickhouse.close();
  }
}

function migrationLine(
  check: string,
  { applied, pending }: { applied: number; pending: readonly string[] },
): InstallationCheck {
  return line(
    check,
    pending.length === 0 ? "ok" : "warn",
    `${applied} applied, ${pending.length} to come`,
    "The next start applies them.",
  );
}

function line(check: string, state: InstallationCheck["state"], found: string, advice = ""): InstallationCheck {
  return { check, state, found, advice: state === "ok" ? "" : advice };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const gigabyte = 2 ** 30;

function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}
