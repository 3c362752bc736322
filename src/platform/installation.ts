import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Config } from "./config.ts";
import { startEngines } from "./engines.ts";
import { lastPorts } from "./engines/data-directory.ts";
import { examine, type InstallationCheck } from "./engines/doctor.ts";
import { lockHolder } from "./engines/instance-lock.ts";
import type { Log } from "./log.ts";

export type { InstallationCheck } from "./engines/doctor.ts";

/**
 * What `holos doctor` prints: machine, data directory, configuration, stores and migrations, each with what was found
 * and what to do. Starts the engines for the time of the examination, or looks at those of a Holos that runs already.
 */
export function checkInstallation(config: Config, log: Log): Promise<InstallationCheck[]> {
  const running = lockHolder(config.dataDir) !== undefined;
  return examine(config, {
    log,
    migrations: join(import.meta.dirname, "../../migrations"),
    start: () => (running ? Promise.resolve(runningStores(config)) : startEngines(config, log)),
  });
}

function runningStores(config: Config) {
  const ports = lastPorts(config.dataDir);
  const password = (engine: string) =>
    encodeURIComponent(readFileSync(join(config.dataDir, "secrets", engine), "utf8").trim());
  return {
    postgres: config.databaseUrl === undefined ? ("embedded" as const) : ("external" as const),
    clickhouse: config.clickhouseUrl === undefined ? ("embedded" as const) : ("external" as const),
    postgresUrl: config.databaseUrl ?? `postgres://holos:${password("postgres")}@127.0.0.1:${ports.postgres}/holos`,
    clickhouseUrl: config.clickhouseUrl ?? `http://holos:${password("clickhouse")}@127.0.0.1:${ports.clickhouse}/holos`,
    stop: () => Promise.resolve(),
  };
}
