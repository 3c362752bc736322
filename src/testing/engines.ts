import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Where the stores of a test run listen. */
export interface TestEngines {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
}

/**
 * The one Postgres and the one ClickHouse of the test run: those that `npm test` started, named by
 * `HOLOS_TEST_POSTGRES_URL` and `HOLOS_TEST_CLICKHOUSE_URL`; for a test file run by itself a pair that a process in
 * the background holds. That process serves every test file of this work tree and ends after three idle minutes.
 */
export function testEngines(): Promise<TestEngines> {
  found ??= findEngines();
  return found;
}

/** How long the process in the background goes on when no test uses it, in milliseconds. */
export const idleLimit = 3 * 60_000;

/** The file in which the process in the background says where its engines listen; touched while a test runs. */
export function stateFileOf(folder: string): string {
  return join(folder, "state.json");
}

const startLimit = 90_000;

let found: Promise<TestEngines> | undefined;

async function findEngines(): Promise<TestEngines> {
  const postgresUrl = process.env["HOLOS_TEST_POSTGRES_URL"];
  const clickhouseUrl = process.env["HOLOS_TEST_CLICKHOUSE_URL"];
  if (postgresUrl !== undefined && clickhouseUrl !== undefined) return { postgresUrl, clickhouseUrl };

  const folder = sharedFolder();
  const engines = runningEngines(folder) ?? (await startShared(folder));
  keepAwake(folder);
  return engines;
}

/** Of this work tree and of this code of the engines: after a change of it the next test starts new ones. */
function sharedFolder(): string {
  const platform = join(import.meta.dirname, "../platform");
  const hash = createHash("sha256").update(import.meta.dirname);
  for (const file of globSync(["engines.ts", "engines/**/*.ts"], { cwd: platform }).toSorted()) {
    if (!file.endsWith(".test.ts")) hash.update(readFileSync(join(platform, file)));
  }
  const tree = hash.digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `holos-test-${userInfo().uid}-${tree}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

function runningEngines(folder: string): TestEngines | undefined {
  if (!existsSync(stateFileOf(folder))) return undefined;
  const state = JSON.parse(readFileSync(stateFileOf(folder), "utf8")) as TestEngines & { pid: number };
  return isAlive(state.pid) ? state : undefined;
}

/** Whoever makes the lock file starts the engines, the others wait for them. A lock whose holder died is broken. */
async function startShared(folder: string): Promise<TestEngines> {
  const lock = join(folder, "lock");
  const deadline = Date.now() + startLimit;

  while (Date.now() < deadline) {
    const engines = runningEngines(folder);
    if (engines !== undefined) return engines;

    if (takeLock(lock)) {
      try {
        return runningEngines(folder) ?? (await startProcess(folder, deadline));
      } finally {
        rmSync(lock, { force: true });
      }
    }
    await pause(100);
  }
  throw new Error(`The test engines did not start within ${startLimit / 1000} s, see ${join(folder, "engines.log")}.`);
}

function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (existsSync(lock) && !isAlive(Number(readFileSync(lock, "utf8")) || process.pid)) rmSync(lock, { force: true });
    return false;
  }
}

async function startProcess(folder: string, deadline: number): Promise<TestEngines> {
  rmSync(stateFileOf(folder), { force: true });
  const logFile = openSync(join(folder, "engines.log"), "w");
  const child = spawn(process.execPath, [join(import.meta.dirname, "engines-process.ts"), folder], {
    detached: true,
    stdio: ["ignore", logFile, logFile],
  });
  closeSync(logFile);
  child.unref();

  while (Date.now() < deadline) {
    const engines = runningEngines(folder);
    if (engines !== undefined) return engines;
    if (child.exitCode !== null) break;
    await pause(100);
  }
  throw new Error(`The test engines do not start: ${readFileSync(join(folder, "engines.log"), "utf8").slice(-2000)}`);
}

/** Touches the state file now and every half minute as long as this process lives. */
function keepAwake(folder: string): void {
  const touch = () => {
    if (existsSync(stateFileOf(folder))) utimesSync(stateFileOf(folder), new Date(), new Date());
  };
  touch();
  setInterval(touch, 30_000).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
