import { join } from "node:path";

import type { Config } from "./config.ts";
import { endClickHouseProcess, startClickHouseProcess } from "./engines/clickhouse-process.ts";
import { keepPorts, lastPorts, provideDataDirectory, type EnginePorts } from "./engines/data-directory.ts";
import { probeClickHouse, probePostgres } from "./engines/external.ts";
import { freePort } from "./engines/free-port.ts";
import { takeInstanceLock, type InstanceLock } from "./engines/instance-lock.ts";
import { engineUser } from "./engines/os-user.ts";
import { findPostgresBinaries } from "./engines/postgres-binaries.ts";
import { isForeign, provideCluster, type Cluster } from "./engines/postgres-cluster.ts";
import { provideDatabase, startPostgresServer, urlOf } from "./engines/postgres-server.ts";
import { EngineProblem } from "./engines/problem.ts";
import { supervise, type CrashListener } from "./engines/supervisor.ts";
import { startWatchdog } from "./engines/watchdog.ts";
import type { Log } from "./log.ts";
import { secretFile } from "./secret.ts";

export { EngineProblem, type EngineProblemCode } from "./engines/problem.ts";

/** The two stores of an installation, started or found. */
export interface Engines {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
  readonly postgres: "embedded" | "external";
  readonly clickhouse: "embedded" | "external";
  /** Notes the port of the web server in the lock, so that a second start can name it. */
  notePort(port: number): void;
  /** Called when an embedded engine died; it is started again at the same address by itself. */
  onCrash(listener: CrashListener): void;
  /** Stops what was started here and gives the data directory free. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded engines, or checks the external ones that the configuration names. Takes the data directory for
 * this process. Embedded engines listen on loopback, are restarted after a crash, and end when this process ends.
 * @throws EngineProblem with what to do
 */
export async function startEngines(config: Config, log: Log): Promise<Engines> {
  provideDataDirectory(config.dataDir);
  const lock = takeInstanceLock(config.dataDir);
  const listeners: CrashListener[] = [];
  const onCrash: CrashListener = (crash) => listeners.forEach((listener) => listener(crash));

  const started = await startBoth(config, log, onCrash, lock);
  let stopped: Promise<void> | undefined;
  return {
    postgresUrl: started.postgres.url,
    clickhouseUrl: started.clickhouse.url,
    postgres: config.databaseUrl === undefined ? "embedded" : "external",
    clickhouse: config.clickhouseUrl === undefined ? "embedded" : "external",
    notePort: (port) => lock.note(port),
    onCrash: (listener) => void listeners.push(listener),
    stop: () => (stopped ??= stopAll([started.postgres, started.clickhouse], lock)),
  };
}

interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

async function startBoth(
  config: Config,
  log: Log,
  onCrash: CrashListener,
  lock: InstanceLock,
): Promise<{ postgres: Started; clickhouse: Started }> {
  const ports = await choosePorts(config);
  const [postgres, clickhouse] = await Promise.allSettled([
    config.databaseUrl === undefined
      ? startPostgres(config, ports.postgres, log, onCrash)
      : checkedPostgres(config.databaseUrl),
    config.clickhouseUrl === undefined
      ? startClickHouse(config, ports.clickhouse, log, onCrash)
      : checkedClickHouse(config.clickhouseUrl, log),
  ]);
  if (postgres.status === "fulfilled" && clickhouse.status === "fulfilled")
    return { postgres: postgres.value, clickhouse: clickhouse.value };

  await stopAll(
    [postgres, clickhouse].flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    lock,
  );
  throw postgres.status === "rejected"
    ? postgres.reason
    : clickhouse.status === "rejected"
      ? clickhouse.reason
      : new Error("unreachable");
}

async function stopAll(engines: readonly Started[], lock: InstanceLock): Promise<void> {
  await Promise.all(engines.map((engine) => engine.stop()));
  lock.release();
}

async function choosePorts(config: Config): Promise<EnginePorts> {
  const last = lastPorts(config.dataDir);
  const ports = { postgres: await freePort(last.postgres), clickhouse: await freePort(last.clickhouse) };
  keepPorts(config.dataDir, ports);
  return ports;
}

async function checkedPostgres(url: string): Promise<Started> {
  await probePostgres(url);
  return { url, stop: () => Promise.resolve() };
}

async function checkedClickHouse(url: string, log: Log): Promise<Started> {
  await probeClickHouse(url, log);
  return { url, stop: () => Promise.resolve() };
}

async function startPostgres(config: Config, port: number, log: Log, onCrash: CrashListener): Promise<Started> {
  const cluster = describeCluster(config);
  await provideCluster(cluster);
  const server = { cluster, port, log };
  const watchdog = startWatchdog();
  const supervisor = await supervise(
    {
      name: "postgres",
      endLimit: 30_000,
      start: async () => {
        const child = await startPostgresServer(server);
        watchdog.watch(child.pid ?? 0);
        return child;
      },
      end: (child) => void child.kill("SIGINT"),
    },
    onCrash,
    log,
  );
  await provideDatabase(server);
  return { url: urlOf(cluster, port), stop: () => supervisor.stop().then(() => watchdog.stop()) };
}

function describeCluster({ dataDir }: Config): Cluster {
  const folder = join(dataDir, "postgres");
  if (isForeign(folder))
    throw new EngineProblem(
      "data-not-writable",
      `${folder} belongs to another user, because Holos was started as root before. Start it as root again, or give the folder to this user (chown -R).`,
    );

  const user = engineUser(folder);
  return {
    folder,
    user,
    binaries: findPostgresBinaries(dataDir, user),
    password: secretFile(join(dataDir, "secrets", "postgres")),
  };
}

async function startClickHouse(config: Config, port: number, log: Log, onCrash: CrashListener): Promise<Started> {
  const password = secretFile(join(config.dataDir, "secrets", "clickhouse"));
  const options = {
    path: join(config.dataDir, "clickhouse"),
    port,
    user: "holos",
    password,
    memory: config.clickhouseMemory,
  };
  const supervisor = await supervise(
    {
      name: "clickhouse",
      endLimit: 5000,
      start: () => startClickHouseProcess(options, config.dataDir, log),
      end: endClickHouseProcess,
    },
    onCrash,
    log,
  );
  return { url: `http://holos:${encodeURIComponent(password)}@127.0.0.1:${port}/holos`, stop: () => supervisor.stop() };
}
