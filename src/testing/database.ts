import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { readConfig } from "#platform/config";
import { migrateJobs } from "#platform/jobs";
import { createLog, type Log } from "#platform/log";
import { createMail } from "#platform/mail";
import { migrateClickHouse } from "#platform/migrate-clickhouse";
import { migratePostgres } from "#platform/migrate-postgres";
import { createPostgres, type Postgres } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import { testEngines } from "./engines.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";
import { seededRandom } from "./seeded-random.ts";

/** What cleans up afterwards: a test's context, or `{ after }` of `node:test` for everything in the file. */
export interface TestScope {
  after(cleanUp: () => Promise<void>): void;
}

/** Addresses of two empty, migrated databases that belong to one test file. */
export interface TestDatabase {
  readonly postgresUrl: string;
  readonly clickhouseUrl: string;
}

/** What actions work with, on databases of their own, with a clock that stands still and randomness that repeats. */
export interface TestStores extends TestDatabase, Stores {
  readonly clock: FakeClock;
}

/**
 * Makes a Postgres database, cloned from a migrated template (about 50 ms), and a migrated ClickHouse database, both
 * empty. They go when the scope ends.
 */
export async function testDatabase(scope: TestScope): Promise<TestDatabase> {
  const engines = await testEngines();
  const name = `test_${randomBytes(6).toString("hex")}`;

  const [postgresUrl, clickhouseUrl] = await Promise.all([
    createPostgresDatabase(engines.postgresUrl, name),
    createClickHouseDatabase(engines.clickhouseUrl, name),
  ]);

  scope.after(async () => {
    await withPostgres(engines.postgresUrl, (admin) =>
      admin.pool.query(`drop database if exists ${name} with (force)`).then(() => undefined),
    );
    await withClickHouse(engines.clickhouseUrl, (admin) => admin.command(`drop database if exists ${name}`));
  });
  return { postgresUrl, clickhouseUrl };
}

/**
 * Opens the two stores of a database of its own. One call a file is the habit:
 * @example const { postgres, clock } = await testStores({ after });
 */
export async function testStores(scope: TestScope, seed = 1): Promise<TestStores> {
  const stores: { close(): Promise<void> }[] = [];
  const database = await testDatabase({
    after: (dropDatabases) =>
      scope.after(async () => {
        await Promise.all(stores.map((store) => store.close()));
        await dropDatabases();
      }),
  });

  const postgres = createPostgres(database.postgresUrl, quietLog, { max: 10 });
  const clickhouse = createClickHouse(database.clickhouseUrl, quietLog);
  stores.push(postgres, clickhouse);
  const clock = fakeClock();
  const config = readConfig({
    HOLOS_DATA: join(tmpdir(), "holos-test-data"),
    DATABASE_URL: database.postgresUrl,
    CLICKHOUSE_URL: database.clickhouseUrl,
    HOLOS_SECRET: "a secret of the tests that is long enough to sign with",
  });
  const random = seededRandom(seed, clock);
  return { ...database, postgres, clickhouse, clock, random, log: quietLog, config, mail: createMail(config) };
}

/** A log that writes nothing. */
export const quietLog: Log = createLog({ logLevel: "silent" });

const migrations = join(import.meta.dirname, "../../migrations");

async function createPostgresDatabase(adminUrl: string, name: string): Promise<string> {
  await withPostgres(adminUrl, async (admin) => {
    const template = await migratedTemplate(admin, adminUrl);
    await admin.pool.query(`create database ${name} template ${template}`);
  });
  return withDatabase(adminUrl, name);
}

/**
 * The template is built aside and renamed when it is whole, so that its name means that it is migrated. The lock keeps
 * test files that start at once from building it twice.
 */
async function migratedTemplate(admin: Postgres, adminUrl: string): Promise<string> {
  const template = `template_${hashOf(join(migrations, "pg"))}`;
  const exists = async () =>
    (await admin.pool.query("select from pg_database where datname = $1", [template])).rowCount === 1;
  if (await exists()) return template;

  const client = await admin.pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [template]);
    if (await exists()) return template;
    await client.query(`drop database if exists ${template}_new with (force)`);
    await client.query(`create database ${template}_new`);
    await withPostgres(withDatabase(adminUrl, `${template}_new`), async (fresh) => {
      await migratePostgres(fresh, join(migrations, "pg"), quietLog);
      await migrateJobs(fresh, quietLog);
    });
    await client.query(`alter database ${template}_new rename to ${template}`);
    return template;
  } finally {
    client.release(true);
  }
}

async function createClickHouseDatabase(adminUrl: string, name: string): Promise<string> {
  await withClickHouse(adminUrl, (admin) => admin.command(`create database ${name}`));
  const url = withDatabase(adminUrl, name);
  await withClickHouse(url, (database) => migrateClickHouse(database, join(migrations, "ch"), quietLog));
  return url;
}

async function withPostgres<T>(url: string, run: (postgres: Postgres) => Promise<T>): Promise<T> {
  const postgres = createPostgres(url, quietLog, { max: 2 });
  try {
    return await run(postgres);
  } finally {
    await postgres.close();
  }
}

async function withClickHouse<T>(url: string, run: (clickhouse: ClickHouse) => Promise<T>): Promise<T> {
  const clickhouse = createClickHouse(url, quietLog);
  try {
    return await run(clickhouse);
  } finally {
    await clickhouse.close();
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).toSorted()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest("hex").slice(0, 16);
}
