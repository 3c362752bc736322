import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readConfig } from "#platform/config";
import { startEngines } from "#platform/engines";
import { createLog } from "#platform/log";

import { idleLimit, stateFileOf } from "./engines.ts";

/**
 * Holds the engines for test files that are run by themselves; started by `testEngines` with the folder it may use.
 * Its state file is written in one piece, and only when the engines answer. The folder lets others through because
 * Postgres, started by root, runs as somebody else.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error("Which folder?");

for (const left of readdirSync(folder)) {
  if (left.startsWith("data-")) rmSync(join(folder, left), { recursive: true, force: true });
}
const home = mkdtempSync(join(folder, "data-"));
chmodSync(home, 0o711);
const config = readConfig({ HOLOS_DATA: home, HOLOS_LOG_LEVEL: "warn" });
const engines = await startEngines(config, createLog(config));

const state = stateFileOf(folder);
const { postgresUrl, clickhouseUrl } = engines;
writeFileSync(`${state}.new`, JSON.stringify({ pid: process.pid, postgresUrl, clickhouseUrl }), { mode: 0o600 });
renameSync(`${state}.new`, state);

let stopping = false;
setInterval(() => {
  if (Date.now() - statSync(state).mtimeMs > idleLimit) void stop();
}, 5000);
process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  rmSync(state, { force: true });
  await engines.stop();
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
}
