import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { defaultTopBox, percentOf, rescaled, satisfaction } from "./csat.ts";
import { projectToPopulation } from "./projection.ts";
import { createRandom } from "./random.ts";
import { averageOf, at, sumOf } from "./sequence.ts";
import { shareOf, wilson } from "./share.ts";
import { logGamma } from "./special-functions.ts";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** Exact probability that the Wilson interval of n answers holds p. */
function exactCoverage(n: number, p: number): number {
  const logChance = (k: number): number =>
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  const held = Array.from({ length: n + 1 }, (_, k) => k).filter((k) => {
    const { low, high } = wilson(k / n, n);
    return low <= p && p <= high;
  });
  return sumOf(held.map((k) => Math.exp(logChance(k))));
}

describe("Wilson's interval", () => {
  it("gives published values", () => {
    const five = wilson(5 / 1000, 1000);
    near(five.low, 0.002138, 5e-7);
    near(five.high, 0.011651, 5e-7);
    const none = wilson(0, 10);
    assert.equal(none.low, 0);
    near(none.high, 0.2775, 5e-5);
    const newcombe = wilson(81 / 263, 263);
    near(newcombe.low, 0.2553, 5e-5);
    near(newcombe.high, 0.3662, 5e-5);
  });

  it("covers 95 % on average from 5 to 5,000 answers, even and rare", (t) => {
    const shares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];
    for (const n of [5, 10, 20, 50, 100, 300, 1000, 5000]) {
      const coverages = shares.map((p) => exactCoverage(n, p));
      const [worst, mean] = [Math.min(...coverages), averageOf(coverages)];
      t.diagnostic(`n ${n}: worst ${(100 * worst).toFixed(1)}, mean ${(100 * mean).toFixed(1)} %`);
      assert.ok(worst > (n < 20 ? 0.82 : 0.88), `n ${n}: worst ${worst}`);
      assert.ok(mean > 0.94 && mean < 0.97, `n ${n}: mean ${mean}`);
    }
  });
});

describe("Wilson's interval of any share", () => {
  it("holds its share, mirrors and narrows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const successes = Math.round(part * n);
        const { value, interval, standardError } = shareOf({ successes, n });
        const mirror = shareOf({ successes: n - successes, n }).interval;
        assert.ok(interval.low <= value && value <= interval.high && interval.low >= 0 && interval.high <= 1);
        assert.ok(standardError > 0);
        near(interval.low, 1 - mirror.high, 1e-12);
        const tenfold = shareOf({ successes: 10 * successes, n: 10 * n }).interval;
        assert.ok(tenfold.high - tenfold.low < interval.high - interval.low);
      }),
    );
  });

  it("uses the effective n of weights, which equal weights do not lower", () => {
    const equal = {
      successes: { sumWeights: 6, sumSquaredWeights: 1.2 },
      failures: { sumWeights: 14, sumSquaredWeights: 2.8 },
    };
    assert.deepEqual(
      shareOf({ successes: 30, n: 100, weights: equal }).interval.low.toFixed(9),
      shareOf({ successes: 30, n: 100 }).interval.low.toFixed(9),
    );
    const random = createRandom(8);
    let held = 0;
    for (let repetition = 0; repetition < 2000; repetition++) {
      const sums = {
        successes: { sumWeights: 0, sumSquaredWeights: 0 },
        failures: { sumWeights: 0, sumSquaredWeights: 0 },
      };
      let successes = 0;
      for (let answer = 0; answer < 120; answer++) {
        const group = random.uniform() < 0.5 ? "a" : "b";
        const has = random.uniform() < (group === "a" ? 0.1 : 0.4);
        const weight = group === "a" ? 3 : 1;
        const sum = has ? sums.successes : sums.failures;
        sum.sumWeights += weight;
        sum.sumSquaredWeights += weight ** 2;
        if (has) successes += 1;
      }
      const { low, high } = shareOf({ successes, n: 120, weights: sums }).interval;
      if (low <= 0.175 && 0.175 <= high) held += 1;
    }
    assert.ok(held > 0.93 * 2000 && held < 0.98 * 2000, `${held / 2000}`);
  });

  it("refuses what is no share", () => {
    assert.throws(() => shareOf({ successes: 1, n: 0 }), RangeError);
    assert.throws(() => shareOf({ successes: 3, n: 2 }), RangeError);
    assert.throws(() => shareOf({ successes: 1, n: 2 }, { level: 1 }), RangeError);
  });
});

describe("satisfaction", () => {
  it("counts the top boxes of its scale", () => {
    assert.equal(satisfaction([1, 2, 7, 50, 40]).value, 90);
    assert.equal(satisfaction([1, 2, 7, 50, 40], { topBox: { steps: 5, boxes: 1 } }).value, 40);
    assert.deepEqual(
      [3, 5, 7, 10, 11].map((steps) => defaultTopBox(steps).boxes),
      [1, 2, 2, 3, 3],
    );
    assert.equal(percentOf({ successes: 1, n: 4 }).interval.high <= 100, true);
    assert.deepEqual([rescaled(1, 5), rescaled(3, 5), rescaled(7, 7)], [0, 50, 100]);
  });

  it("refuses counts of another scale", () => {
    assert.throws(() => satisfaction([1, 2, 3], { topBox: { steps: 5, boxes: 2 } }), RangeError);
    assert.throws(() => satisfaction([1, 2, 3], { topBox: { steps: 3, boxes: 3 } }), RangeError);
    assert.throws(() => satisfaction([0, 0, 0]), RangeError);
    assert.throws(() => defaultTopBox(1), RangeError);
  });
});

describe("projection to a population", () => {
  it("5 of 1,000 is 5,000 of a million, and 2,138 to 11,651", () => {
    const { value, interval } = projectToPopulation({ successes: 5, n: 1000 }, 1_000_000);
    assert.equal(value, 5000);
    assert.deepEqual([Math.round(interval.low), Math.round(interval.high)], [2138, 11_651]);
  });

  it("never contradicts what was counted", () => {
    const all = projectToPopulation({ successes: 9, n: 10 }, 10);
    assert.deepEqual([all.value, all.interval.low, all.interval.high], [9, 9, 9]);
    assert.throws(() => projectToPopulation({ successes: 1, n: 10 }, 9), RangeError);
    assert.equal(at([projectToPopulation({ successes: 0, n: 10 }, 20).interval.low], 0), 0);
  });
});
