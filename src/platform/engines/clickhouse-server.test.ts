import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

import { createClient } from "@clickhouse/client";

import { createClickHouse, isClickHouseError } from "#platform/clickhouse";
import { createLog } from "#platform/log";

import { endClickHouseProcess, startClickHouseProcess } from "./clickhouse-process.ts";
import { freePort } from "./free-port.ts";
import { endChild } from "./supervisor.ts";

const log = createLog({ logLevel: "silent" });
const home = mkdtempSync(join(tmpdir(), "holos-clickhouse-"));
const port = await freePort(undefined);
const child = await startClickHouseProcess(
  { path: join(home, "clickhouse"), port, user: "holos", password: "geheim", memory: 700 << 20 },
  home,
  log,
);
const base = `http://127.0.0.1:${port}`;
const url = `http://holos:geheim@127.0.0.1:${port}/holos`;
const clickhouse = createClickHouse(url, log);
after(async () => {
  await clickhouse.close();
  await endChild({ end: endClickHouseProcess, endLimit: 5000 }, child);
  rmSync(home, { recursive: true, force: true });
});

const longQuery = "select count() from numbers(100000000000) where sipHash64(number) % 7 = 3";

test("values of every kind are bound and come back unchanged", async () => {
  const at = new Date("2026-03-02T09:08:07.654Z");
  const [row] = await clickhouse.query(
    `select {text:String} as text, {list:Array(String)} as list, {none:Nullable(String)} as none,
      {map:Map(String, String)} as map, {at:DateTime64(3, 'UTC')} as at, {big:UInt64} as big, {real:Float64} as real,
      {yes:Bool} as yes, {nested:Array(Array(UInt8))} as nested, {day:Date} as day`,
    {
      text: "it's \\ \"quoted\"\n\tand 'нове' 🙂; drop table x --",
      list: ["a'b", "c\\d", "", "line\nbreak"],
      none: null,
      map: { "k'1": "v\\1", ключ: "значення" },
      at,
      big: 9_007_199_254_740_991,
      real: -0.25,
      yes: true,
      nested: [[1, 2], []],
      day: "2026-03-02",
    },
  );

  assert.deepEqual(row, {
    text: "it's \\ \"quoted\"\n\tand 'нове' 🙂; drop table x --",
    list: ["a'b", "c\\d", "", "line\nbreak"],
    none: null,
    map: { "k'1": "v\\1", ключ: "значення" },
    at: "2026-03-02T09:08:07.654Z",
    big: 9_007_199_254_740_991,
    real: -0.25,
    yes: true,
    nested: [[1, 2], []],
    day: "2026-03-02",
  });
});

test("parameters too long for an address arrive as well", async () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `ключ-${index}`);
  const [row] = await clickhouse.query<{ n: number; last: string }>(
    "select length({ids:Array(String)}) as n, {ids:Array(String)}[-1] as last",
    { ids },
  );
  assert.deepEqual(row, { n: 5000, last: "ключ-4999" });
});

test("a parameter or setting of one statement does not reach the next", async () => {
  for (let round = 0; round < 20; round++) {
    await clickhouse.query("select {left:String} as x", { left: "over" }, { settings: { max_threads: 1 } });
  }
  await assert.rejects(clickhouse.query("select {left:String} as x"), { code: "456" });
  const [row] = await clickhouse.query<{ value: string }>(
    "select toString(getSetting('max_block_size')) as value",
    {},
    {
      settings: { max_block_size: "777" },
    },
  );
  const [next] = await clickhouse.query<{ value: string }>("select toString(getSetting('max_block_size')) as value");
  assert.equal(row?.value, "777");
  assert.notEqual(next?.value, "777");
});

test("parameters of statements that run at the same time stay apart", async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      clickhouse.query<{ n: number }>("select {n:UInt32} + sleepEachRow(0.001) as n", { n }),
    ),
  );
  assert.deepEqual(
    answers.map(([row]) => row?.n),
    Array.from({ length: 200 }, (_, n) => n),
  );
});

test("without the password nothing is answered, by header, basic or address", async () => {
  const ask = (address: string, headers: Record<string, string> = {}) => fetch(`${base}${address}`, { headers });

  const refused = await ask("/?query=select+1");
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get("x-clickhouse-exception-code"), "516");
  assert.match(await refused.text(), /^Code: 516\. DB::Exception: default: Authentication failed/);
  assert.equal((await ask("/?query=select+1", { "x-clickhouse-user": "holos", "x-clickhouse-key": "x" })).status, 403);
  assert.equal((await ask("/?query=select+1&user=holos&password=no")).status, 403);

  const basic = `Basic ${Buffer.from("holos:geheim").toString("base64")}`;
  assert.equal(await (await ask("/?query=select+1", { authorization: basic })).text(), "1\n");
  assert.equal(await (await ask("/?query=select+1&user=holos&password=geheim")).text(), "1\n");
  assert.equal(
    await (await ask("/?query=select+1", { "x-clickhouse-user": "holos", "x-clickhouse-key": "geheim" })).text(),
    "1\n",
  );
  assert.equal(await (await ask("/ping")).text(), "Ok.\n");
});

test("errors carry status, code and text of the real server", async () => {
  await assert.rejects(clickhouse.query("selec 1"), { code: "62" });
  await assert.rejects(clickhouse.query("select * from nowhere"), (error) => isClickHouseError(error, "unknownTable"));
  await assert.rejects(clickhouse.query("select 1", {}, { settings: { no_such: 1 } }), {
    code: "115",
  });

  const response = await post("select * from nowhere");
  assert.equal(response.status, 404);
  assert.match(await response.text(), /^Code: 60\. DB::Exception: .*\(UNKNOWN_TABLE\)/s);
});

test("one request holds one statement, as on the real server", async () => {
  await assert.rejects(clickhouse.command("select 1; drop table if exists x"), { code: "62" });
  await assert.rejects(clickhouse.command("drop table if exists x; drop table if exists y"), { code: "62" });
  assert.deepEqual(await clickhouse.query("select ';' as x -- one; only"), [{ x: ";" }]);
});

test("an error in the middle of a stream reaches the reader", async () => {
  const seen: number[] = [];
  await assert.rejects(async () => {
    for await (const row of clickhouse.stream<{ n: number }>(
      "select number as n, throwIf(number = 1000000) as x from numbers(1200000)",
    )) {
      seen.push(row.n);
    }
  }, /throwIf/);
  assert.ok(seen.length > 0);
});

test("a million rows stream with flat memory in the engine's process", { timeout: 120_000 }, async () => {
  await clickhouse.command("create table wide (id UInt32, filler String) engine = MergeTree order by id");
  await clickhouse.command("insert into wide select number, repeat('x', 300) from numbers(1000000)");
  const before = residentMegabytes();
  const peaks = [0, 0];
  let rows = 0;

  for await (const _ of clickhouse.stream("select id, filler from wide")) {
    rows += 1;
    const half = rows <= 500_000 ? 0 : 1;
    if (rows % 10_000 === 0) peaks[half] = Math.max(peaks[half] ?? 0, residentMegabytes());
  }

  const [first = 0, second = 0] = peaks;
  assert.equal(rows, 1_000_000);
  assert.ok(first - before < 200, `grew from ${before} to ${first} MB`);
  assert.ok(second - first < 64, `grew from ${first} to ${second} MB in the second half`);
});

test("a reader who goes away stops the statement", async () => {
  const gone = new AbortController();
  const query = clickhouse.query(longQuery, {}, { signal: gone.signal });
  await until(async () => (await running(longQuery)) === 1);

  gone.abort();

  await assert.rejects(query);
  await until(async () => (await running(longQuery)) === 0);
});

test("kill query stops a statement by its id", async () => {
  const query = clickhouse.query(longQuery, {}, { queryId: "slow-1" });
  const ended = assert.rejects(query, (error) => isClickHouseError(error, "queryWasCancelled"));
  await until(async () => (await running(longQuery)) === 1);

  await clickhouse.command("kill query where query_id = 'slow-1' sync");

  await ended;
});

test("many slow statements do not keep a quick one out for good, and none is lost", async () => {
  const slow = Array.from({ length: 30 }, () => clickhouse.query("select sleep(0.05)"));
  const [row] = await clickhouse.query<{ n: number }>("select 1 as n");
  assert.equal(row?.n, 1);
  assert.equal((await Promise.all(slow)).length, 30);
});

test("a statement over the memory cap fails alone", async () => {
  await assert.rejects(clickhouse.query("select length(groupArray(number)) from numbers(200000000)"), (error) =>
    isClickHouseError(error, "memoryLimitExceeded"),
  );
  assert.equal((await clickhouse.query("select 1")).length, 1);
});

test("inserts take plain and gzipped rows, files as streams, and CSV", async () => {
  await clickhouse.command("create table visit (id UInt32, note String) engine = MergeTree order by id");
  await clickhouse.insert("visit", [{ id: 1, note: "it's" }]);
  await clickhouse.insert(
    "visit",
    Readable.from([
      { id: 2, note: "b\nc" },
      { id: 3, note: "" },
    ]),
  );

  const zipped = createClient({ url, compression: { request: true, response: true } });
  const values = Array.from({ length: 20_000 }, (_, index) => ({ id: index + 10, note: `n${index}` }));
  await zipped.insert({ table: "visit", values, format: "JSONEachRow" });
  const answer = await zipped.query({ query: "select count() as n from visit", format: "JSONEachRow" });
  assert.deepEqual(await answer.json(), [{ n: 20_003 }]);
  await zipped.close();

  const csv = gzipSync('id,note\n4,"d, ""e"""\n');
  const response = await fetch(`${base}/?query=${encodeURIComponent("insert into visit format CSVWithNames")}`, {
    method: "POST",
    body: new Uint8Array(csv),
    headers: { "x-clickhouse-user": "holos", "x-clickhouse-key": "geheim", "content-encoding": "gzip" },
  });
  assert.equal(response.status, 200);
  assert.equal(
    (JSON.parse(response.headers.get("x-clickhouse-summary") ?? "{}") as { written_rows: string }).written_rows,
    "1",
  );
  assert.deepEqual(await clickhouse.query("select note from visit where id in (1, 2, 4) order by id"), [
    { note: "it's" },
    { note: "b\nc" },
    { note: 'd, "e"' },
  ]);
});

test("an insert larger than one block arrives whole", { timeout: 60_000 }, async () => {
  await clickhouse.command("create table big (id UInt32, note String) engine = MergeTree order by id");
  const filler = "y".repeat(500);
  function* rows() {
    for (let id = 0; id < 150_000; id++) yield { id, note: filler };
  }
  await clickhouse.insert("big", Readable.from(rows()));
  assert.deepEqual(await clickhouse.query("select count() as n, uniqExact(id) as ids from big"), [
    { n: 150_000, ids: 150_000 },
  ]);
});

test("the same batch inserted again under its token counts once, another token counts", async () => {
  await clickhouse.command(
    "create table once (id UInt32) engine = MergeTree order by id settings non_replicated_deduplication_window = 100",
  );
  const batch = [{ id: 1 }, { id: 2 }];
  await clickhouse.insert("once", batch, { token: "a" });
  await clickhouse.insert("once", batch, { token: "a" });
  assert.deepEqual(await clickhouse.query("select count() as n from once"), [{ n: 2 }]);
  await clickhouse.insert("once", batch, { token: "b" });
  assert.deepEqual(await clickhouse.query("select count() as n from once"), [{ n: 4 }]);
});

test("a row with a field the table does not have, or a wrong value, is refused and nothing is written", async () => {
  await clickhouse.command("create table strict (id UInt32) engine = MergeTree order by id");
  await assert.rejects(clickhouse.insert("strict", [{ id: 1 }, { id: 2, other: 3 }]), { code: "117" });
  await assert.rejects(clickhouse.insert("strict", [{ id: 1 }, { id: "x" }]));
  assert.deepEqual(await clickhouse.query("select count() as n from strict"), [{ n: 0 }]);
});

function post(text: string): Promise<Response> {
  return fetch(`${base}/?database=holos`, {
    method: "POST",
    body: text,
    headers: { "x-clickhouse-user": "holos", "x-clickhouse-key": "geheim" },
  });
}

async function running(text: string): Promise<number> {
  const [row] = await clickhouse.query<{ n: number }>(
    "select count() as n from system.processes where startsWith(query, {text:String}) and is_cancelled = 0",
    { text },
  );
  return row?.n ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) assert.ok(Date.now() < deadline, "it did not happen within ten seconds");
}

function residentMegabytes(): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}
