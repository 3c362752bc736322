import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { isotonicFit, mergedRuns, trendOfShares } from "./isotonic.ts";
import { loyaltyThreshold, type ScoreOutcome } from "./loyalty-threshold.ts";
import { drawCounts, type RandomSource } from "./random.ts";
import { at } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

const scores = Array.from({ length: 11 }, (_, score) => score);

/** People with these chances to leave by score. */
function drawn(random: RandomSource, perScore: number, chance: (score: number) => number): ScoreOutcome[] {
  return scores.map((score) => ({
    score,
    n: perScore,
    stayed: perScore - at(drawCounts(random, perScore, [chance(score), 1 - chance(score)]), 0),
  }));
}

describe("isotonic fit", () => {
  it("pools violators as in the textbook, and leaves an ordered sequence alone", () => {
    const points = [1, 3, 2, 4, 3.5, 5].map((value) => ({ value, weight: 1 }));
    assert.deepEqual(isotonicFit(points), [1, 2.5, 2.5, 3.75, 3.75, 5]);
    assert.deepEqual(
      isotonicFit([
        { value: 2, weight: 3 },
        { value: 1, weight: 1 },
      ]),
      [1.75, 1.75],
    );
    assert.deepEqual(mergedRuns([10, 25, 40, 5], 30), [
      [0, 1],
      [2, 3],
    ]);
  });

  it("the trend is Cochran and Armitage's", () => {
    // Of 10, 15 and 25 of 50 at 0, 1 and 2: T = 65 - 50, variance 1/3 × 2/3 × (250 - 150²/150).
    const z = trendOfShares([10, 15, 25].map((successes, order) => ({ order, n: 50, successes })));
    assert.ok(Math.abs(z - 15 / Math.sqrt((2 / 9) * 100)) < 1e-12, `${z}`);
  });
});

describe("the threshold of disloyalty", () => {
  it("finds a cut at 3 where 4 and above behave like 10 (R52), and its interval holds it", () => {
    const { share } = frequencyOf(
      (random) => {
        const found = loyaltyThreshold(
          drawn(random, 120, (score) => (score <= 3 ? 0.35 : 0.08)),
          {
            resamples: 200,
            seed: Math.floor(random.uniform() * 1e9),
          },
        );
        return found.told !== null && found.told.interval.low <= 3 && found.told.interval.high >= 3;
      },
      { repetitions: 200, seed: 3 },
    );
    assert.ok(share >= 0.94, `held in ${share}`);
  });

  it("finds the published cut where there leaving really begins at 6", () => {
    const found = loyaltyThreshold(scores.map((score) => ({ score, n: 400, stayed: score <= 6 ? 260 : 372 })));
    assert.equal(found.told?.detractorMax, 6);
    assert.ok((found.told?.support ?? 0) > 0.95);
    assert.ok(Math.abs((found.told?.retentionBelow.value ?? 0) - 0.65) < 1e-9);
    assert.equal(found.groups.length, 11);
  });

  it("a dear miss moves the cut up, a dear bother down", () => {
    const outcomes = scores.map((score) => ({ score, n: 300, stayed: 300 - Math.round(120 * Math.exp(-score / 4)) }));
    const cutBy = (missed: number, bothered: number) =>
      loyaltyThreshold(outcomes, { rule: { by: "cost", missed, bothered } }).told?.detractorMax ?? -1;
    assert.ok(cutBy(10, 1) > cutBy(3, 1) && cutBy(3, 1) >= 0, `${cutBy(10, 1)} ${cutBy(3, 1)}`);
  });

  it("tells no cut where scores say nothing about staying, but for one case in twenty and its like", () => {
    const { share } = frequencyOf(
      (random) =>
        loyaltyThreshold(
          drawn(random, 100, () => 0.15),
          { resamples: 200 },
        ).told !== null,
      { repetitions: 400, seed: 11 },
    );
    assert.ok(share <= 0.05, `told in ${share}`);
  });

  it("puts rare scores together, and says why it cannot tell", () => {
    const rare = scores.map((score) => ({ score, n: score < 5 ? 12 : 200, stayed: score < 5 ? 4 : 190 }));
    const found = loyaltyThreshold(rare);
    assert.deepEqual(found.groups[0] && [found.groups[0].from, found.groups[0].to], [0, 2]);
    assert.ok(found.told !== null);

    const reasonOf = (outcomes: readonly ScoreOutcome[]) => loyaltyThreshold(outcomes).reason;
    assert.equal(reasonOf([]), "nobody");
    assert.equal(
      reasonOf([
        { score: 0, n: 50, stayed: 50 },
        { score: 10, n: 50, stayed: 50 },
      ]),
      "one-outcome",
    );
    assert.equal(
      reasonOf([
        { score: 0, n: 50, stayed: 45 },
        { score: 10, n: 50, stayed: 50 },
      ]),
      "too-few",
    );
    assert.equal(reasonOf(scores.map((score) => ({ score, n: 100, stayed: 95 - 3 * score }))), "no-trend");
    assert.throws(() => loyaltyThreshold([{ score: 1, n: 1, stayed: 2 }]), RangeError);
    assert.throws(
      () =>
        loyaltyThreshold([
          { score: 2, n: 1, stayed: 1 },
          { score: 1, n: 1, stayed: 1 },
        ]),
      RangeError,
    );
  });
});
