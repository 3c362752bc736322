import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { calibrated, isotonicFit, plattCalibration } from "./calibration.ts";
import { createRandom, drawNormal } from "./random.ts";

describe("Platt's calibration", () => {
  it("recovers the curve that scores were drawn from, and of cases given .8 four in five are positive", () => {
    const random = createRandom(11);
    const cases = Array.from({ length: 20_000 }, () => {
      const score = 2 * drawNormal(random);
      return { score, isPositive: random.uniform() < 1 / (1 + Math.exp(-1.5 * score + 1)) };
    });
    const sigmoid = plattCalibration(cases);
    assert.ok(Math.abs(sigmoid.slope + 1.5) < 0.08 && Math.abs(sigmoid.offset - 1) < 0.08);

    const near = cases.filter(({ score }) => Math.abs(calibrated(sigmoid, score) - 0.8) < 0.05);
    const share = near.filter(({ isPositive }) => isPositive).length / near.length;
    assert.ok(Math.abs(share - 0.8) < 0.03, `${share}`);
  });

  it("never gives 0, 1 or NaN, whatever the cases", () => {
    const some = fc.array(
      fc.record({ score: fc.double({ min: -20, max: 20, noNaN: true }), isPositive: fc.boolean() }),
    );
    fc.assert(
      fc.property(some, (cases) => {
        const sigmoid = plattCalibration(cases);
        const probability = calibrated(sigmoid, 0.5);
        assert.ok(probability > 0 && probability < 1, `${probability}`);
      }),
    );
  });

  it("keeps a doubt about cases that were all positive: (n + 1) / (n + 2)", () => {
    const sigmoid = plattCalibration([1, 1, 1].map((score) => ({ score, isPositive: true })));
    assert.ok(Math.abs(calibrated(sigmoid, 1) - 4 / 5) < 0.01);
  });
});

describe("isotonic fit", () => {
  it("pools neighbours that go down", () => {
    assert.deepEqual(isotonicFit([1, 3, 2, 4, 3.5, 5]), [1, 2.5, 2.5, 3.75, 3.75, 5]);
    assert.deepEqual(isotonicFit([3, 2, 1]), [2, 2, 2]);
    assert.deepEqual(isotonicFit([1, 0], [3, 1]), [0.75, 0.75]);
    assert.deepEqual(isotonicFit([]), []);
  });

  it("never goes down and keeps the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 }), (values) => {
        const fitted = isotonicFit(values);
        fitted.forEach((value, index) => assert.ok(index === 0 || value >= (fitted[index - 1] ?? 0) - 1e-9));
        const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
        assert.ok(Math.abs(mean(fitted) - mean(values)) < 1e-9);
      }),
    );
  });
});
