import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readConfig } from "#platform/config";
import { startEngines } from "#platform/engines";
import { createLog } from "#platform/log";

/**
 * Starts one Postgres and one ClickHouse in a temporary folder for the whole run, names them to the test processes
 * through the environment, and takes both away afterwards, also when the run is interrupted.
 */
export async function withTestEngines<T>(run: () => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "holos-run-"));
  await chmod(home, 0o711);
  const config = readConfig({ HOLOS_DATA: home, HOLOS_LOG_LEVEL: "warn" });
  const engines = await startEngines(config, createLog(config));
  const stop = async () => {
    await engines.stop();
    await rm(home, { recursive: true, force: true });
  };
  const interrupt = () => void stop().finally(() => process.exit(130));
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);

  process.env["HOLOS_TEST_POSTGRES_URL"] = engines.postgresUrl;
  process.env["HOLOS_TEST_CLICKHOUSE_URL"] = engines.clickhouseUrl;
  try {
    return await run();
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await stop();
  }
}
