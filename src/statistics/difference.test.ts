import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { meanDifference, recommendationDifference, shareDifference } from "./difference.ts";
import { rankComparison } from "./mann-whitney.ts";
import type { MeanSums } from "./mean.ts";
import { drawCounts, type RandomSource } from "./random.ts";
import { at, sumOf } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

function sumsOf(values: readonly number[]): MeanSums {
  return { n: values.length, sum: sumOf(values), sumSquares: sumOf(values.map((value) => value * value)) };
}

function recommendations(random: RandomSource, n: number, shares: readonly number[]) {
  const [promoters = 0, passives = 0, detractors = 0] = drawCounts(random, n, shares);
  return { promoters, passives, detractors };
}

describe("the difference of two recommendation scores", () => {
  it("gives the worked example", () => {
    const first = { promoters: 60, passives: 20, detractors: 20 };
    const second = { promoters: 50, passives: 20, detractors: 30 };
    const found = recommendationDifference(first, second);
    near(found.value, 20, 1e-12);
    near(found.centre, 19.42, 0.005);
    near(found.standardError, 11.63, 0.005);
    near(found.statistic, 1.669, 0.001);
    near(found.pValue, 0.095, 0.0005);
    assert.equal(found.clear, false);
    assert.ok(found.interval.low < 0 && found.interval.high > 0);
  });

  it("covers the truth and seldom cries wolf, also for small and skewed groups", (t) => {
    for (const [n1, n2, first, second] of [
      [15, 15, [0.5, 0.3, 0.2], [0.5, 0.3, 0.2]],
      [30, 300, [0.85, 0.1, 0.05], [0.85, 0.1, 0.05]],
      [200, 100, [0.5, 0.3, 0.2], [0.4, 0.3, 0.3]],
      [25, 60, [0.1, 0.1, 0.8], [0.3, 0.3, 0.4]],
    ] as const) {
      const truth = 100 * (at(first, 0) - at(first, 2) - at(second, 0) + at(second, 2));
      const draw = (random: RandomSource) =>
        recommendationDifference(recommendations(random, n1, first), recommendations(random, n2, second));
      const covered = frequencyOf(
        (random) => {
          const { low, high } = draw(random).interval;
          return low <= truth && truth <= high;
        },
        { repetitions: 4000, seed: n1 },
      );
      t.diagnostic(`${n1} against ${n2}: ${(100 * covered.share).toFixed(1)} %`);
      assert.ok(covered.share > 0.935 && covered.share < 0.98, `${n1}/${n2}: ${covered.share}`);
      if (truth !== 0) continue;
      const wolf = frequencyOf((random) => draw(random).clear, { repetitions: 4000, seed: n1 + 1 });
      assert.ok(wolf.share < 0.06, `${n1}/${n2}: ${wolf.share}`);
    }
  });

  it("changes its sign with the order", () => {
    const counts = fc.record({
      promoters: fc.nat(99),
      passives: fc.nat(99),
      detractors: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(counts, counts, (first, second) => {
        const [there, back] = [recommendationDifference(first, second), recommendationDifference(second, first)];
        near(there.value, -back.value, 1e-9);
        near(there.interval.low, -back.interval.high, 1e-9);
        near(there.pValue, back.pValue, 1e-12);
        assert.ok(there.interval.low <= there.value && there.value <= there.interval.high);
      }),
    );
  });
});

describe("the difference of two shares", () => {
  it("gives Newcombe's published interval for 56/70 against 48/80", () => {
    const { value, interval } = shareDifference({ successes: 56, n: 70 }, { successes: 48, n: 80 });
    near(value, 0.2, 1e-12);
    near(interval.low, 0.0524, 5e-5);
    near(interval.high, 0.3339, 5e-5);
  });

  it("tests with the N-1 chi-square of the fourfold table", () => {
    const [a, b, c, d] = [11, 29, 3, 37];
    const { statistic } = shareDifference({ successes: a, n: a + b }, { successes: c, n: c + d });
    const n = a + b + c + d;
    const chiSquare = ((n - 1) * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
    near(statistic ** 2, chiSquare, 1e-9);
    assert.equal(shareDifference({ successes: 0, n: 9 }, { successes: 0, n: 4 }).pValue, 1);
  });

  it("covers the truth for even and rare properties", () => {
    for (const [n1, n2, p1, p2] of [
      [20, 20, 0.5, 0.5],
      [40, 200, 0.05, 0.1],
      [500, 100, 0.02, 0.02],
    ] as const) {
      const covered = frequencyOf(
        (random) => {
          const [first = 0] = drawCounts(random, n1, [p1, 1 - p1]);
          const [second = 0] = drawCounts(random, n2, [p2, 1 - p2]);
          const { low, high } = shareDifference({ successes: first, n: n1 }, { successes: second, n: n2 }).interval;
          return low <= p1 - p2 && p1 - p2 <= high;
        },
        { repetitions: 4000, seed: n1 },
      );
      assert.ok(covered.share > 0.935 && covered.share < 0.985, `${n1}/${n2}: ${covered.share}`);
    }
  });
});

describe("the difference of two means", () => {
  it("gives Welch's test of Student's sleep data", () => {
    // R: t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p-value = 0.07939, -3.3654832 0.2054832
    const first = sumsOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = sumsOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const found = meanDifference(first, second);
    near(found.statistic, -1.8608, 5e-5);
    near(found.degreesOfFreedom ?? 0, 17.776, 5e-4);
    near(found.pValue, 0.07939, 5e-6);
    near(found.interval.low, -3.3654832, 5e-7);
    near(found.interval.high, 0.2054832, 5e-7);
    assert.equal(found.clear, false);
  });

  it("holds its level on a skewed satisfaction scale", () => {
    const shares = [0.04, 0.01, 0.01, 0.03, 0.91];
    const drawn = (random: RandomSource, n: number): MeanSums => {
      const counts = drawCounts(random, n, shares);
      const sum = sumOf(counts.map((count, i) => count * (i + 1)));
      return { n, sum, sumSquares: sumOf(counts.map((count, i) => count * (i + 1) ** 2)) };
    };
    const wolf = frequencyOf(
      (random) => meanDifference(drawn(random, 25), drawn(random, 120), { bounds: { min: 1, max: 5 } }).clear,
      { repetitions: 4000, seed: 5 },
    );
    assert.ok(wolf.share < 0.06, `${wolf.share}`);
  });

  it("refuses two samples that do not vary", () => {
    assert.throws(() => meanDifference(sumsOf([2, 2]), sumsOf([3, 3])), RangeError);
    assert.equal(meanDifference(sumsOf([5, 5]), sumsOf([1, 1]), { bounds: { min: 1, max: 5 } }).clear, false);
  });
});

describe("the comparison of ranks", () => {
  it("agrees with counting every pair", () => {
    const counts = fc.array(fc.nat(6), { minLength: 5, maxLength: 5 }).filter((list) => sumOf(list) > 0);
    fc.assert(
      fc.property(counts, counts, (first, second) => {
        let wins = 0;
        first.forEach((a, i) => second.forEach((b, j) => (wins += a * b * (i > j ? 1 : i === j ? 0.5 : 0))));
        const found = rankComparison(first, second);
        near(found.superiority, wins / sumOf(first) / sumOf(second), 1e-12);
        assert.ok(found.interval.low <= found.superiority && found.superiority <= found.interval.high);
        assert.ok(found.interval.low >= 0 && found.interval.high <= 1);
      }),
    );
  });

  it("gives the tie-corrected z of a worked table", () => {
    // ranks of (1,1,2,3) and (2,3,3,4): U of the first = 2.5, ties of 2, 2 and 3
    const found = rankComparison([2, 1, 1, 0], [0, 1, 2, 1]);
    const spread = Math.sqrt(((4 * 4) / 12) * (9 - (6 + 6 + 24) / (8 * 7)));
    near(found.superiority * 16, 2.5, 1e-12);
    near(found.z, (2.5 - 8) / spread, 1e-12);
  });

  it("keeps level and coverage on an eleven-step scale", () => {
    const first = [1, 1, 1, 1, 1, 2, 2, 3, 5, 5, 8].map((share) => share / 30);
    const second = first.toReversed();
    const truth = rankComparison(
      first.map((share) => 1e6 * share),
      second.map((share) => 1e6 * share),
    ).superiority;
    const wolf = frequencyOf(
      (random) => rankComparison(drawCounts(random, 20, first), drawCounts(random, 60, first)).clear,
      { repetitions: 3000, seed: 21 },
    );
    const covered = frequencyOf(
      (random) => {
        const { low, high } = rankComparison(drawCounts(random, 20, first), drawCounts(random, 60, second)).interval;
        return low <= truth && truth <= high;
      },
      { repetitions: 3000, seed: 22 },
    );
    assert.ok(wolf.share < 0.06, `${wolf.share}`);
    assert.ok(covered.share > 0.93 && covered.share < 0.98, `${covered.share}`);
  });

  it("refuses scales that differ and empty groups", () => {
    assert.throws(() => rankComparison([1, 2], [1, 2, 3]), RangeError);
    assert.throws(() => rankComparison([0, 0], [1, 2]), RangeError);
  });
});
