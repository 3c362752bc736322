import type { Postgres } from "#platform/postgres";

/** What only one process does at a time. */
export type Exclusive = "projection" | "rebuild";

/**
 * Runs the work while this process alone does its kind; a lock of the session, not of a transaction, so that waiting for
 * ClickHouse holds no transaction open. Answers undefined when another process has it and `wait` is false.
 */
export async function withLock<T>(
  postgres: Postgres,
  { of, wait }: { readonly of: Exclusive; readonly wait: boolean },
  run: () => Promise<T>,
): Promise<T | undefined> {
  const client = await postgres.pool.connect();
  let failure: Error | undefined;
  try {
    const { rows } = await client.query<{ held: boolean }>(
      wait
        ? `select true as held from pg_advisory_lock(${lockNumbers[of]})`
        : `select pg_try_advisory_lock(${lockNumbers[of]}) as held`,
    );
    if (rows[0]?.held !== true) return undefined;
    try {
      return await run();
    } finally {
      await client.query(`select pg_advisory_unlock(${lockNumbers[of]})`);
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error("the projection failed", { cause: error });
    throw error;
  } finally {
    client.release(failure);
  }
}

const lockNumbers = { projection: 7_240_011, rebuild: 7_240_012 } as const;
