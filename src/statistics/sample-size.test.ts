import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { clusterDesignEffect, designEffect, kishEffectiveN } from "./design-effect.ts";
import {
  answersForMargin,
  answersPerGroup,
  detectableDifference,
  invitationsFor,
  marginFromAnswers,
  neymanAllocation,
  NPS_VARIANCE,
} from "./sample-size.ts";
import { sumOf } from "./sequence.ts";
import { mayCompare, sufficiencyOf } from "./too-few.ts";

describe("answers needed", () => {
  it("for a margin, as published and worked", () => {
    const margins = [0.1, 0.05, 0.03];
    const answers = (variance: number, population?: number): number[] =>
      margins.map((margin) =>
        answersForMargin({ margin, variance, ...(population === undefined ? {} : { population }) }),
      );
    assert.deepEqual(answers(NPS_VARIANCE.safe), [385, 1537, 4269]);
    assert.deepEqual(answers(NPS_VARIANCE.typical), [258, 1030, 2860]);
    assert.deepEqual(answers(1, 500), [218, 378, 448]);
    assert.deepEqual(answers(1, 5000), [357, 1176, 2303]);
    assert.equal(answersForMargin({ margin: 0.1, variance: 1, designEffect: 2 }), 769);
  });

  it("for a difference between two groups", () => {
    assert.equal(answersPerGroup({ difference: 0.1, variance: 0.67 }), 1049);
    assert.equal(answersPerGroup({ difference: 0.05, variance: 0.67 }), 4204);
    assert.ok(Math.abs(detectableDifference(1049, { variance: 0.67 }) - 0.1) < 1e-4);
  });

  it("and back again", () => {
    assert.ok(Math.abs(marginFromAnswers(385, { variance: 1 }) - 0.09989) < 1e-5);
    assert.equal(marginFromAnswers(500, { variance: 1, population: 500 }), 0);
    const margin = marginFromAnswers(218, { variance: 1, population: 500 });
    assert.ok(margin <= 0.1 && margin > 0.099);
  });

  it("as invitations and over segments", () => {
    assert.equal(invitationsFor(385, { response: 0.2, reachable: 0.9 }), 2139);
    const allocated = neymanAllocation(300, [
      { population: 1000, standardDeviation: 1 },
      { population: 1000, standardDeviation: 0.5 },
    ]);
    assert.deepEqual(allocated, [200, 100]);
    const floored = neymanAllocation(
      100,
      [
        { population: 10_000, standardDeviation: 1 },
        { population: 12, standardDeviation: 1 },
      ],
      30,
    );
    assert.deepEqual(floored, [100, 12]);
    assert.ok(sumOf(floored) > 100);
  });

  it("refuses impossible wishes", () => {
    assert.throws(() => answersForMargin({ margin: 0, variance: 1 }), RangeError);
    assert.throws(() => answersPerGroup({ difference: 0.1, variance: 1, power: 1 }), RangeError);
    assert.throws(() => invitationsFor(10, { response: 0 }), RangeError);
    assert.throws(() => invitationsFor(10, { response: 0.5, reachable: 1.2 }), RangeError);
  });
});

describe("design effects", () => {
  it("follow Kish", () => {
    // weights 1, 1, 2: (4)² / 6 = 2.667 of 3
    assert.ok(Math.abs(kishEffectiveN(3, { sumWeights: 4, sumSquaredWeights: 6 }) - 8 / 3) < 1e-12);
    assert.ok(Math.abs(designEffect(3, { sumWeights: 4, sumSquaredWeights: 6 }) - 1.125) < 1e-12);
    assert.ok(Math.abs(clusterDesignEffect(21, 0.05) - 2) < 1e-12);
    assert.throws(() => kishEffectiveN(3, { sumWeights: 0, sumSquaredWeights: 0 }), RangeError);
  });
});

describe("too few answers", () => {
  it("prints nothing below 25 and compares nothing below 10", () => {
    assert.deepEqual(
      [0, 1, 24, 25, 27].map((n) => sufficiencyOf(n)),
      ["none", "too-few", "too-few", "enough", "enough"],
    );
    assert.deepEqual([mayCompare([10, 500]), mayCompare([9, 500])], [true, false]);
    assert.equal(sufficiencyOf(24, { figure: 20, trend: 10 }), "enough");
    assert.throws(() => sufficiencyOf(-1), RangeError);
  });
});
