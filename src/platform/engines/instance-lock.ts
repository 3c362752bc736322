import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { EngineProblem } from "./problem.ts";
import { isAlive, startOf } from "./process-table.ts";

/** The right to use a data directory. */
export interface InstanceLock {
  /** Notes the port of the web server, for the message that a second start gets. */
  note(port: number): void;
  release(): void;
}

/**
 * Takes the data directory for this process. A lock whose process died is taken over: on this host by process id and
 * start time, from another host (a shared volume) when it has not been touched for half a minute.
 * @throws EngineProblem `already-running` naming process and port
 */
export function takeInstanceLock(dataDir: string): InstanceLock {
  const path = join(dataDir, "holos.lock");
  let content: LockContent = { pid: process.pid, start: startOf(process.pid), host: hostname(), port: null };
  create(path, content);

  const beat = setInterval(() => touch(path), 10_000);
  beat.unref();
  return {
    note: (port) => {
      content = { ...content, port };
      writeFileSync(path, JSON.stringify(content));
    },
    release: () => {
      clearInterval(beat);
      if (isSame(read(path), content)) rmSync(path, { force: true });
    },
  };
}

/** Who holds the data directory now, if anybody does. */
export function lockHolder(dataDir: string): { pid: number; port: number | null } | undefined {
  const path = join(dataDir, "holos.lock");
  const content = read(path);
  return content !== undefined && isHeld(path, content) ? { pid: content.pid, port: content.port } : undefined;
}

interface LockContent {
  readonly pid: number;
  readonly start: string;
  readonly host: string;
  readonly port: number | null;
}

const otherHostLimit = 30_000;

/** A link is made whole or not at all, so nobody reads half a lock. */
function create(path: string, content: LockContent): void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(content), { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (tryLink(own, path)) return;
      const holder = read(path);
      if (holder !== undefined && isHeld(path, holder)) throw alreadyRunning(holder, path);
      moveAside(path, holder);
    }
    throw new EngineProblem("already-running", `Another start of Holos is taking ${path} just now. Try again.`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of two that find a dead lock, one moves it; should it have moved a fresh one instead, it puts that back. */
function moveAside(path: string, expected: LockContent | undefined): void {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== undefined && expected !== undefined && !isSame(moved, expected)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function isHeld(path: string, { pid, start, host }: LockContent): boolean {
  if (host !== hostname()) return Date.now() - modified(path) < otherHostLimit;
  if (pid === process.pid && start === startOf(process.pid)) return true;
  return isAlive(pid) && startOf(pid) === start;
}

function alreadyRunning({ pid, port, host }: LockContent, path: string): EngineProblem {
  const where = [`process ${pid}`, host === hostname() ? "" : `on ${host}`, port === null ? "" : `port ${port}`].filter(
    (part) => part !== "",
  );
  return new EngineProblem(
    "already-running",
    `Holos already runs on this data directory (${where.join(", ")}; lock ${path}). Use that one, stop it, or set HOLOS_DATA to another folder.`,
  );
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function read(path: string): LockContent | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as LockContent;
  } catch {
    return undefined;
  }
}

function isSame(a: LockContent | undefined, b: LockContent): boolean {
  return a !== undefined && a.pid === b.pid && a.start === b.start && a.host === b.host;
}

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder may be gone already when a test takes it away; the lock has no meaning then.
  }
}
