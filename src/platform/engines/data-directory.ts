import { accessSync, constants, mkdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { EngineProblem } from "./problem.ts";

/** Least free space to start with, in bytes. */
export const leastFree = 200 * 2 ** 20;

/** Makes the data directory and checks that it can hold data. @throws EngineProblem `data-not-writable`, `disk-full` */
export function provideDataDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw notWritable(dataDir, error);
  }
  const free = freeBytes(dataDir);
  if (free >= leastFree) return;
  throw new EngineProblem(
    "disk-full",
    `The disk of ${dataDir} is full: ${Math.round(free / 2 ** 20)} MB are free, at least ${leastFree / 2 ** 20} MB are needed. Make room or set HOLOS_DATA to another disk.`,
  );
}

/** Space left on the disk of a folder, in bytes. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Ports the engines had last time, so that they stay the same over restarts where possible. */
export function lastPorts(dataDir: string): Partial<EnginePorts> {
  try {
    return JSON.parse(readFileSync(join(dataDir, "ports.json"), "utf8")) as Partial<EnginePorts>;
  } catch {
    return {};
  }
}

/** Keeps the ports for the next start. */
export function keepPorts(dataDir: string, ports: Partial<EnginePorts>): void {
  writeFileSync(join(dataDir, "ports.json"), JSON.stringify(ports));
}

/** Ports of the embedded engines on loopback. */
export interface EnginePorts {
  readonly postgres: number;
  readonly clickhouse: number;
}

function notWritable(dataDir: string, cause: unknown): EngineProblem {
  const who = process.getuid === undefined ? "" : ` by user id ${process.getuid()}`;
  return new EngineProblem(
    "data-not-writable",
    `The data directory ${dataDir} cannot be written${who}. Give that user the folder (chown), or set HOLOS_DATA to another one.`,
    { cause },
  );
}
