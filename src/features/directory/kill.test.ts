import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";

import { systemViewer } from "#feature/access";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutAbandoned } from "./actions/carry-out.ts";
import { runImport } from "./actions/run.ts";
import { uploadDirectory } from "./actions/upload.ts";
import { readImport } from "./actions/views.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-directory-kill-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: folder } };
const call = testCall(stores, { viewer: systemViewer("test") });
after(() => rmSync(folder, { recursive: true, force: true }));

const rows = 20_000;

test("staff from a file whose process is killed again and again: everybody once, every refusal once", async () => {
  const lines = Array.from(
    { length: rows },
    (_, row) => `K${row},Name ${row % 997},${row % 100 === 0 ? "31.02.2024" : "01.03.2024"}`,
  );
  const content = Readable.from([Buffer.from(`code,name,hire date\n${lines.join("\n")}\n`)]);
  const { importId, suggested } = await uploadDirectory(call, { kind: "staff", name: "staff.csv", content });
  await runImport(call, importId, { mapping: suggested, reading: {} });

  const stops: number[] = [];
  for (const share of [0.1, 0.35, 0.6]) {
    const worker = startWorker();
    await until(worker, async () => (await readImport(call, importId)).rowsDone >= rows * share);
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGKILL");
    await ended;
    stops.push((await readImport(call, importId)).rowsDone);
  }
  await lockFree(importId);
  await carryOutAbandoned(stores);

  const done = await readImport(call, importId);
  assert.ok(
    stops.every((at) => at > 0 && at < rows),
    `stopped at ${stops.join(", ")}`,
  );
  assert.deepEqual(
    [done.state, done.rowsDone, done.created, done.changed, done.unchanged, done.refused],
    ["done", rows, rows - rows / 100, 0, 0, rows / 100],
  );
  assert.deepEqual(await countAll(importId), {
    members: rows - rows / 100,
    references: rows - rows / 100,
    errors: rows / 100,
    waiting: 0,
    notices: 0,
  });
});

/** A process of its own that takes up abandoned files, as a worker does. */
function startWorker(): ChildProcess {
  const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { createPostgres } = await import("#platform/postgres");
    const { systemClock } = await import("#platform/clock");
    const { systemRandom } = await import("#platform/random");
    const { quietLog } = await import("#testing/database");
    const { carryOutAbandoned } = await import(${url("./index.ts")});
    const postgres = createPostgres(${JSON.stringify(stores.postgresUrl)}, quietLog);
    const stores = { postgres, clock: systemClock, random: systemRandom, config: { dataDir: ${JSON.stringify(folder)} } };
    await carryOutAbandoned(stores);
    await postgres.close();
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../../.."),
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Looks again and again; gives up when the process has ended by itself. */
async function until(worker: ChildProcess, condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) assert.equal(worker.exitCode, null, "the worker ended before it was killed");
}

/** Postgres notices that a client is gone when its statement ends. */
async function lockFree(importId: string): Promise<void> {
  const taken = () =>
    stores.postgres.read((tx) =>
      tx.one<{ count: number }>(sql`select count(*) from pg_locks where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = hashtextextended(${`directory ${importId}`}, 0)`),
    );
  while ((await taken()).count > 0);
}

function countAll(importId: string): Promise<unknown> {
  return stores.postgres.read((tx) =>
    tx.one(sql`select (select count(*) from staff_member) as members,
      (select count(*) from reference where kind = 'employee') as references,
      (select count(*) from directory_error where import_id = ${importId}) as errors,
      (select count(*) from directory_row where import_id = ${importId}) as waiting,
      (select count(*) from notice) as notices`),
  );
}
