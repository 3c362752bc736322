import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { gapOf } from "./gap.ts";
import { drawCounts } from "./random.ts";
import { at, sumOf } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

describe("the gap between expectation and result", () => {
  it("has a sign, shares and a distribution in order", () => {
    const result = gapOf(
      [
        { gap: 1, count: 30 },
        { gap: -2, count: 50 },
        { gap: 0, count: 20 },
        { gap: 3, count: 0 },
      ],
      7,
    );
    assert.equal(result.mean.value, -0.7);
    assert.deepEqual([result.negative.value, result.zero.value, result.positive.value], [0.5, 0.2, 0.3]);
    assert.deepEqual(result.distribution, [
      { gap: -2, count: 50, share: 0.5 },
      { gap: 0, count: 20, share: 0.2 },
      { gap: 1, count: 30, share: 0.3 },
    ]);
    assert.ok(result.clear && result.mean.interval.high < 0 && result.pValue < 0.001);
    assert.ok(result.negative.interval.low > 0.4 && result.negative.interval.high < 0.6);
  });

  it("is not clear when people are let down and surprised alike, or when few answered", () => {
    const even = gapOf(
      [
        { gap: -1, count: 40 },
        { gap: 0, count: 200 },
        { gap: 1, count: 42 },
      ],
      5,
    );
    assert.equal(even.clear, false);
    assert.ok(even.signPValue > 0.8);
    assert.equal(gapOf([{ gap: -2, count: 3 }], 5).clear, false);
    assert.equal(gapOf([{ gap: 0, count: 9 }], 5).signPValue, 1);
  });

  it("covers the true gap", () => {
    const shares = [0.05, 0.15, 0.6, 0.15, 0.05];
    const covered = frequencyOf(
      (random) => {
        const counts = drawCounts(random, 40, shares).map((count, i) => ({ gap: i - 2, count }));
        const { low, high } = gapOf(counts, 5).mean.interval;
        return low <= 0 && 0 <= high;
      },
      { repetitions: 3000, seed: 43 },
    );
    assert.ok(Math.abs(sumOf(shares.map((share, i) => share * (i - 2)))) < 1e-12);
    assert.ok(covered.share > 0.94 && covered.share < 0.99, `${covered.share}`);
    assert.equal(at([covered.repetitions], 0), 3000);
  });

  it("refuses gaps beyond the scale and no pairs at all", () => {
    assert.throws(() => gapOf([{ gap: 5, count: 1 }], 5), RangeError);
    assert.throws(() => gapOf([], 5), RangeError);
    assert.throws(() => gapOf([{ gap: 1, count: -1 }], 5), RangeError);
  });
});
