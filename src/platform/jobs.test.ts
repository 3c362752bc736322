import assert from "node:assert/strict";
import { after, test } from "node:test";

import { z } from "zod";

import { quietLog, testStores } from "#testing/database";

import { enqueue, startJobs, type Job } from "./jobs.ts";
import { sql } from "./postgres.ts";

const { postgres } = await testStores({ after });

test("a job runs if and only if the transaction that asked for it commits", async () => {
  const seen = collector<string>();
  const job: Job<{ name: string }> = {
    name: "test.greet",
    payload: z.object({ name: z.string() }),
    run: ({ name }) => Promise.resolve(seen.add(name)),
  };
  const jobs = await startJobs(postgres, [job], quietLog, 2);

  await assert.rejects(
    postgres.transaction(async (tx) => {
      await enqueue(tx, "test.greet", { name: "never" });
      throw new Error("rolled back");
    }),
  );
  await postgres.transaction((tx) => enqueue(tx, "test.greet", { name: "Оля" }));

  assert.deepEqual(await seen.count(1), ["Оля"]);
  await jobs.stop();
  assert.deepEqual(seen.items, ["Оля"]);
});

test("jobs that wait under one key are one job with the latest payload", async () => {
  const seen = collector<number>();
  for (const n of [1, 2, 3]) await postgres.transaction((tx) => enqueue(tx, "test.count", { n }, { jobKey: "only" }));
  const job: Job<{ n: number }> = {
    name: "test.count",
    payload: z.object({ n: z.number() }),
    run: ({ n }) => Promise.resolve(seen.add(n)),
  };
  const jobs = await startJobs(postgres, [job], quietLog, 2);
  assert.deepEqual(await seen.count(1), [3]);
  await jobs.stop();
});

test("a job that fails is kept for another try", async () => {
  const tries = collector<number>();
  const job: Job = {
    name: "test.fail",
    payload: z.unknown(),
    run: (_, { attempt }) => {
      tries.add(attempt);
      return Promise.reject(new Error("not yet"));
    },
  };
  await postgres.transaction((tx) => enqueue(tx, "test.fail", {}));
  const jobs = await startJobs(postgres, [job], quietLog, 1);
  await tries.count(1);
  await failureNoted("test.fail");
  await jobs.stop();

  const { attempts, waiting } = await postgres.read((tx) =>
    tx.one<{ attempts: number; waiting: boolean }>(
      sql`select attempts, run_at > now() as waiting from graphile_worker.jobs where task_identifier = 'test.fail'`,
    ),
  );
  assert.deepEqual([attempts, waiting], [1, true]);
});

test("stopping lets a running job finish", async () => {
  const started = collector<string>();
  const finished = collector<string>();
  const job: Job = {
    name: "test.slow",
    payload: z.unknown(),
    run: async (_, { postgres: store }) => {
      started.add("yes");
      await store.read((tx) => tx.query(sql`select pg_sleep(0.3)`));
      finished.add("yes");
    },
  };
  await postgres.transaction((tx) => enqueue(tx, "test.slow", {}));
  const jobs = await startJobs(postgres, [job], quietLog, 1);
  await started.count(1);

  await jobs.stop();

  assert.deepEqual(finished.items, ["yes"]);
});

async function failureNoted(task: string): Promise<void> {
  const noted = () =>
    postgres.read((tx) =>
      tx.query(sql`select from graphile_worker.jobs where task_identifier = ${task} and last_error is not null`),
    );
  while ((await noted()).length === 0) await new Promise((resolve) => setImmediate(resolve));
}

function collector<T>() {
  const items: T[] = [];
  let wake = () => {};
  return {
    items,
    add: (item: T) => {
      items.push(item);
      wake();
    },
    count: (n: number) =>
      new Promise<T[]>((resolve) => {
        wake = () => {
          if (items.length >= n) resolve(items);
        };
        wake();
      }),
  };
}
