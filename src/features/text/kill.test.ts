import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { after, test } from "node:test";

import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { codeAllWaiting } from "./actions/code-texts.ts";
import { readCodingState, recode } from "./actions/recoding.ts";
import { createTheme } from "./actions/themes.ts";
import { countCodes, publishWords, recodeAll, wishWith, writeAll } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const [many, batch] = [6000, 500];

test("a worker that is killed while it codes, and while it codes the past anew, loses nothing and does nothing twice", async () => {
  const survey = await publishWords(call, "Visit");
  for (let from = 0; from < many; from += 1000) {
    await writeAll(
      call,
      survey,
      Array.from({ length: 1000 }, (_, index) => ({ why: `The bench in room ${from + index} is green` })),
    );
  }
  const coded = async () => (await readCodingState(call)).coded;
  const stops = [
    await killedWhen(async () => (await coded()) >= batch),
    await killedWhen(async () => (await coded()) >= 4 * batch),
  ];
  assert.ok(stops.every(Boolean));
  assert.ok((await coded()) < many && (await coded()) % batch === 0, "whole batches or nothing");
  await codeAllWaiting(stores);
  assert.equal(await coded(), many);

  await createTheme(call, {
    params: {},
    query: {},
    body: { key: "benches", ...wishWith("Benches", { topic: ["bench"] }) },
  });
  await stores.postgres.transaction((tx) => tx.execute(sql`delete from outbox`));
  await recode(call);
  const done = async () => (await readCodingState(call)).recoding?.done ?? many;
  await killedWhen(async () => (await done()) >= 2 * batch);
  const standing = await readCodingState(call);
  assert.equal(standing.recoding?.state, "running", "what was killed waits to go on");
  assert.ok((standing.recoding?.done ?? 0) < many);
  await recodeAll(stores);

  const ended = await readCodingState(call);
  assert.deepEqual([ended.lastRecoding?.done, ended.lastRecoding?.changed], [many, many]);
  const counts = await countCodes(stores);
  assert.equal(
    Object.entries(counts).reduce((sum, [code, n]) => sum + (code.startsWith("benches") ? n : 0), 0),
    many,
  );
  const { n } = await stores.postgres.read((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from outbox`));
  assert.equal(n, many, "each was told to the facts once");
});

/** A worker of its own that codes until the condition holds, and is killed then. */
async function killedWhen(condition: () => Promise<boolean>): Promise<boolean> {
  const worker = startWorker();
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    assert.equal(worker.exitCode, null, "the worker ended before it was killed");
    assert.ok(performance.now() < deadline, "the worker does nothing");
  }
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await ended;
  return true;
}

const workers: ChildProcess[] = [];
after(() => workers.forEach((worker) => worker.kill("SIGKILL")));

function startWorker(): ChildProcess {
  const url = JSON.stringify(new URL("./index.ts", import.meta.url).href);
  const script = `
    const { createPostgres } = await import("#platform/postgres");
    const { systemClock } = await import("#platform/clock");
    const { systemRandom } = await import("#platform/random");
    const { quietLog } = await import("#testing/database");
    const { createCoder } = await import(${url});
    const postgres = createPostgres(${JSON.stringify(stores.postgresUrl)}, quietLog);
    createCoder({ postgres, clock: systemClock, random: systemRandom, log: quietLog }).start();
  `;
  const worker = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(import.meta.dirname, "../../.."),
    stdio: ["ignore", "ignore", "inherit"],
  });
  workers.push(worker);
  return worker;
}
