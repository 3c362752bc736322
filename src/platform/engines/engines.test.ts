import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { createClickHouse } from "#platform/clickhouse";
import { readConfig, type Config } from "#platform/config";
import { EngineProblem, startEngines, type Engines } from "#platform/engines";
import { checkInstallation } from "#platform/installation";
import { createLog } from "#platform/log";
import { createPostgres, sql } from "#platform/postgres";

const log = createLog({ logLevel: "silent" });
const home = mkdtempSync(join(tmpdir(), "holos-engines-"));
const config = configFor(join(home, "data"));
let engines = await startEngines(config, log);
let postgres = createPostgres(engines.postgresUrl, log);
let clickhouse = createClickHouse(engines.clickhouseUrl, log);
after(async () => {
  await closeAll();
  rmSync(home, { recursive: true, force: true });
});

test("Postgres 18 answers in UTC, with UTF-8 and a locale of its own, below a folder closed to its user", async () => {
  assert.equal(statSync(home).mode & 0o077, 0);

  const row = await postgres.read((tx) =>
    tx.one<{ version: number; zone: string; encoding: string; provider: string; upper: string }>(sql`
      select current_setting('server_version_num')::int as version, current_setting('timezone') as zone,
        pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, upper('жёї') as upper
      from pg_database where datname = current_database()`),
  );

  assert.ok(row.version >= 180_000);
  assert.deepEqual(
    { ...row, version: 18 },
    { version: 18, zone: "UTC", encoding: "UTF8", provider: "b", upper: "ЖЁЇ" },
  );
});

test("Postgres does not run as root", { skip: process.getuid?.() !== 0 && "not root" }, () => {
  const status = readFileSync(`/proc/${postmasterPid(config)}/status`, "utf8");
  assert.match(status, /^Uid:\s+[1-9]/m);
});

test("secrets are readable by their owner only, and the wrong password is refused", async () => {
  for (const name of ["postgres", "clickhouse"]) {
    assert.equal(statSync(join(config.dataDir, "secrets", name)).mode & 0o777, 0o600);
  }

  const url = new URL(engines.postgresUrl);
  url.password = "wrong";
  const stranger = createPostgres(url.href, log);
  await assert.rejects(
    stranger.read((tx) => tx.query(sql`select 1`)),
    { code: "28P01" },
  );
  await stranger.close();
});

test("a second Holos on the same data directory is told process and port of the first", async () => {
  engines.notePort(3456);

  await assert.rejects(startEngines(config, log), (error: unknown) => {
    assert.ok(error instanceof EngineProblem);
    assert.equal(error.code, "already-running");
    assert.match(error.message, new RegExp(`process ${process.pid}.*port 3456`));
    return true;
  });
});

test("the doctor looks at a running installation without disturbing it", async () => {
  const checks = await checkInstallation(config, log);

  const byName = new Map(checks.map((check) => [check.check, check]));
  assert.equal(byName.get("PostgreSQL")?.state, "ok");
  assert.match(byName.get("ClickHouse")?.found ?? "", /^\d+\.\d+.*embedded/);
  assert.match(byName.get("Web port")?.found ?? "", /Holos runs as process/);
  assert.equal((await postgres.read((tx) => tx.one<{ n: number }>(sql`select 1 as n`))).n, 1);
});

test("after kill -9 of Postgres the same address answers again and committed rows are there", async () => {
  await postgres.transaction(async (tx) => {
    await tx.query(sql`create table kept (id integer)`);
    await tx.query(sql`insert into kept values (7)`);
  });
  const before = postmasterPid(config);
  const crashed = crashOf(engines);

  process.kill(before, "SIGKILL");

  assert.equal(await crashed, "postgres");
  await until(() => postmasterPid(config) !== before);
  const row = await postgres.read((tx) => tx.one<{ id: number }>(sql`select id from kept`));
  assert.equal(row.id, 7);
});

test("after kill -9 of ClickHouse the same address answers again and inserted rows are there", async () => {
  await clickhouse.command("create table kept (id UInt32) engine = MergeTree order by id");
  await clickhouse.insert("kept", [{ id: 7 }]);
  const crashed = crashOf(engines);

  process.kill(clickhousePid(config), "SIGKILL");

  assert.equal(await crashed, "clickhouse");
  assert.deepEqual(await clickhouse.query("select id from kept"), [{ id: 7 }]);
});

test("the second start takes less than three seconds and keeps addresses and rows", async () => {
  const { postgresUrl, clickhouseUrl } = engines;
  const pids = [postmasterPid(config), clickhousePid(config)];
  await closeAll();
  for (const pid of pids) assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });

  const startedAt = performance.now();
  await openAll();
  const row = await postgres.read((tx) => tx.one<{ id: number }>(sql`select id from kept`));
  const rows = await clickhouse.query("select id from kept");
  const seconds = (performance.now() - startedAt) / 1000;

  assert.ok(seconds < 3, `took ${seconds} s`);
  assert.deepEqual([row.id, rows], [7, [{ id: 7 }]]);
  assert.deepEqual([engines.postgresUrl, engines.clickhouseUrl], [postgresUrl, clickhouseUrl]);
});

test("data of another major version of Postgres is refused by name", async () => {
  const other = configFor(join(home, "old"));
  mkdirSync(join(other.dataDir, "postgres"), { recursive: true });
  writeFileSync(join(other.dataDir, "postgres", "PG_VERSION"), "15\n");

  await assert.rejects(startEngines(other, log), problem("postgres-version", /PostgreSQL 15.*brings 18/));
});

test("a data directory that cannot be made is refused with advice", async () => {
  writeFileSync(join(home, "file"), "");
  await assert.rejects(
    startEngines(configFor(join(home, "file", "data")), log),
    problem("data-not-writable", /HOLOS_DATA/),
  );
});

test("an external server that does not answer, or refuses the password, is named without its password", async () => {
  const external = (env: Record<string, string>) =>
    startEngines(readConfig({ HOLOS_DATA: join(home, "external"), ...env }), log);
  const wrongPostgres = new URL(engines.postgresUrl);
  wrongPostgres.password = "hunter2";
  const wrongClickHouse = new URL(engines.clickhouseUrl);
  wrongClickHouse.password = "hunter2";
  const missing = new URL(engines.clickhouseUrl);
  missing.pathname = "/nowhere";

  await assert.rejects(external({ DATABASE_URL: "postgres://a:hunter2@127.0.0.1:1/x" }), quiet("postgres-unreachable"));
  await assert.rejects(external({ DATABASE_URL: wrongPostgres.href }), quiet("postgres-password"));
  await assert.rejects(
    external({ DATABASE_URL: engines.postgresUrl, CLICKHOUSE_URL: "http://a:hunter2@127.0.0.1:1" }),
    quiet("clickhouse-unreachable"),
  );
  await assert.rejects(
    external({ DATABASE_URL: engines.postgresUrl, CLICKHOUSE_URL: wrongClickHouse.href }),
    quiet("clickhouse-password"),
  );
  await assert.rejects(
    external({ DATABASE_URL: engines.postgresUrl, CLICKHOUSE_URL: missing.href }),
    quiet("clickhouse-database-missing"),
  );
});

test("external servers that fit are used as they are and not stopped", async () => {
  const env = { DATABASE_URL: engines.postgresUrl, CLICKHOUSE_URL: engines.clickhouseUrl };
  const other = await startEngines(readConfig({ HOLOS_DATA: join(home, "external"), ...env }), log);

  assert.deepEqual([other.postgres, other.clickhouse], ["external", "external"]);
  await other.stop();
  assert.equal((await clickhouse.query("select 1")).length, 1);
});

test("the doctor names a data directory it cannot use instead of failing", async () => {
  const broken = join(home, "broken");
  writeFileSync(broken, "");
  chmodSync(broken, 0o600);

  const checks = await checkInstallation(configFor(join(broken, "data")), log);

  assert.equal(checks.find((check) => check.check === "Data directory")?.state, "fail");
  assert.match(checks.find((check) => check.check === "Stores")?.advice ?? "", /HOLOS_DATA/);
});

async function openAll(): Promise<void> {
  engines = await startEngines(config, log);
  postgres = createPostgres(engines.postgresUrl, log);
  clickhouse = createClickHouse(engines.clickhouseUrl, log);
}

async function closeAll(): Promise<void> {
  await Promise.all([postgres.close(), clickhouse.close()]);
  await engines.stop();
}

function configFor(dataDir: string): Config {
  return readConfig({ HOLOS_DATA: dataDir, HOLOS_CLICKHOUSE_MEMORY: "1G" });
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, "it did not happen within twenty seconds");
    await wait(20);
  }
}

function postmasterPid({ dataDir }: Config): number {
  const file = join(dataDir, "postgres", "postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n", 1)[0]) : 0;
}

function clickhousePid({ dataDir }: Config): number {
  return Number(readFileSync(join(dataDir, "clickhouse.pid"), "utf8"));
}

function crashOf(running: Engines): Promise<string> {
  const crash = new Promise<string>((resolve) => running.onCrash(({ engine }) => resolve(engine)));
  return Promise.race([crash, wait(20_000, "nothing crashed", { ref: false })]);
}

function problem(code: string, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineProblem, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    return true;
  };
}

function quiet(code: string) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineProblem, String(error));
    assert.equal(error.code, code, error.message);
    assert.doesNotMatch(error.message, /hunter2/);
    return true;
  };
}
