import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { recommendationDifference } from "./difference.ts";
import { recommendationVariance } from "./nps.ts";
import { drawCounts, type RandomSource } from "./random.ts";
import { placesAmong, relativeScore, widestCounts } from "./relative-score.ts";
import { at } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

function counts(random: RandomSource, n: number, shares: readonly number[]) {
  const [promoters = 0, passives = 0, detractors = 0] = drawCounts(random, n, shares);
  return { promoters, passives, detractors };
}

function scoreOf(shares: readonly number[]): number {
  return 100 * (at(shares, 0) - at(shares, 2));
}

describe("a published score without its distribution", () => {
  it("gets the greatest variance that the score allows", () => {
    const { promoters, passives, detractors } = widestCounts(20, 500);
    assert.deepEqual([promoters, passives, detractors], [300, 0, 200]);
    const widest = recommendationVariance({ promoters: 0.6, detractors: 0.4 });
    for (const passive of [0.1, 0.3, 0.6]) {
      const half = (1 - passive) / 2;
      assert.ok(recommendationVariance({ promoters: half + 0.1, detractors: half - 0.1 }) < widest);
    }
    assert.throws(() => widestCounts(101, 10), RangeError);
    assert.throws(() => widestCounts(10, 0), RangeError);
  });

  it("is never given too narrow an interval, whatever the distribution was", (t) => {
    for (const [ours, theirs] of [
      [
        [0.5, 0.3, 0.2],
        [0.45, 0.3, 0.25],
      ],
      [
        [0.3, 0.4, 0.3],
        [0.15, 0.7, 0.15],
      ],
      [
        [0.7, 0.2, 0.1],
        [0.5, 0.02, 0.48],
      ],
    ] as const) {
      const truth = scoreOf(ours) - scoreOf(theirs);
      const covered = frequencyOf(
        (random) => {
          const published = counts(random, 400, theirs);
          const score = (100 * (published.promoters - published.detractors)) / 400;
          const { low, high } = relativeScore(counts(random, 300, ours), widestCounts(score, 400)).interval;
          return low <= truth && truth <= high;
        },
        { repetitions: 2000, seed: 11 },
      );
      t.diagnostic(`${(100 * covered.share).toFixed(1)} %`);
      assert.ok(covered.share > 0.94, String(covered.share));
    }
  });
});

describe("a relative score", () => {
  it("is the published two-group test's difference and interval", () => {
    const first = { promoters: 60, passives: 20, detractors: 20 };
    const second = { promoters: 50, passives: 20, detractors: 30 };
    const found = relativeScore(first, second);
    assert.equal(found.centre.toFixed(2), "19.42");
    assert.equal(found.standardError.toFixed(2), "11.63");
    assert.deepEqual(found.interval, recommendationDifference(first, second).interval);
  });

  it("covers the truth for samples of different sizes", () => {
    const [ours, theirs] = [
      [0.5, 0.3, 0.2],
      [0.35, 0.3, 0.35],
    ] as const;
    const covered = frequencyOf(
      (random) => {
        const { low, high } = relativeScore(counts(random, 800, ours), counts(random, 60, theirs)).interval;
        return low <= 30 && 30 <= high;
      },
      { repetitions: 3000, seed: 5 },
    );
    assert.ok(covered.share > 0.935 && covered.share < 0.97, String(covered.share));
  });
});

describe("places among competitors", () => {
  it("are shared where nothing tells them apart, and one where everything does", () => {
    const of = (promoters: number, detractors: number, n = 1000) => ({
      promoters: promoters * n,
      passives: (1 - promoters - detractors) * n,
      detractors: detractors * n,
    });
    assert.deepEqual(placesAmong([of(0.6, 0.1), of(0.3, 0.3), of(0.3, 0.31)]), [
      { rank: 1, rankHigh: 1 },
      { rank: 2, rankHigh: 3 },
      { rank: 2, rankHigh: 3 },
    ]);
    assert.deepEqual(placesAmong([of(0.6, 0.1)]), [{ rank: 1, rankHigh: 1 }]);
    assert.deepEqual(placesAmong([]), []);
  });

  it("seldom part competitors that are alike", () => {
    const parted = frequencyOf(
      (random) =>
        placesAmong(Array.from({ length: 5 }, () => counts(random, 150, [0.45, 0.3, 0.25]))).some(
          ({ rank }) => rank > 1,
        ),
      { repetitions: 1000, seed: 3 },
    );
    assert.ok(parted.share < 0.07, String(parted.share));
  });
});
