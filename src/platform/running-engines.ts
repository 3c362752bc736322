import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Config } from "./config.ts";
import type { Engines } from "./engines.ts";
import { lastPorts } from "./engines/data-directory.ts";
import { lockHolder } from "./engines/instance-lock.ts";
import { urlOf } from "./engines/postgres-server.ts";
import { secretFile } from "./secret.ts";

/**
 * The engines of the Holos that runs on this data directory now, or undefined when none does. For commands that work
 * beside a running server; `stop` leaves it alone.
 */
export function runningEngines(config: Config): Engines | undefined {
  if (!existsSync(config.dataDir) || lockHolder(config.dataDir) === undefined) return undefined;
  const { postgres = 0, clickhouse = 0 } = lastPorts(config.dataDir);
  const secret = (name: string) => secretFile(join(config.dataDir, "secrets", name));
  const embedded = config.databaseUrl === undefined;
  return {
    postgresUrl: config.databaseUrl ?? urlOf({ password: secret("postgres") }, postgres),
    clickhouseUrl:
      config.clickhouseUrl ?? `http://holos:${encodeURIComponent(secret("clickhouse"))}@127.0.0.1:${clickhouse}/holos`,
    postgres: embedded ? "embedded" : "external",
    clickhouse: config.clickhouseUrl === undefined ? "embedded" : "external",
    notePort: () => undefined,
    onCrash: () => undefined,
    stop: () => Promise.resolve(),
  };
}
