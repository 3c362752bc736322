import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { leaveOneOut, meanRanks, pearsonCorrelation, smallestTold, spearmanCorrelation } from "./correlation.ts";
import { drawNormal, type RandomSource } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

function near(actual: number | undefined | null, expected: number, tolerance: number): void {
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);
}

const paired = (xs: readonly number[], ys: readonly number[]) => xs.map((x, index) => ({ x, y: ys[index] ?? 0 }));

/** Pairs with a true correlation. */
function draw(random: RandomSource, n: number, rho: number) {
  return Array.from({ length: n }, () => {
    const x = drawNormal(random);
    return { x, y: rho * x + Math.sqrt(1 - rho * rho) * drawNormal(random) };
  });
}

describe("Pearson's correlation", () => {
  it("gives Anscombe's .816 with Fisher's interval", () => {
    const found = pearsonCorrelation(
      paired(
        [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5],
        [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
      ),
    );
    near(found?.value, 0.81642, 1e-5);
    near(found?.interval.low, 0.42439, 1e-4);
    near(found?.interval.high, 0.95069, 1e-4);
    near(found?.pValue, 0.00217, 1e-5);
  });

  it("covers the truth in 95 of 100 samples, small ones too", (t) => {
    for (const [n, rho] of [
      [8, 0.5],
      [20, 0],
      [60, 0.8],
    ] as const) {
      const { share } = frequencyOf(
        (random) => {
          const found = pearsonCorrelation(draw(random, n, rho));
          return found !== null && found.interval.low <= rho && rho <= found.interval.high;
        },
        { repetitions: 3000, seed: n },
      );
      t.diagnostic(`n ${n}, ρ ${rho}: ${(100 * share).toFixed(1)} %`);
      assert.ok(share > 0.938 && share < 0.965, `${n}: ${share}`);
    }
  });

  it("is none for too few pairs and for what does not vary", () => {
    assert.equal(pearsonCorrelation(paired([1, 2, 3], [1, 2, 4])), null);
    assert.equal(pearsonCorrelation(paired([5, 5, 5, 5, 5], [1, 2, 3, 4, 5])), null);
    assert.equal(pearsonCorrelation([]), null);
    near(pearsonCorrelation(paired([1, 2, 3, 4], [2, 4, 6, 8]))?.value, 1, 1e-12);
  });
});

describe("what chance gives", () => {
  it("is the printed table of critical correlations", () => {
    near(smallestTold(8), 0.7067, 5e-5);
    near(smallestTold(12), 0.576, 5e-4);
    near(smallestTold(30), 0.361, 5e-4);
    near(smallestTold(102), 0.195, 5e-4);
    assert.equal(smallestTold(3), null);
  });

  it("is what the test says at that correlation", () => {
    const { share } = frequencyOf(
      (random) => Math.abs(pearsonCorrelation(draw(random, 8, 0))?.value ?? 0) > (smallestTold(8) ?? 1),
      { repetitions: 4000, seed: 2 },
    );
    near(share, 0.05, 0.012);
  });
});

describe("Spearman's correlation", () => {
  it("shares ranks of equal values and gives .6 for Hollander and Wolfe's tuna", () => {
    assert.deepEqual(meanRanks([3, 1, 3, 2]), [3.5, 1, 3.5, 2]);
    const found = spearmanCorrelation(
      paired([44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1], [2.6, 3.1, 2.5, 5, 3.6, 4, 5.2, 2.8, 3.8]),
    );
    near(found?.value, 0.6, 1e-12);
  });

  it("covers the truth of ranks about as often as promised", () => {
    // For a normal pair, Spearman's is 6/π · asin(ρ/2).
    const truth = (6 / Math.PI) * Math.asin(0.3);
    const { share } = frequencyOf(
      (random) => {
        const found = spearmanCorrelation(draw(random, 30, 0.6));
        return found !== null && found.interval.low <= truth && truth <= found.interval.high;
      },
      { repetitions: 2000, seed: 9 },
    );
    assert.ok(share > 0.93 && share < 0.975, String(share));
  });
});

describe("leaving one out", () => {
  it("shows the one unit that makes a correlation", () => {
    const pairs = paired([1, 2, 1, 2, 10], [1, 1, 2, 2, 10]);
    const left = leaveOneOut(pairs);
    assert.ok((pearsonCorrelation(pairs)?.value ?? 0) > 0.9);
    near(left[4], 0, 1e-12);
    assert.ok((left[0] ?? 0) > 0.9);
  });
});
