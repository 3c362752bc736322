import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { heavyTail } from "./distribution-shape.ts";
import { drawCounts } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

describe("good mean, heavy tail", () => {
  it("warns when a fifth is furious behind a mean of 4.1", () => {
    const finding = heavyTail([130, 70, 40, 60, 700]);
    assert.ok(finding.looksGood && finding.warn);
    assert.equal(finding.bottomSteps, 2);
    assert.ok(finding.interval.low > finding.expectedShare && finding.bottomShare === 0.2);
  });

  it("is silent about good and even distributions, about bad means, and about few answers", () => {
    assert.equal(heavyTail([10, 30, 120, 420, 420]).warn, false);
    const bad = heavyTail([400, 100, 100, 100, 300]);
    assert.deepEqual([bad.looksGood, bad.warn], [false, false]);
    assert.equal(heavyTail([1, 0, 0, 0, 9]).warn, false);
  });

  it("sees it on 0–10 as well, where the lowest four steps are the bottom", () => {
    const split = heavyTail([150, 10, 10, 10, 0, 0, 0, 20, 100, 200, 500]);
    assert.deepEqual([split.bottomSteps, split.warn], [4, true]);
    assert.equal(heavyTail([10, 5, 5, 10, 10, 40, 60, 160, 250, 200, 250]).warn, false);
  });

  it("expects what the smoothest distribution of that mean holds", () => {
    assert.ok(Math.abs(heavyTail([10, 10, 10, 10, 10]).expectedShare - 0.4) < 1e-6);
    // λ = ln 2 on three steps: shares 1/7, 2/7, 4/7
    const doubled = heavyTail([100, 200, 400]);
    assert.ok(Math.abs(doubled.expectedShare - 1 / 7) < 1e-6);
    assert.ok(heavyTail([0, 0, 0, 0, 9]).expectedShare < 1e-6);
  });

  it("seldom warns of a bottom that is just at the tolerated share", () => {
    const alarms = frequencyOf((random) => heavyTail(drawCounts(random, 400, [0.035, 0.015, 0.05, 0.2, 0.7])).warn, {
      repetitions: 2000,
      seed: 41,
    });
    assert.ok(alarms.share < 0.04, `${alarms.share}`);
  });

  it("refuses what has no bottom", () => {
    assert.throws(() => heavyTail([3, 4]), RangeError);
    assert.throws(() => heavyTail([0, 0, 0]), RangeError);
    assert.throws(
      () => heavyTail([1, 2, 3], { rule: { goodHeight: 0.6, tolerated: 0.1, bottomSteps: 3 } }),
      RangeError,
    );
  });
});
