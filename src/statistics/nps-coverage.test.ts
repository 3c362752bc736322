import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Interval } from "./estimate.ts";
import { adjustedWald, recommendationScore, recommendationShares, type RecommendationCounts } from "./nps.ts";
import { createRandom, drawCounts } from "./random.ts";
import { at, averageOf, sumOf } from "./sequence.ts";
import { logGamma } from "./special-functions.ts";

type Shares = readonly [promoters: number, passives: number, detractors: number];

const STEPS = [
  0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99,
];
/** Even and skewed populations; only "everybody passive" is left out, which no interval can miss. */
const POPULATIONS: readonly Shares[] = STEPS.flatMap((promoters) =>
  STEPS.filter((detractors) => promoters + detractors <= 1 + 1e-9 && promoters + detractors > 0).map(
    (detractors): Shares => [promoters, Math.max(0, Number((1 - promoters - detractors).toFixed(9))), detractors],
  ),
);

function countsOf([promoters = 0, passives = 0, detractors = 0]: readonly number[]): RecommendationCounts {
  return { promoters, passives, detractors };
}

/** All ways n answers can fall, each with its interval. */
function outcomesOf(n: number): { counts: readonly number[]; interval: Interval }[] {
  return Array.from({ length: n + 1 }, (_, promoters) =>
    Array.from({ length: n - promoters + 1 }, (_, detractors) => {
      const counts = [promoters, n - promoters - detractors, detractors];
      return { counts, interval: recommendationScore(countsOf(counts)).interval };
    }),
  ).flat();
}

/** Probability of these counts under these shares. */
function multinomial(counts: readonly number[], shares: readonly number[]): number {
  if (counts.some((count, i) => count > 0 && at(shares, i) === 0)) return 0;
  const terms = counts.map((count, i) => (count === 0 ? 0 : count * Math.log(at(shares, i)) - logGamma(count + 1)));
  return Math.exp(logGamma(sumOf(counts) + 1) + sumOf(terms));
}

/** Worst population, fifth percentile and mean of the exact coverage over all populations. */
function exactCoverage(n: number): { worst: number; fifth: number; mean: number } {
  const outcomes = outcomesOf(n);
  const coverages = POPULATIONS.map((shares) => {
    const truth = 100 * (shares[0] - shares[2]);
    const held = outcomes.filter(({ interval }) => interval.low <= truth + 1e-6 && truth <= interval.high + 1e-6);
    return sumOf(held.map(({ counts }) => multinomial(counts, shares)));
  }).toSorted((a, b) => a - b);
  const fifth = at(coverages, Math.floor(coverages.length / 20));
  return { worst: at(coverages, 0), fifth, mean: averageOf(coverages) };
}

describe("95 % intervals of the recommendation score hold what they promise", () => {
  it("exactly computed for small samples of even and skewed populations", (t) => {
    for (const [n, worst, fifth] of [
      [3, 0.8, 0.85],
      [5, 0.75, 0.88],
      [7, 0.82, 0.89],
      [9, 0.78, 0.88],
      [10, 0.86, 0.88],
      [15, 0.88, 0.9],
      [20, 0.89, 0.91],
      [30, 0.9, 0.92],
      [50, 0.91, 0.93],
    ] as const) {
      const coverage = exactCoverage(n);
      const per = (share: number): string => (100 * share).toFixed(1);
      t.diagnostic(
        `n ${n}: worst ${per(coverage.worst)}, 5th percentile ${per(coverage.fifth)}, mean ${per(coverage.mean)} %`,
      );
      assert.ok(coverage.worst >= worst, `n ${n}: worst ${coverage.worst}`);
      assert.ok(coverage.fifth >= fifth, `n ${n}: fifth percentile ${coverage.fifth}`);
      assert.ok(coverage.mean >= 0.945 && coverage.mean <= 0.975, `n ${n}: mean ${coverage.mean}`);
    }
  });

  it("simulated up to 5,000 answers", (t) => {
    const random = createRandom(42);
    const repetitions = 1500;
    for (const n of [100, 300, 1000, 5000]) {
      const rows = (
        [
          [1 / 3, 1 / 3, 1 / 3],
          [0.5, 0.3, 0.2],
          [0.9, 0.08, 0.02],
          [0.05, 0.05, 0.9],
          [0.98, 0.01, 0.01],
        ] as const
      ).map((shares) => {
        const truth = 100 * (shares[0] - shares[2]);
        let held = 0;
        for (let i = 0; i < repetitions; i++) {
          const { low, high } = recommendationScore(countsOf(sampleOf(n, shares))).interval;
          if (low <= truth && truth <= high) held += 1;
        }
        return held / repetitions;
      });
      t.diagnostic(`n ${n}: ${rows.map((share) => (100 * share).toFixed(1)).join(" ")} %`);
      for (const share of rows) assert.ok(share > 0.93 && share < 0.99, `n ${n}: ${share}`);
    }

    function sampleOf(n: number, shares: readonly number[]): number[] {
      return drawCounts(random, n, shares);
    }
  });
});

describe("weights", () => {
  const equal = (count: number): { sumWeights: number; sumSquaredWeights: number } => {
    return { sumWeights: 2.5 * count, sumSquaredWeights: 6.25 * count };
  };

  it("that are all equal change nothing", () => {
    const counts = { promoters: 41, passives: 13, detractors: 29 };
    const weights = { promoters: equal(41), passives: equal(13), detractors: equal(29) };
    const [plain, weighted] = [recommendationScore(counts), recommendationScore({ ...counts, weights })];
    assert.ok(Math.abs(weighted.effectiveN - 83) < 1e-9);
    assert.ok(Math.abs(weighted.interval.low - plain.interval.low) < 1e-9);
    assert.ok(Math.abs(weighted.value - plain.value) < 1e-9);
  });

  it("tied to the answers keep the coverage that Kish alone would lose", (t) => {
    for (const [name, shares, factors] of [
      ["rare detractors count three times", [0.9, 0, 0.1], [1, 1, 3]],
      ["promoters count twice", [0.3, 0.4, 0.3], [2, 1, 1]],
      ["detractors count double, passives half", [0.5, 0.3, 0.2], [1, 0.5, 2]],
    ] as const) {
      const coverage = weightedCoverage(shares, factors);
      t.diagnostic(
        `${name}: Kish ${(100 * coverage.kish).toFixed(1)}, linearised ${(100 * coverage.shown).toFixed(1)} %`,
      );
      assert.ok(coverage.shown > 0.93 && coverage.shown < 0.98, `${name}: ${coverage.shown}`);
    }
  });

  it("independent of the answers keep it too", () => {
    const random = createRandom(77);
    const repetitions = 1500;
    let held = 0;
    for (let i = 0; i < repetitions; i++) {
      const groups = [0, 1, 2].map(() => ({ count: 0, sumWeights: 0, sumSquaredWeights: 0 }));
      for (let answer = 0; answer < 150; answer++) {
        const u = random.uniform();
        const group = groups[u < 0.6 ? 0 : u < 0.85 ? 1 : 2];
        const weight = 0.2 + 3 * random.uniform() ** 2;
        if (group === undefined) continue;
        group.count += 1;
        group.sumWeights += weight;
        group.sumSquaredWeights += weight * weight;
      }
      const [promoters, passives, detractors] = groups;
      if (promoters === undefined || passives === undefined || detractors === undefined) continue;
      const counts = { promoters: promoters.count, passives: passives.count, detractors: detractors.count };
      const { low, high } = recommendationScore({ ...counts, weights: { promoters, passives, detractors } }).interval;
      if (low <= 45 && 45 <= high) held += 1;
    }
    assert.ok(held / repetitions > 0.935 && held / repetitions < 0.97, `${held / repetitions}`);
  });
});

/** Coverage when answers of a group all carry that group's weight, with the effective n shown and with Kish's. */
function weightedCoverage(shares: Shares, factors: readonly number[]): { kish: number; shown: number } {
  const random = createRandom(4711);
  const repetitions = 3000;
  const mass = sumOf(shares.map((share, i) => share * at(factors, i)));
  const truth = (100 * (shares[0] * at(factors, 0) - shares[2] * at(factors, 2))) / mass;
  let [shown, kish] = [0, 0];
  for (let i = 0; i < repetitions; i++) {
    const counts = drawCounts(random, 200, shares);
    const [promoters, passives, detractors] = counts.map((count, group) => {
      const weight = at(factors, group);
      return { sumWeights: count * weight, sumSquaredWeights: count * weight * weight };
    });
    if (promoters === undefined || passives === undefined || detractors === undefined) continue;
    const weighted = { ...countsOf(counts), weights: { promoters, passives, detractors } };
    const { low, high } = recommendationScore(weighted).interval;
    if (low <= truth && truth <= high) shown += 1;

    const groups = [promoters, passives, detractors];
    const sum = sumOf(groups.map((group) => group.sumWeights));
    const effectiveN = sum ** 2 / sumOf(groups.map((group) => group.sumSquaredWeights));
    const byKish = adjustedWald({ ...recommendationShares(weighted), effectiveN }, 0.95);
    if (byKish.low <= truth && truth <= byKish.high) kish += 1;
  }
  return { kish: kish / repetitions, shown: shown / repetitions };
}
