import { setTimeout as wait } from "node:timers/promises";

import type pg from "pg";

import { postgresCodes } from "./postgres-errors.ts";

/**
 * A connection from the pool; while the server is down or starting up, tries again for that many milliseconds.
 * Safe, because nothing has been sent yet.
 */
export async function connectPatiently(pool: pg.Pool, patience: number): Promise<pg.PoolClient> {
  const deadline = Date.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isAway(error) || Date.now() + pause > deadline) throw error;
      await wait(pause);
    }
  }
}

const awayCodes = new Set<string>([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  postgresCodes.cannotConnectNow,
  postgresCodes.crashShutdown,
  postgresCodes.adminShutdown,
]);

function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string") return awayCodes.has(error.code);
  return /terminated unexpectedly/.test(error.message);
}
