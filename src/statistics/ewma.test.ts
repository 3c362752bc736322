import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { ewmaAtRest, ewmaRunLength, ewmaStep } from "./ewma.ts";
import { createRandom, drawNormal } from "./random.ts";

describe("the EWMA", () => {
  it("gives Montgomery's means, limits and alarm", () => {
    const x = [
      9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62,
      10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
    ];
    let state = ewmaAtRest;
    const steps = x.map((value) => (state = ewmaStep(state, value - 10, { lambda: 0.1, limit: 2.7 })));
    assert.equal(steps.findIndex(({ alarm }) => alarm !== null) + 1, 29);
    assert.equal((steps[28]?.mean ?? 0).toFixed(4), "0.6468");
    assert.ok(Math.abs((steps[0]?.mean ?? 0) - -0.055) < 1e-9);
    assert.ok(Math.abs((steps[0]?.reach ?? 0) - 0.27) < 1e-9);
    assert.ok(Math.abs((steps[29]?.reach ?? 0) - 0.62) < 0.005);
  });
});

describe("its run length", () => {
  it("is that of Crowder 1987 with fixed limits", () => {
    const table = [
      [0, 26.45, 127.53],
      [0.25, 20.12, 43.94],
      [0.5, 11.89, 18.97],
      [1, 4.91, 8.38],
      [1.5, 2.8, 5.41],
      [3, 1.26, 2.76],
    ] as const;
    for (const [shift, quick, slow] of table) {
      const at = (lambda: number) => Number(ewmaRunLength({ lambda, limit: 2 }, { shift, fixed: true }).toFixed(2));
      assert.deepEqual([at(0.5), at(0.05)], [quick, slow]);
    }
  });

  it("is that of Lucas & Saccucci 1990 at their limits for 500", () => {
    for (const [lambda, limit] of [
      [0.5, 3.071],
      [0.4, 3.054],
      [0.25, 2.998],
      [0.2, 2.962],
      [0.1, 2.814],
      [0.05, 2.615],
      [0.03, 2.437],
    ] as const) {
      assert.ok(Math.abs(ewmaRunLength({ lambda, limit }, { fixed: true }) / 500 - 1) < 0.003, `${lambda}`);
    }
    const lengths = [0.25, 0.5, 1, 2].map((shift) =>
      ewmaRunLength({ lambda: 0.2, limit: 2.962 }, { shift, fixed: true }),
    );
    assert.deepEqual(
      lengths.map((length) => Number(length.toPrecision(3))),
      [150, 41.8, 10.5, 3.74],
    );
  });

  it("is that of the manual of SAS/QC to eight digits", () => {
    const length = ewmaRunLength({ lambda: 0.25, limit: 3 }, { shift: 1, fixed: true });
    assert.equal(length.toFixed(7), (11.154267016).toFixed(7));
  });

  it("is what simulation gives with the exact limits, which find early changes sooner", () => {
    const design = { lambda: 0.05, limit: 3 };
    const random = createRandom(5);
    const runs = Array.from({ length: 8000 }, () => {
      let state = ewmaAtRest;
      do state = ewmaStep(state, drawNormal(random) + 1, design);
      while (state.alarm === null);
      return state.age;
    });
    const simulated = runs.reduce((sum, run) => sum + run, 0) / runs.length;
    assert.ok(Math.abs(ewmaRunLength(design, { shift: 1 }) - simulated) < 0.2);
    assert.ok(ewmaRunLength(design, { shift: 1 }) < ewmaRunLength(design, { shift: 1, fixed: true }) - 3);
    assert.ok(Math.abs(ewmaRunLength(design) / 1353 - 1) < 0.01, "Steiner 1999");
  });

  it("refuses weights and limits that are none", () => {
    assert.throws(() => ewmaRunLength({ lambda: 0, limit: 3 }), RangeError);
    assert.throws(() => ewmaRunLength({ lambda: 1.2, limit: 3 }), RangeError);
    assert.throws(() => ewmaRunLength({ lambda: 0.2, limit: 0 }), RangeError);
  });
});
