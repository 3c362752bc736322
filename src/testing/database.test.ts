import assert from "node:assert/strict";
import { after, test } from "node:test";

import { createPostgres, sql } from "#platform/postgres";

import { quietLog, testDatabase, testStores, type TestScope } from "./database.ts";
import { testEngines } from "./engines.ts";

const { postgres, clickhouse, clickhouseUrl, postgresUrl } = await testStores({ after });

test("a test file has a Postgres database of its own with the migrations and the job queue in it", async () => {
  const { name } = await postgres.read((tx) => tx.one<{ name: string }>(sql`select current_database() as name`));
  assert.equal(name, new URL(postgresUrl).pathname.slice(1));
  const { queue } = await postgres.read((tx) =>
    tx.one<{ queue: boolean }>(sql`select to_regclass('graphile_worker.jobs') is not null as queue`),
  );
  assert.equal(queue, true);
});

test("a test file has a ClickHouse database of its own", async () => {
  const [row] = await clickhouse.query<{ name: string }>("select currentDatabase() as name");
  assert.equal(row?.name, new URL(clickhouseUrl).pathname.slice(1));
});

test("what one database holds is not in the next one, and both are gone when their scope ends", async (t) => {
  const scope = collectedScope();
  t.after(() => scope.end());
  const first = await testStores(scope);
  const second = await testStores(scope);
  await first.postgres.transaction((tx) => tx.query(sql`create table only_here (id integer)`));
  await first.clickhouse.command("create table only_here (id UInt32) engine = MergeTree order by id");

  const { there } = await second.postgres.read((tx) =>
    tx.one<{ there: boolean }>(sql`select to_regclass('only_here') is not null as there`),
  );
  const [table] = await second.clickhouse.query<{ result: number }>("exists table only_here");
  assert.deepEqual([there, table?.result], [false, 0]);

  await scope.end();
  assert.deepEqual(await databasesNamed(first.postgresUrl, second.postgresUrl), []);
});

test("ten files that start at once each get their database", async (t) => {
  const scope = collectedScope();
  t.after(() => scope.end());

  const databases = await Promise.all(Array.from({ length: 10 }, () => testDatabase(scope)));

  assert.equal(new Set(databases.map((database) => database.postgresUrl)).size, 10);
});

async function databasesNamed(...urls: readonly string[]): Promise<unknown[]> {
  const admin = createPostgres((await testEngines()).postgresUrl, quietLog);
  try {
    const names = urls.map((url) => new URL(url).pathname.slice(1));
    return await admin.read((tx) => tx.query(sql`select datname from pg_database where datname = any(${names})`));
  } finally {
    await admin.close();
  }
}

function collectedScope(): TestScope & { end(): Promise<void> } {
  const cleanUps: (() => Promise<void>)[] = [];
  return {
    after: (cleanUp) => void cleanUps.push(cleanUp),
    end: async () => {
      for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
    },
  };
}
