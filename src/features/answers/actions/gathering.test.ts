import assert from "node:assert/strict";
import { test } from "node:test";

import { gatherInto } from "./gathering.ts";

test("what many hand in at once shares flushes, and everybody gets their own result", async () => {
  const sizes: number[] = [];
  const gather = gatherInto(
    async (items: readonly number[]) => {
      sizes.push(items.length);
      await new Promise((resolve) => setImmediate(resolve));
      return items.map((item) => item * 2);
    },
    { most: 100, lanes: 1 },
  );

  const results = await Promise.all(Array.from({ length: 250 }, (_, index) => gather(index)));
  assert.deepEqual(
    results,
    results.map((_, index) => index * 2),
  );
  assert.deepEqual(sizes, [100, 100, 50]);
});

test("a lone caller waits for nobody", async () => {
  const gather = gatherInto((items: readonly string[]) => Promise.resolve(items));
  assert.equal(await gather("alone"), "alone");
});

test("when a flush fails, only the item that broke it fails", async () => {
  const gather = gatherInto((items: readonly number[]) =>
    items.includes(7) ? Promise.reject(new Error("seven")) : Promise.resolve(items),
  );
  const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => gather(index)));
  assert.deepEqual(
    results.flatMap((result, index) => (result.status === "rejected" ? [index] : [])),
    [7],
  );
});

test("when nothing works at all, nobody waits for everybody's own try", async () => {
  let tries = 0;
  const gather = gatherInto(() => {
    tries += 1;
    return Promise.reject(new Error("the database is away"));
  });
  const results = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => gather(index)));
  assert.ok(results.every((result) => result.status === "rejected"));
  assert.equal(tries, 4);
});

test("no more flushes run at once than there are lanes", async () => {
  const gates: (() => void)[] = [];
  let arrived = () => {};
  const gather = gatherInto(
    async (items: readonly number[]) => {
      await new Promise<void>((resolve) => {
        gates.push(resolve);
        arrived();
      });
      return items;
    },
    { most: 2, lanes: 3, worthALane: 2 },
  );

  const three = new Promise<void>((resolve) => {
    arrived = () => gates.length === 3 && resolve();
  });
  const results = Array.from({ length: 10 }, (_, index) => gather(index));
  await three;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(gates.length, 3);

  arrived = () => gates.at(-1)?.();
  for (const open of gates) open();
  assert.deepEqual(await Promise.all(results), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
