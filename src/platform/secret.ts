import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { Config } from "./config.ts";
import { systemRandom } from "./random.ts";

/**
 * The secret that signs sessions and links: HOLOS_SECRET, otherwise one that is generated once
 * and kept in the data folder, readable by its owner only.
 */
export function installationSecret(config: Pick<Config, "secret" | "dataDir">): string {
  return config.secret ?? secretFile(join(config.dataDir, "secret"));
}

/** Content of a secret file; made with 256 random bits and mode 0600 when it is missing. Two processes agree on one. */
export function secretFile(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, systemRandom.token(32), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(path, "utf8").trim();
}
