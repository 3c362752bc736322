import { sql, txOf, type Postgres } from "#platform/postgres";

/**
 * Does work on the sample company that only one process at a time may do; undefined when another one is at it. The lock
 * goes with the connection, so with the process that holds it, however that ends.
 */
export async function withSampleLock<T>(postgres: Postgres, work: () => Promise<T>): Promise<T | undefined> {
  const client = await postgres.pool.connect();
  try {
    const { taken } = await txOf(client).one<{ taken: boolean }>(
      sql`select pg_try_advisory_lock(hashtextextended('sample company', 0)) as taken`,
    );
    return taken ? await work() : undefined;
  } finally {
    client.release(true);
  }
}
