import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Log } from "../log.ts";
import type { ServerOptions } from "./clickhouse-server.ts";
import { EngineProblem } from "./problem.ts";
import { commandOf, goneWithin, isAlive, signalTo } from "./process-table.ts";

/** Starts the process of the embedded ClickHouse and waits until it answers. @throws EngineProblem */
export async function startClickHouseProcess(options: ServerOptions, dataDir: string, log: Log): Promise<ChildProcess> {
  const pidFile = join(dataDir, "clickhouse.pid");
  await stopStale(pidFile, log);
  mkdirSync(options.path, { recursive: true, mode: 0o700 });
  const child = spawn(process.execPath, [...nodeOptions, join(import.meta.dirname, "clickhouse-server.ts")], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      TZ: "UTC",
      UV_THREADPOOL_SIZE: "16",
      LC_ALL: "C",
      PATH: "/usr/local/bin:/usr/bin:/bin",
      HOME: dataDir,
      NODE_OPTIONS: "",
    },
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(options)}\n`);
  await answered(child, log);
  writeFileSync(pidFile, String(child.pid));
  return child;
}

/** Closing its input is how the process is told that nobody needs it any more. */
export function endClickHouseProcess(child: ChildProcess): void {
  child.stdin?.end();
  child.kill("SIGTERM");
}

/** Node's own part stays small; data passes through buffers outside of its heap. */
const nodeOptions = ["--max-old-space-size=192", "--max-semi-space-size=2", "--disable-warning=ExperimentalWarning"];

function answered(child: ChildProcess, log: Log): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (part: Buffer) => {
      errors = (errors + part.toString("utf8")).slice(-4000);
      log.debug({ engine: "clickhouse" }, "the engine wrote to its error output");
    });
    child.stdout?.on("data", (part: Buffer) => {
      if (part.toString("utf8").includes("ready")) resolve();
    });
    child.once("error", (error) => reject(failed(error.message)));
    child.once("exit", (code, signal) => reject(failed(`${errors.trim()} (exit ${signal ?? code})`)));
  });
}

function failed(output: string): EngineProblem {
  if (/no space left on device/i.test(output))
    return new EngineProblem(
      "disk-full",
      `The disk is full: ClickHouse could not write. Make room and start again.\n${output}`,
    );
  if (/EADDRINUSE/.test(output))
    return new EngineProblem(
      "port-taken",
      `The port of the embedded ClickHouse was taken by another program meanwhile.\n${output}`,
    );
  if (/ERR_DLOPEN_FAILED|Cannot find module|PLATFORM_UNSUPPORTED/i.test(output)) {
    return new EngineProblem(
      "unsupported-platform",
      `There is no embedded ClickHouse for ${process.platform}-${process.arch} here. Install without --omit=optional, or set CLICKHOUSE_URL to a server of your own.\n${output}`,
    );
  }
  return new EngineProblem("clickhouse-failed", `The embedded ClickHouse did not start: ${output}`);
}

async function stopStale(pidFile: string, log: Log): Promise<void> {
  const pid = numberIn(pidFile);
  if (pid === undefined || !isAlive(pid) || !isClickHouse(pid)) return;

  log.warn({ pid }, "a ClickHouse engine of an earlier run is still there, stopping it");
  signalTo(pid, "SIGTERM");
  if (!(await goneWithin(pid, 3000))) signalTo(pid, "SIGKILL");
  await goneWithin(pid, 5000);
  rmSync(pidFile, { force: true });
}

function isClickHouse(pid: number): boolean {
  return commandOf(pid).includes("clickhouse-server.ts");
}

function numberIn(path: string): number | undefined {
  try {
    const value = Number(readFileSync(path, "utf8"));
    return Number.isInteger(value) && value > 1 ? value : undefined;
  } catch {
    return undefined;
  }
}
