import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { EFFORT_SCALES, easyPercent, effortMean, isEasy } from "./effort.ts";
import { meanOf, type MeanSums } from "./mean.ts";
import { createRandom, drawCounts, drawNormal } from "./random.ts";
import { sumOf } from "./sequence.ts";

const FIVE = { min: 1, max: 5 };

function sumsOf(values: readonly number[]): MeanSums {
  return { n: values.length, sum: sumOf(values), sumSquares: sumOf(values.map((value) => value * value)) };
}

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe("the mean", () => {
  it("gives Student's interval for an unbounded measure", () => {
    // Student's sleep data, extra hours with drug 2; R: t.test(extra) gives 0.8976775 to 3.7623225... of group 2.
    const sleep = sumsOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const { value, interval, standardError } = meanOf(sleep);
    near(value, 2.33);
    near(standardError, 2.002249 / Math.sqrt(10), 1e-6);
    near(interval.low, 0.8976775, 1e-6);
    near(interval.high, 3.7623225, 1e-6);
    assert.equal(interval.method, "t");
  });
});

describe("the coverage of the mean", () => {
  it("covers 95 % on a satisfaction scale, even and skewed", (t) => {
    const random = createRandom(12);
    const populations = {
      even: [0.2, 0.2, 0.2, 0.2, 0.2],
      good: [0.03, 0.05, 0.12, 0.4, 0.4],
      "split in two": [0.3, 0.05, 0.05, 0.1, 0.5],
      "91 % fives": [0.04, 0.01, 0.01, 0.03, 0.91],
      "98 % fives": [0.01, 0, 0, 0.01, 0.98],
    };
    for (const n of [5, 10, 30, 100, 1000, 5000]) {
      const repetitions = n >= 1000 ? 800 : 2500;
      const row = Object.entries(populations).map(([name, shares]) => {
        const truth = sumOf(shares.map((share, i) => share * (i + 1)));
        let [adjusted, plain] = [0, 0];
        for (let i = 0; i < repetitions; i++) {
          const counts = drawCounts(random, n, shares);
          const sum = sumOf(counts.map((count, step) => count * (step + 1)));
          const sumSquares = sumOf(counts.map((count, step) => count * (step + 1) ** 2));
          const bounded = meanOf({ n, sum, sumSquares }, { bounds: FIVE }).interval;
          const unbounded = meanOf({ n, sum, sumSquares }).interval;
          if (bounded.low <= truth && truth <= bounded.high) adjusted += 1;
          if (unbounded.low <= truth && truth <= unbounded.high) plain += 1;
        }
        assert.ok(adjusted / repetitions > 0.93, `${name}, n ${n}: ${adjusted / repetitions}`);
        return `${name} ${((100 * adjusted) / repetitions).toFixed(0)} (t ${((100 * plain) / repetitions).toFixed(0)})`;
      });
      t.diagnostic(`n ${n}: ${row.join(", ")}`);
    }
  });

  it("covers 95 % of normal values by the plain t", () => {
    const random = createRandom(13);
    let held = 0;
    for (let i = 0; i < 4000; i++) {
      const { low, high } = meanOf(sumsOf(Array.from({ length: 6 }, () => 50 + 9 * drawNormal(random)))).interval;
      if (low <= 50 && 50 <= high) held += 1;
    }
    near(held / 4000, 0.95, 0.012);
  });
});

describe("the mean of any answers", () => {
  it("holds its value and stays on its scale", () => {
    const values = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, (answers) => {
        const { value, interval, standardError } = meanOf(sumsOf(answers), { bounds: FIVE });
        assert.ok(interval.low <= value && value <= interval.high && interval.low >= 1 && interval.high <= 5);
        assert.ok(standardError > 0);
        const tenfold = meanOf(sumsOf(Array.from({ length: 10 }, () => answers).flat()), { bounds: FIVE }).interval;
        assert.ok(tenfold.high - tenfold.low < interval.high - interval.low);
      }),
    );
  });

  it("is unchanged by equal weights and covers with weights tied to the answers", () => {
    const plain = sumsOf([1, 2, 5, 4, 4, 3]);
    const weighted = {
      n: 6,
      sum: 2 * plain.sum,
      sumSquares: 2 * plain.sumSquares,
      weights: {
        sumWeights: 12,
        sumSquaredWeights: 24,
        sumSquaredWeightsTimesX: 4 * plain.sum,
        sumSquaredWeightsTimesXSquared: 4 * plain.sumSquares,
      },
    };
    near(meanOf(weighted).interval.low, meanOf(plain).interval.low);

    const random = createRandom(14);
    let held = 0;
    for (let repetition = 0; repetition < 3000; repetition++) {
      const answers = Array.from({ length: 80 }, () => (random.uniform() < 0.8 ? { x: 5, w: 1 } : { x: 2, w: 3 }));
      const total = (of: (answer: { x: number; w: number }) => number): number => sumOf(answers.map(of));
      const weights = {
        sumWeights: total(({ w }) => w),
        sumSquaredWeights: total(({ w }) => w * w),
        sumSquaredWeightsTimesX: total(({ x, w }) => w * w * x),
        sumSquaredWeightsTimesXSquared: total(({ x, w }) => w * w * x * x),
      };
      const sums = { n: 80, sum: total(({ x, w }) => w * x), sumSquares: total(({ x, w }) => w * x * x), weights };
      const { low, high } = meanOf(sums, { bounds: FIVE }).interval;
      if (low <= 5.2 / 1.4 && 5.2 / 1.4 <= high) held += 1;
    }
    assert.ok(held / 3000 > 0.93 && held / 3000 < 0.98, `${held / 3000}`);
  });

  it("refuses what has no mean or no interval", () => {
    assert.throws(() => meanOf({ n: 0, sum: 0, sumSquares: 0 }), RangeError);
    assert.throws(() => meanOf({ n: 1, sum: 4, sumSquares: 16 }), RangeError);
    assert.throws(() => meanOf({ n: 2, sum: 14, sumSquares: 98 }, { bounds: FIVE }), RangeError);
    const { low, high } = meanOf({ n: 1, sum: 4, sumSquares: 16 }, { bounds: FIVE }).interval;
    assert.ok(low < 1.5 && high > 4.9, "one answer says next to nothing");
  });
});

describe("effort", () => {
  it("knows which direction is good", () => {
    assert.equal(EFFORT_SCALES.ces1.better, "lower");
    assert.equal(EFFORT_SCALES.ces2.better, "higher");
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((x) => isEasy(x, EFFORT_SCALES.ces1)),
      [true, true, false, false, false],
    );
    assert.deepEqual(
      [4, 5, 7].map((x) => isEasy(x, EFFORT_SCALES.ces2)),
      [false, true, true],
    );
  });

  it("is a bounded mean and a share", () => {
    const mean = effortMean(sumsOf([7, 6, 7, 5, 7, 7]), EFFORT_SCALES.ces2);
    assert.ok(mean.interval.high <= 7 && mean.interval.method === "adjusted-t");
    assert.equal(easyPercent({ successes: 30, n: 40 }).value, 75);
  });
});
