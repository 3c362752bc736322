import assert from "node:assert/strict";
import { test } from "node:test";

import type { InBoth } from "./cell-changes.ts";
import { clusterEffect } from "./cluster-effect.ts";
import { createRandom, drawNormal, type RandomSource } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

/** People who answer so many times each, all of them alike or each for itself, in a hundred blocks. */
function blocksOf(
  random: RandomSource,
  { people, times, alike }: { people: number; times: number; alike: number },
): InBoth[] {
  const blank = () => ({ n: 0, w: 0, ww: 0, wx: 0, wxx: 0, wwx: 0, wwxx: 0 });
  const blocks = Array.from({ length: 100 }, () => ({ a: blank(), b: blank() }));
  for (let person = 0; person < people; person++) {
    const own = drawNormal(random);
    const side = blocks[person % 100]![random.uniform() < 0.5 ? "a" : "b"];
    for (let answer = 0; answer < times; answer++) {
      const x = Math.sqrt(alike) * own + Math.sqrt(1 - alike) * drawNormal(random);
      side.n += 1;
      side.w += 1;
      side.ww += 1;
      side.wx += x;
      side.wxx += x * x;
      side.wwx += x;
      side.wwxx += x * x;
    }
  }
  return blocks;
}

test("answers of different people are widened in at most one look of twenty, and then little", () => {
  const widened = frequencyOf((random) => clusterEffect(blocksOf(random, { people: 1500, times: 1, alike: 0 })) > 1, {
    repetitions: 300,
    seed: 3,
  });
  assert.ok(widened.share <= 0.08, `${widened.share}`);
});

test("four like answers of each person count about as one plus three times their likeness", () => {
  const random = createRandom(9);
  const effects = Array.from({ length: 40 }, () =>
    clusterEffect(blocksOf(random, { people: 1500, times: 4, alike: 0.7 })),
  );
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  assert.ok(Math.abs(mean - (1 + 3 * 0.7)) < 0.2, `${mean}`);
});

test("too few blocks and answers that are all alike say nothing", () => {
  assert.equal(clusterEffect([]), 1);
  const same = { n: 5, w: 5, ww: 5, wx: 50, wxx: 500, wwx: 50, wwxx: 500 };
  assert.equal(clusterEffect(Array.from({ length: 50 }, () => ({ a: same, b: same }))), 1);
});
