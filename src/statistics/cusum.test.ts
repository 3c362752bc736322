import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { cusumAtRest, cusumRunLength, cusumStep, twoSidedCusumRunLength } from "./cusum.ts";

function equals(actual: readonly number[], printed: readonly number[], digits: number): void {
  assert.deepEqual(
    actual.map((value) => Number(value.toFixed(digits))),
    printed,
  );
}

describe("the tabular CUSUM", () => {
  it("gives Montgomery's sums and alarm for a shift at the 21st point", () => {
    const x = [
      9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62,
      10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
    ];
    let state = cusumAtRest;
    const steps = x.map((value) => (state = cusumStep(state, value - 10, { k: 0.5, h: 5 })));
    assert.equal(steps.findIndex(({ alarm }) => alarm !== null) + 1, 29);
    equals([steps[28]?.up ?? 0, steps[3]?.up ?? 0, steps[1]?.down ?? 0], [5.28, 1.16, 1.56], 2);
  });
});

describe("its run length", () => {
  it("is that of Waldmann 1986, and of Brook & Evans 1972 within their approximation", () => {
    const design = { k: 0.5, h: 3 };
    equals([cusumRunLength(design, { shift: -0.5 })], [1963], 0);
    equals([cusumRunLength(design, { shift: 0.5 })], [17.35], 2);
    assert.ok(Math.abs(cusumRunLength(design) - 117.59) < 0.01);
    assert.ok(Math.abs(cusumRunLength(design, { shift: 1.5 }) - 3.75) < 0.005);
  });

  it("is that of Vance 1986 without a reference value", () => {
    const lengths = [0, 0.125, 0.25, 0.5, 0.75, 1].map((shift) => cusumRunLength({ k: 0, h: 10 }, { shift }));
    equals(lengths, [124.66, 59.3, 36.71, 20.37, 14.06, 10.75], 2);
  });

  it("is that of Lucas & Crosier 1982, on both sides, with and without a head start", () => {
    const table = [
      [0, 168, 149],
      [0.25, 74.2, 62.7],
      [0.5, 26.6, 20.1],
      [0.75, 13.3, 8.97],
      [1, 8.38, 5.29],
      [1.5, 4.75, 2.86],
      [2, 3.34, 2.01],
      [2.5, 2.62, 1.59],
      [4, 1.71, 1.07],
    ] as const;
    for (const [shift, plain, ahead] of table) {
      const length = twoSidedCusumRunLength({ k: 0.5, h: 4 }, { shift });
      const started = twoSidedCusumRunLength({ k: 0.5, h: 4 }, { shift, start: 2 });
      assert.equal(Number(length.toPrecision(3)), plain);
      assert.equal(Number(started.toPrecision(3)), ahead);
    }
  });

  it("is Montgomery's 465 at h = 5, and Hawkins's 370 at his limits", () => {
    equals([twoSidedCusumRunLength({ k: 0.5, h: 5 })], [465], 0);
    for (const [k, h] of [
      [0.25, 8.01],
      [0.5, 4.77],
      [1, 2.52],
      [1.25, 1.99],
    ] as const) {
      assert.ok(Math.abs(twoSidedCusumRunLength({ k, h }) / 370 - 1) < 0.01);
    }
  });

  it("refuses a limit that is none", () => {
    assert.throws(() => cusumRunLength({ k: 0.5, h: 0 }), RangeError);
    assert.throws(() => cusumRunLength({ k: -1, h: 4 }), RangeError);
  });
});
