import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { quietLog, testStores } from "#testing/database";

import { expandTemplate, splitStatements } from "./clickhouse-template.ts";
import { clickhouseMigrationState, migrateClickHouse } from "./migrate-clickhouse.ts";
import { migratePostgres, postgresMigrationState } from "./migrate-postgres.ts";
import { sql, type Postgres } from "./postgres.ts";

const { postgres, clickhouse } = await testStores({ after });
const home = mkdtempSync(join(tmpdir(), "holos-migrations-"));
after(() => rmSync(home, { recursive: true, force: true }));
await postgres.transaction((tx) => tx.query(sql`drop table holos_migration`));
await clickhouse.command("drop table holos_migration");

test("two runners at once apply every file once", async () => {
  const folder = folderWith({
    "0001_create_one.sql": "create table one (id integer); select pg_sleep(0.2);",
    "0010_create_two.sql": "create table two (id integer); insert into two values (1);",
  });

  const [a, b, c] = await Promise.all([1, 2, 3].map(() => migratePostgres(postgres, folder, quietLog)));

  assert.deepEqual([...(a ?? []), ...(b ?? []), ...(c ?? [])].toSorted(), [
    "0001_create_one.sql",
    "0010_create_two.sql",
  ]);
  assert.equal(await countOf(postgres, "two"), 1);
  assert.deepEqual(await postgresMigrationState(postgres, folder), { applied: 2, pending: [] });
});

test("a file that fails is rolled back whole, names its line, and can be repaired", async () => {
  const folder = folderWith({
    "0001_create_one.sql": "create table one (id integer); select pg_sleep(0.2);",
    "0010_create_two.sql": "create table two (id integer); insert into two values (1);",
    "0011_create_three.sql": "create table three (id integer);\ninsert into nowhere values (1);",
  });

  await assert.rejects(migratePostgres(postgres, folder, quietLog), {
    code: "failed",
    message: /0011.*nowhere.*line 2/,
  });
  writeFileSync(join(folder, "0011_create_three.sql"), "create table three (id integer);");
  assert.deepEqual(await migratePostgres(postgres, folder, quietLog), ["0011_create_three.sql"]);

  appendFileSync(join(folder, "0011_create_three.sql"), "\n-- more");
  await assert.rejects(migratePostgres(postgres, folder, quietLog), { code: "changed", message: /0011.*edited/ });
});

test("a database of a newer version is refused", async () => {
  const folder = folderWith({ "0001_create_one.sql": "create table one (id integer); select pg_sleep(0.2);" });
  await assert.rejects(migratePostgres(postgres, folder, quietLog), {
    code: "newer-database",
    message: /Wrong version/,
  });
});

test("names that do not fit and numbers used twice are refused", async () => {
  await assert.rejects(migratePostgres(postgres, folderWith({ "1_x.sql": "" }), quietLog), { code: "bad-name" });
  const twice = folderWith({ "0001_create_a.sql": "", "0001_create_b.sql": "" });
  await assert.rejects(migratePostgres(postgres, twice, quietLog), { code: "twice" });
});

test("a ClickHouse file that stopped half-way is run again, and two runners end with the same tables", async () => {
  const half = folderWith({ "001_create_visit.sql": `${visit}\nselect throwIf(1);` });
  await assert.rejects(migrateClickHouse(clickhouse, half, quietLog), { code: "failed", message: /001_create_visit/ });

  const folder = folderWith({ "001_create_visit.sql": visit });
  await Promise.all([1, 2].map(() => migrateClickHouse(clickhouse, folder, quietLog)));

  assert.deepEqual(await migrateClickHouse(clickhouse, folder, quietLog), []);
  assert.deepEqual(await clickhouseMigrationState(clickhouse, folder), { applied: 1, pending: [] });
  await clickhouse.insert("visit_v1", [{ id: 1 }]);
});

test("one file serves an engine and a cluster", () => {
  const single = splitStatements(expandTemplate(visit, undefined));
  assert.equal(single.length, 1);
  assert.match(single[0] ?? "", /create table if not exists visit_v1 {2}\(.*engine = ReplacingMergeTree\(version\)/s);

  const [local, all] = splitStatements(expandTemplate(visit, "main"));
  assert.match(
    local ?? "",
    /visit_v1_local on cluster "main".*ReplicatedReplacingMergeTree\('\/clickhouse\/tables\/\{shard\}\/\{database\}\/\{table\}', '\{replica\}', version\)/s,
  );
  assert.match(
    all ?? "",
    /create table if not exists visit_v1 on cluster "main" as visit_v1_local engine = Distributed\("main", currentDatabase\(\), visit_v1_local, cityHash64\(id\)\)/,
  );
});

test("statements are cut at semicolons that end them", () => {
  assert.deepEqual(
    splitStatements("select ';' as a; -- no; comment\nselect 'it''s; \\'; b' /* ; */, `x;y`;;\n select 4-2"),
    ["select ';' as a", "select 'it''s; \\'; b' , `x;y`", "select 4-2"],
  );
});

const visit = `
create table if not exists {{table visit_v1}} {{on cluster}} (id UInt32, version UInt64 default 0)
engine = {{engine ReplacingMergeTree(version)}} order by id;
{{distributed visit_v1 by cityHash64(id)}};`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(home, "m-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function countOf(store: Postgres, table: string): Promise<number> {
  const { n } = await store.read((tx) =>
    tx.one<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)}`),
  );
  return n;
}
