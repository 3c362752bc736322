import { join } from "node:path";

import type { Config } from "./config.ts";
import { startEngines } from "./engines.ts";
import { examine, type InstallationCheck } from "./engines/doctor.ts";
import type { Log } from "./log.ts";
import { runningEngines } from "./running-engines.ts";

export type { InstallationCheck } from "./engines/doctor.ts";

/**
 * What `holos doctor` prints: machine, data directory, configuration, stores and migrations, each with what was found
 * and what to do. Starts the engines for the time of the examination, or looks at those of a Holos that runs already.
 */
export function checkInstallation(config: Config, log: Log): Promise<InstallationCheck[]> {
  return examine(config, {
    log,
    migrations: join(import.meta.dirname, "../../migrations"),
    start: async () => runningEngines(config) ?? (await startEngines(config, log)),
  });
}
