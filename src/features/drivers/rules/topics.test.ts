import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { CountedAnswers } from "#statistics/problems/named-counts";

import { topicsOf, type SpokenGroup } from "./topics.ts";

const counted = (n: number): CountedAnswers => ({ n, sumWeights: n, sumSquaredWeights: n });
const group = (all: number, named: readonly number[]): SpokenGroup => ({
  all: counted(all),
  named: named.map(counted),
});
const topics = ["quality", "price", "staff", "queue", "app", "fees", "branch", "card"].map((key) => ({
  key,
  name: key,
}));

describe("topics of both ends of a score", () => {
  test("are alike where both name the same ones, and then none tells the sides apart", () => {
    const promoters = group(400, [200, 160, 120, 100, 12, 10, 8, 6]);
    const detractors = group(200, [100, 82, 58, 52, 7, 4, 4, 3]);
    const middle = group(100, [50, 40, 30, 25, 3, 2, 2, 2]);

    const found = topicsOf(topics, { high: promoters, middle, low: detractors }, 30);
    assert.deepEqual(found.common, { shared: 4, most: 4 });
    assert.equal(found.isAlike, true);
    assert.equal(found.items.filter(({ clear }) => clear).length, 0);
    assert.deepEqual(
      found.items.slice(0, 3).map(({ key }) => key),
      ["quality", "price", "staff"],
    );
  });

  test("differ where each names its own, with the difference in points and its side", () => {
    const promoters = group(400, [200, 20, 180, 10, 160, 8, 140, 4]);
    const detractors = group(200, [8, 90, 6, 80, 4, 70, 2, 60]);

    const found = topicsOf(topics, { high: promoters, middle: group(0, []), low: detractors }, 30);
    assert.deepEqual(found.common, { shared: 0, most: 4 });
    assert.equal(found.isAlike, false);
    assert.equal(found.tested, 8);
    const fees = found.items.find(({ key }) => key === "fees");
    assert.ok(fees?.clear);
    assert.ok(Math.abs((fees.difference?.value ?? 0) - (100 * 8) / 400 + (100 * 70) / 200) < 1e-9);
    assert.equal(fees.shares.middle, null);
  });

  test("are not held against each other where a side has too few comments, and rare ones are left out", () => {
    const found = topicsOf(
      topics,
      { high: group(400, [200, 1]), middle: group(10, [1, 0]), low: group(29, [10, 1]) },
      30,
    );
    assert.equal(found.common, null);
    assert.equal(found.tested, 0);
    assert.deepEqual(
      found.items.map(({ key, shares }) => [key, shares.low]),
      [["quality", null]],
    );
  });

  test("by chance alone are hardly ever told apart", () => {
    const share = [0.4, 0.3, 0.2, 0.15, 0.1, 0.08, 0.05, 0.04];
    let state = 7;
    const chance = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    const drawn = (n: number) =>
      group(
        n,
        share.map((p) => Array.from({ length: n }, chance).filter((u) => u < p).length),
      );
    let runsWithAny = 0;
    for (let run = 0; run < 300; run += 1) {
      const found = topicsOf(topics, { high: drawn(300), middle: drawn(50), low: drawn(200) }, 30);
      if (found.items.some(({ clear }) => clear)) runsWithAny += 1;
    }
    assert.ok(runsWithAny / 300 < 0.08, `${runsWithAny} of 300`);
  });
});
