import { sql, txOf, type Postgres } from "#platform/postgres";

/**
 * Does work that only one process at a time may do for a scheme; undefined when another one is at it. The lock belongs
 * to a connection of its own, so it goes with the process that holds it, however that ends.
 */
export async function withRunLock<T>(
  postgres: Postgres,
  schemeId: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const client = await postgres.pool.connect();
  const key = sql`hashtextextended(${`weighting ${schemeId}`}, 0)`;
  try {
    const { taken } = await txOf(client).one<{ taken: boolean }>(sql`select pg_try_advisory_lock(${key}) as taken`);
    return taken ? await work() : undefined;
  } finally {
    client.release(true);
  }
}
