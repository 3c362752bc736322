import { Pool } from "pg";
import type pg from "pg";

import type { Log } from "./log.ts";
import { beginPatiently } from "./postgres-connect.ts";
import { isRetryable } from "./postgres-errors.ts";
import { typesOf } from "./postgres-types.ts";
import type { Sql } from "./sql.ts";

export { isUniqueViolation } from "./postgres-errors.ts";
export { sql, type Sql } from "./sql.ts";

/** The one truth: a pool of connections that opens transactions. */
export interface Postgres {
  /**
   * Runs the work in one transaction: commits when it resolves, rolls back when it throws.
   * With `retries`, work that lost to a concurrent transaction (serialization failure, deadlock) runs again from the start.
   */
  transaction<T>(run: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs the work in a read-only transaction, so that an accidental write fails. */
  read<T>(run: (tx: Tx) => Promise<T>, options?: Pick<TransactionOptions, "isolation">): Promise<T>;
  readonly pool: pg.Pool;
  /** Waits for running work and closes every connection. */
  close(): Promise<void>;
}

/** A running transaction. Only the platform opens one. */
export interface Tx {
  /** All rows. int8 and numeric arrive as numbers, timestamptz as Date, date and time as text. */
  query<Row = Record<string, unknown>>(statement: Sql): Promise<Row[]>;
  /** The only row; throws when there is none or more than one. */
  one<Row = Record<string, unknown>>(statement: Sql): Promise<Row>;
  /** The only row or undefined; throws when there is more than one. */
  maybeOne<Row = Record<string, unknown>>(statement: Sql): Promise<Row | undefined>;
  /** How many rows a statement without `returning` touched. */
  execute(statement: Sql): Promise<number>;
  /** Work that may fail without losing the transaction around it. */
  savepoint<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  readonly client: pg.PoolClient;
}

/** How a transaction runs. */
export interface TransactionOptions {
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** How often work that lost to a concurrent transaction is tried again; 0 when left out. */
  readonly retries?: number;
}

/** Settings of the pool. */
export interface PostgresOptions {
  /** Most connections at once; 20 when left out. */
  readonly max?: number;
  /** How long to wait for a server that is restarting, in milliseconds; 10,000 when left out. */
  readonly patience?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/** Opens a pool. Connects on first use. */
export function createPostgres(url: string, log: Log, options: PostgresOptions = {}): Postgres {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 20,
    application_name: options.applicationName ?? "holos",
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: typesOf(),
    onConnect: useUtc,
  });
  pool.on("error", (error) => {
    if (!pool.ending) log.warn({ err: error }, "postgres closed an idle connection");
  });
  pool.on("connect", (client) => client.on("error", (error) => log.debug({ err: error }, "a connection broke")));
  const begin = (isolation: TransactionOptions["isolation"], mode = "") =>
    beginPatiently(pool, `begin isolation level ${isolation ?? "read committed"}${mode}`, options.patience ?? 10_000);

  return {
    pool,
    transaction: (run, how = {}) => transact(() => begin(how.isolation), run, how.retries ?? 0),
    read: (run, how = {}) => transact(() => begin(how.isolation, " read only"), run, 0),
    close: () => pool.end(),
  };
}

/** The pool waits for it, though its types say nothing of a promise. */
function useUtc(client: pg.ClientBase): unknown {
  return client.query("set time zone 'UTC'");
}

/** A transaction handle over a connection that is already inside one; for tests that roll back. */
export function txOf(client: pg.PoolClient, depth = 0): Tx {
  async function query<Row>(statement: Sql): Promise<Row[]> {
    return (await client.query(queryConfig(statement))).rows as Row[];
  }
  async function maybeOne<Row>(statement: Sql): Promise<Row | undefined> {
    const rows = await query<Row>(statement);
    if (rows.length > 1) throw new Error(`Expected at most one row, got ${rows.length}: ${statement.text}`);
    return rows[0];
  }
  async function one<Row>(statement: Sql): Promise<Row> {
    const row = await maybeOne<Row>(statement);
    if (row === undefined) throw new Error(`Expected one row, got none: ${statement.text}`);
    return row;
  }

  return {
    client,
    query,
    one,
    maybeOne,
    execute: async (statement) => (await client.query(queryConfig(statement))).rowCount ?? 0,
    savepoint: (run) => runInSavepoint(client, run, depth),
  };
}

async function runInSavepoint<T>(client: pg.PoolClient, run: (tx: Tx) => Promise<T>, depth: number): Promise<T> {
  const name = `holos_${depth}`;
  await client.query(`savepoint ${name}`);
  try {
    const result = await run(txOf(client, depth + 1));
    await client.query(`release savepoint ${name}`);
    return result;
  } catch (error) {
    await client.query(`rollback to savepoint ${name}`);
    throw error;
  }
}

async function transact<T>(
  begin: () => Promise<pg.PoolClient>,
  run: (tx: Tx) => Promise<T>,
  retries: number,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptOnce(await begin(), run);
    } catch (error) {
      if (attempt >= retries || !isRetryable(error)) throw error;
    }
  }
}

async function attemptOnce<T>(client: pg.PoolClient, run: (tx: Tx) => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  try {
    const result = await run(txOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A connection that cannot even roll back is thrown away instead of going back to the pool. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query("rollback");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error("rollback failed", { cause: error });
  }
}

function queryConfig(statement: Sql): pg.QueryConfig {
  const config: pg.QueryConfig = { text: statement.text, values: [...statement.values] };
  if (statement.name !== undefined) config.name = statement.name;
  return config;
}
