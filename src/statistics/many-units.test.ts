import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { recommendationDifference, shareDifference } from "./difference.ts";
import {
  adjustPValues,
  meanVersusRest,
  recommendationVersusRest,
  shareVersusRest,
  type JudgedDifference,
} from "./many-units.ts";
import { midPValue } from "./mid-p.ts";
import type { RecommendationCounts } from "./nps.ts";
import { createRandom, drawCounts, type RandomSource } from "./random.ts";
import { at, averageOf, sumOf } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

describe("Benjamini–Hochberg", () => {
  it("finds the four discoveries of the paper", () => {
    // Benjamini & Hochberg 1995, section 4: 15 hypotheses about thrombolysis; four are rejected at q = .05
    const paper = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    const adjusted = adjustPValues(paper);
    assert.equal(adjusted.filter((p) => p <= 0.05).length, 4);
    assert.ok(Math.abs(at(adjusted, 3) - (0.0095 * 15) / 4) < 1e-12);
    assert.equal(at(adjusted, 14), 1);
  });

  it("never lowers a p-value, keeps their order, and leaves a single one alone", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }), (pValues) => {
        const adjusted = adjustPValues(pValues);
        adjusted.forEach((p, i) => {
          assert.ok(p >= at(pValues, i) && p <= 1);
          adjusted.forEach((q, j) => assert.ok(at(pValues, i) > at(pValues, j) || p <= q));
        });
      }),
    );
    assert.deepEqual(adjustPValues([0.03]), [0.03]);
    assert.deepEqual(adjustPValues([]), []);
    assert.throws(() => adjustPValues([0.5, 1.2]), RangeError);
  });
});

type Ends = readonly [low: number, high: number];

const SIZES = [
  [20, 200],
  [25, 60],
  [10, 30],
  [100, 500],
] as const;

/** Sizes of 54 units between two ends. */
function sizesBetween(random: RandomSource, [low, high]: Ends): number[] {
  return Array.from({ length: 54 }, () => low + Math.floor((high - low) * random.uniform()));
}

/** How often at least one of 54 units that are all alike is named; the false discovery rate when nothing is true. */
function namedAmongEqual(draw: (random: RandomSource) => readonly JudgedDifference[], seed: number): number {
  return frequencyOf((random) => draw(random).some(({ clear }) => clear), { repetitions: 400, seed }).share;
}

function recommendations(random: RandomSource, n: number, shares: readonly number[]): RecommendationCounts {
  const [promoters = 0, passives = 0, detractors = 0] = drawCounts(random, n, shares);
  return { promoters, passives, detractors };
}

function scoresAmongEqual(random: RandomSource, ends: Ends, shares: readonly number[]): JudgedDifference[] {
  return recommendationVersusRest(sizesBetween(random, ends).map((n) => recommendations(random, n, shares)));
}

function sharesAmongEqual(random: RandomSource, ends: Ends, share: number): JudgedDifference[] {
  return shareVersusRest(
    sizesBetween(random, ends).map((n) => ({ n, successes: drawCounts(random, n, [share, 1 - share])[0] ?? 0 })),
  );
}

function meansAmongEqual(random: RandomSource, ends: Ends, shares: readonly number[]): JudgedDifference[] {
  const units = sizesBetween(random, ends).map((n) => {
    const counts = drawCounts(random, n, shares);
    const sum = sumOf(counts.map((count, step) => count * (step + 1)));
    return { n, sum, sumSquares: sumOf(counts.map((count, step) => count * (step + 1) ** 2)) };
  });
  return meanVersusRest(units, { bounds: { min: 1, max: 5 } });
}

describe("the false discovery rate of units against the rest", () => {
  for (const ends of SIZES) {
    it(`stays near 5 % among equal units of ${ends.join("–")} answers, even and skewed`, (t) => {
      const looks: Record<string, number> = {
        "score 50/30/20": namedAmongEqual((random) => scoresAmongEqual(random, ends, [0.5, 0.3, 0.2]), 1),
        "score 85/10/5": namedAmongEqual((random) => scoresAmongEqual(random, ends, [0.85, 0.1, 0.05]), 2),
        "score 10/10/80": namedAmongEqual((random) => scoresAmongEqual(random, ends, [0.1, 0.1, 0.8]), 3),
        "share 5 %": namedAmongEqual((random) => sharesAmongEqual(random, ends, 0.05), 4),
        "mean, even": namedAmongEqual((random) => meansAmongEqual(random, ends, [0.1, 0.2, 0.4, 0.2, 0.1]), 5),
        "mean, 91 % fives": namedAmongEqual(
          (random) => meansAmongEqual(random, ends, [0.04, 0.01, 0.01, 0.03, 0.91]),
          6,
        ),
      };
      for (const [name, share] of Object.entries(looks)) {
        t.diagnostic(`${ends.join("–")} answers, ${name}: ${(100 * share).toFixed(1)} %`);
        assert.ok(share <= 0.085, `${name}: ${share}`);
      }
      assert.ok(averageOf(Object.values(looks)) <= 0.055);
    });
  }

  it("is kept while most units that are 30 points off are found", (t) => {
    const random = createRandom(99);
    const [usual, better, worse] = [
      [0.5, 0.3, 0.2],
      [0.7, 0.2, 0.1],
      [0.4, 0.2, 0.4],
    ] as const;
    const falseShares: number[] = [];
    let found = 0;
    for (let repetition = 0; repetition < 400; repetition++) {
      const units = Array.from({ length: 60 }, (_, i) => {
        const n = 20 + Math.floor(180 * random.uniform());
        return recommendations(random, n, i < 3 ? better : i < 6 ? worse : usual);
      });
      const clear = recommendationVersusRest(units).map((judged) => judged.clear);
      const discoveries = clear.filter(Boolean).length;
      const wrong = clear.slice(6).filter(Boolean).length;
      falseShares.push(discoveries === 0 ? 0 : wrong / discoveries);
      found += discoveries - wrong;
    }
    const rate = averageOf(falseShares);
    t.diagnostic(`false discoveries ${(100 * rate).toFixed(1)} %, found ${((100 * found) / 2400).toFixed(0)} % of six`);
    assert.ok(rate <= 0.06, `${rate}`);
    assert.ok(found / 2400 > 0.5);
  });
});

describe("the exact mid-P", () => {
  it("gives a table computed by hand", () => {
    // 3 of 10 against 10 of 12: P(3) = 286 × 36 / 646,646, P(2) = 78 × 9 / ..., P(1) = 13 / ...
    const byHand = (2 * ((286 * 36) / 2 + 78 * 9 + 13)) / 646_646;
    const found = midPValue({ first: { successes: 3, n: 10 }, second: { successes: 10, n: 12 } });
    assert.ok(Math.abs(found - byHand) < 1e-12);
    assert.equal(midPValue({ first: { successes: 0, n: 20 }, second: { successes: 0, n: 90 } }), 1);
  });

  it("nears the normal test in large samples and refuses what is no table", () => {
    const table = { first: { successes: 5000, n: 100_000 }, second: { successes: 5200, n: 100_000 } };
    const normal = shareDifference(table.first, table.second).pValue;
    assert.ok(Math.abs(midPValue(table) / normal - 1) < 0.01);
    assert.throws(() => midPValue({ first: { successes: 3, n: 2 }, second: { successes: 1, n: 2 } }), RangeError);
  });
});

describe("units against the rest", () => {
  it("compares with all other units and none of its own answers", () => {
    const units = [
      { promoters: 30, passives: 30, detractors: 40 },
      { promoters: 60, passives: 30, detractors: 10 },
      { promoters: 50, passives: 40, detractors: 10 },
    ];
    const [first] = recommendationVersusRest(units);
    const [own] = units;
    assert.ok(first !== undefined && own !== undefined);
    assert.deepEqual(
      first.difference,
      recommendationDifference(own, { promoters: 110, passives: 70, detractors: 20 }, { reference: "student" }),
    );
    assert.equal(first.clear, true);
  });

  it("serves shares and means, weighted too", () => {
    const weights = (w: number, k: number) => ({ sumWeights: w * k, sumSquaredWeights: w * w * k });
    const shares = [5, 20, 21].map((successes) => ({
      successes,
      n: 50,
      weights: { successes: weights(2, successes), failures: weights(2, 50 - successes) },
    }));
    const plain = shareVersusRest(shares.map(({ successes, n }) => ({ successes, n })));
    shareVersusRest(shares).forEach((judged, i) => {
      assert.ok(Math.abs(judged.difference.pValue - (plain[i]?.difference.pValue ?? 2)) < 1e-9);
    });
    const means = [4, 3, 3].map((mean) => ({ n: 40, sum: 40 * mean, sumSquares: 40 * (mean * mean + 1) }));
    assert.equal(meanVersusRest(means, { bounds: { min: 1, max: 5 } })[0]?.clear, true);
  });

  it("refuses a lonely unit and a mix of weighted and unweighted ones", () => {
    assert.throws(() => recommendationVersusRest([{ promoters: 3, passives: 1, detractors: 2 }]), RangeError);
    const weights = {
      successes: { sumWeights: 1, sumSquaredWeights: 1 },
      failures: { sumWeights: 1, sumSquaredWeights: 1 },
    };
    const mixed = [
      { successes: 1, n: 2, weights },
      { successes: 1, n: 2 },
      { successes: 1, n: 2 },
    ];
    assert.throws(() => shareVersusRest(mixed), RangeError);
  });
});
