import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { systemRandom } from "../random.ts";
import type { OsUser } from "./os-user.ts";
import { postgresMajor, type PostgresBinaries } from "./postgres-binaries.ts";
import { EngineProblem } from "./problem.ts";

/** The files of the embedded server. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly user: OsUser | undefined;
  readonly password: string;
}

/**
 * Makes the cluster when there is none: UTF-8 with the built-in locale, so that sorting never depends on the machine;
 * SCRAM password; checksums. It is made aside and renamed, so that a start that was cut off leaves nothing half-made.
 * @throws EngineProblem `postgres-version`, `postgres-failed`, `disk-full`
 */
export async function provideCluster(cluster: Cluster): Promise<void> {
  if (existsSync(join(cluster.folder, "PG_VERSION"))) return checkVersion(cluster.folder);

  const aside = `${cluster.folder}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  if (cluster.user !== undefined) chownSync(aside, cluster.user.uid, cluster.user.gid);
  await initdb({ ...cluster, folder: aside });
  rmSync(cluster.folder, { recursive: true, force: true });
  renameSync(aside, cluster.folder);
}

/** How a process is told its data folder. */
export interface FolderHandle {
  readonly path: string;
  /** Inherited descriptors, as the rest of a `stdio` array. */
  readonly descriptors: readonly number[];
  close(): void;
}

/**
 * The folder as the engine's user can open it. On Linux that is a descriptor opened by us and inherited, so that it
 * works below folders closed to that user, such as root's home, without loosening their permissions.
 */
export function folderHandle(folder: string, user: OsUser | undefined): FolderHandle {
  if (user === undefined || process.platform !== "linux")
    return { path: folder, descriptors: [], close: () => undefined };

  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  return { path: "/proc/self/fd/3", descriptors: [descriptor], close: () => closeSync(descriptor) };
}

function checkVersion(folder: string): void {
  const found = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  if (found === String(postgresMajor)) return;

  throw new EngineProblem(
    "postgres-version",
    `Wrong version: ${folder} was made by PostgreSQL ${found}, this Holos brings ${postgresMajor}. Start the version of Holos that made it and move the content with dump and restore, or name a server of your own in DATABASE_URL.`,
  );
}

async function initdb({ folder, binaries, user, password }: Cluster): Promise<void> {
  const passwordFile = join(tmpdir(), `holos-${systemRandom.token(12)}`);
  const handle = folderHandle(folder, user);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: "wx" });
    if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
    await runToEnd(binaries.initdb, initArguments(handle.path, passwordFile), user, handle.descriptors);
  } finally {
    handle.close();
    rmSync(passwordFile, { force: true });
  }
}

function initArguments(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    "--username=holos",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    "--set=timezone=UTC",
  ];
}

function runToEnd(
  program: string,
  args: readonly string[],
  user: OsUser | undefined,
  descriptors: readonly number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "ignore", "pipe", ...descriptors],
      env: engineEnvironment,
      ...user,
    });
    let output = "";
    child.stderr?.on("data", (part: Buffer) => (output += part.toString("utf8")));
    child.once("error", (error) => reject(failed(error.message, error)));
    child.once("close", (code) => (code === 0 ? resolve() : reject(failed(output.trim()))));
  });
}

/** Nothing of our environment reaches the engine: PG* variables would change what it does. */
export const engineEnvironment: NodeJS.ProcessEnv = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin" };

/** A failure of a Postgres program as a problem with advice. */
export function failed(output: string, cause?: Error): EngineProblem {
  if (/no space left on device/i.test(output)) {
    return new EngineProblem(
      "disk-full",
      `The disk is full: PostgreSQL could not write. Make room and start again.\n${output}`,
      { cause },
    );
  }
  return new EngineProblem("postgres-failed", `The embedded PostgreSQL did not start:\n${output}`, { cause });
}

/** Whether the folder exists and belongs to a user other than the one who should run the engine. */
export function isForeign(folder: string): boolean {
  const stat = statSync(folder, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  return stat !== undefined && uid !== undefined && uid !== 0 && stat.uid !== uid;
}
