import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { drawCounts } from "./random.ts";
import { at } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";
import { phaseMean, phaseShare } from "./two-phase.ts";

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe("shares when only a drawn part was interviewed", () => {
  it("weighs the drawn ones by one over their chance", () => {
    const found = phaseShare([
      { probability: 0.25, eligible: 100, drawn: 25, successes: 10 },
      { probability: 1, eligible: 300, drawn: 300, successes: 30 },
    ]);
    near(found.value, (40 + 30) / 400);
    assert.ok(found.drawVariance > 0 && found.effectiveN < 400);
    // A plain share of those interviewed would be 40 of 325.
    assert.ok(Math.abs(found.value - 40 / 325) > 0.04);
  });

  it("with everybody interviewed is the plain share", () => {
    const found = phaseShare([{ probability: 1, eligible: 200, drawn: 200, successes: 50 }]);
    near(found.value, 0.25);
    near(found.effectiveN, 200);
    assert.equal(found.drawVariance, 0);
  });

  it("the interval covers the truth, which the unweighted share misses", () => {
    const truth = 0.3 * 0.5 + 0.7 * 0.08;
    let plain = 0;
    const { share, repetitions } = frequencyOf(
      (random) => {
        const [low = 0, high = 0] = drawCounts(random, 800, [0.3, 0.7]);
        const drawnLow = at(drawCounts(random, low, [0.3, 0.7]), 0);
        const problemsLow = at(drawCounts(random, drawnLow, [0.5, 0.5]), 0);
        const problemsHigh = at(drawCounts(random, high, [0.08, 0.92]), 0);
        const found = phaseShare([
          { probability: 0.3, eligible: low, drawn: drawnLow, successes: problemsLow },
          { probability: 1, eligible: high, drawn: high, successes: problemsHigh },
        ]);
        const naive = phaseShare([
          { probability: 1, eligible: drawnLow + high, drawn: drawnLow + high, successes: problemsLow + problemsHigh },
        ]);
        if (naive.interval.low <= truth && truth <= naive.interval.high) plain += 1;
        return found.interval.low <= truth && truth <= found.interval.high;
      },
      { repetitions: 2000, seed: 17 },
    );
    assert.ok(share > 0.93 && share < 0.975, `covered ${share}`);
    assert.ok(plain / repetitions < 0.2, `the unweighted one covered ${plain / repetitions}`);
  });

  it("means come from sums alone and agree with the share", () => {
    const strata = [
      { probability: 0.5, eligible: 100, drawn: 50, successes: 20 },
      { probability: 1, eligible: 100, drawn: 100, successes: 10 },
    ];
    const mean = phaseMean({ n: 150, sumW: 200, sumWY: 50, sumWYY: 50, sumWW: 300, sumWWY: 90, sumWWYY: 90 });
    near(mean.value, phaseShare(strata).value);
    near(mean.standardError, phaseShare(strata).standardError, 0.001);
    assert.throws(() => phaseShare([{ probability: 0, eligible: 1, drawn: 1, successes: 1 }]), RangeError);
    assert.throws(() => phaseShare([{ probability: 0.5, eligible: 10, drawn: 0, successes: 0 }]), RangeError);
  });
});
