import assert from "node:assert/strict";
import { test } from "node:test";

import { fakeClock } from "./fake-clock.ts";
import { seededRandom } from "./seeded-random.ts";

test("the same seed gives the same ids, tokens and numbers, another seed gives others", () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return [random.uuid(), random.token(16), random.next(), random.uuid()];
  };

  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
});

test("ids are valid UUIDs of version 7 that sort in the order they were drawn", () => {
  const clock = fakeClock();
  const random = seededRandom(3, clock);

  const ids = Array.from({ length: 4000 }, () => random.uuid());
  clock.advance(1);
  ids.push(random.uuid());

  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids.toSorted(), ids);
});

test("numbers are uniform: the mean of ten thousand is a half within four standard errors", () => {
  const random = seededRandom(11);

  let sum = 0;
  for (let i = 0; i < 10_000; i++) sum += random.next();

  assert.ok(Math.abs(sum / 10_000 - 0.5) < 4 * Math.sqrt(1 / 12 / 10_000));
});
