import { setTimeout as wait } from "node:timers/promises";

import type pg from "pg";

import { postgresCodes } from "./postgres-errors.ts";

/**
 * A connection from the pool on which the transaction has begun; while the server is down or starting up, tries again
 * for that many milliseconds. Safe, because no work has been sent yet; a pooled connection that died meanwhile shows
 * itself at `begin` and is replaced.
 */
export async function beginPatiently(pool: pg.Pool, begin: string, patience: number): Promise<pg.PoolClient> {
  const deadline = Date.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await beginOnce(pool, begin);
    } catch (error) {
      if (!isAway(error) || Date.now() + pause > deadline) throw error;
      await wait(pause);
    }
  }
}

async function beginOnce(pool: pg.Pool, begin: string): Promise<pg.PoolClient> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
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
  return /terminated unexpectedly|not queryable|Connection terminated/.test(error.message);
}
