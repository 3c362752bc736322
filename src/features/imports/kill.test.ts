import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutAbandoned } from "./actions/carry-out.ts";
import { readImport } from "./actions/list.ts";
import { runImport } from "./actions/run.ts";
import { uploadFile } from "./actions/upload.ts";
import { profileSchema } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-kill-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: folder } };
const call = testCall(stores);
after(() => rmSync(folder, { recursive: true, force: true }));

const rows = 50_000;

test("an import whose process is killed again and again ends exact: every row once, every refusal once", async () => {
  const path = join(folder, "big.csv");
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row % 100 === 0 ? 12 : row % 11},note ${row % 997},B${row % 9}`,
  );
  writeFileSync(path, `score,why,branch\n${lines.join("\n")}\n`);
  const { importId } = await uploadFile(call, { name: "big.csv", content: createReadStream(path) });
  await runImport(call, importId, { profile, saveProfile: false });

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
    [done.state, done.rowsDone, done.created, done.unchanged, done.refused],
    ["done", rows, rows - rows / 100, 0, rows / 100],
  );
  assert.deepEqual(await countAll(importId), {
    responses: rows - rows / 100,
    noted: rows - rows / 100,
    errors: rows / 100,
    scores: lines.reduce((sum, line) => sum + (line.startsWith("12,") ? 0 : Number.parseInt(line, 10)), 0),
  });
});

const profile = profileSchema.parse({
  name: "Killed",
  programme: "transactional",
  survey: "killed",
  scores: [{ key: "score", column: "score", kind: "recommendation" }],
  comments: [{ key: "why", column: "why" }],
  dimensions: [{ field: "unit", column: "branch", create: true }],
  fixedTime: "2026-01-01T12:00:00Z",
});

/** A process of its own that takes up abandoned imports, as a worker does. */
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
        and (classid::bigint << 32 | objid::bigint) = hashtextextended(${`import ${importId}`}, 0)`),
    );
  while ((await taken()).count > 0);
}

function countAll(importId: string): Promise<unknown> {
  return stores.postgres.read((tx) =>
    tx.one(sql`select (select count(*) from response where import_id = ${importId}) as responses,
      (select count(*) from outbox where kind = 'response') as noted,
      (select count(*) from import_error where import_id = ${importId}) as errors,
      (select sum((answers ->> 'score')::int) from response) as scores`),
  );
}
