import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import {
  betaCdf,
  betaQuantile,
  chiSquareCdf,
  chiSquareQuantile,
  gammaCdf,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  normalTwoSided,
  studentTCdf,
  studentTQuantile,
  studentTTwoSided,
} from "./distributions.ts";
import { logGamma } from "./special-functions.ts";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

describe("the distributions against printed tables", () => {
  it("normal: quantiles and tails", () => {
    for (const [p, z] of [
      [0.9, 1.2815515655446004],
      [0.95, 1.6448536269514722],
      [0.975, 1.959963984540054],
      [0.995, 2.5758293035489004],
      [0.9995, 3.2905267314918945],
      [1e-9, -5.997807015007687],
    ] as const) {
      near(normalQuantile(p), z, 1e-12);
    }
    near(normalCdf(1), 0.8413447460685429, 1e-14);
    near(normalCdf(-8) / 6.220960574271785e-16, 1, 1e-11);
    near(normalTwoSided(1.96), 0.0499957902964409, 1e-13);
  });

  it("Student's t: the table at the back of every textbook", () => {
    for (const [df, t95, t975, t995] of [
      [1, 6.314, 12.706, 63.657],
      [2, 2.92, 4.303, 9.925],
      [5, 2.015, 2.571, 4.032],
      [10, 1.812, 2.228, 3.169],
      [30, 1.697, 2.042, 2.75],
      [60, 1.671, 2.0, 2.66],
      [120, 1.658, 1.98, 2.617],
    ] as const) {
      near(studentTQuantile(0.95, df), t95, 5.1e-4);
      near(studentTQuantile(0.975, df), t975, 5.1e-4);
      near(studentTQuantile(0.995, df), t995, 5.1e-4);
    }
    near(studentTQuantile(0.975, 1e7), 1.9599642, 1e-7);
  });

  it("chi-square: the same", () => {
    for (const [df, low, high] of [
      [1, 0.00393, 3.841],
      [2, 0.103, 5.991],
      [5, 1.145, 11.07],
      [10, 3.94, 18.307],
      [30, 18.493, 43.773],
      [100, 77.929, 124.342],
    ] as const) {
      near(chiSquareQuantile(0.05, df), low, 5.1e-4);
      near(chiSquareQuantile(0.95, df), high, 5.1e-4);
    }
  });
});

describe("the distributions against closed forms", () => {
  it("t with 1 and 2 degrees of freedom", () => {
    for (const t of [-30, -2, -0.1, 0, 0.7, 5, 400]) {
      near(studentTCdf(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-13);
      near(studentTCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-13);
    }
  });

  it("beta of whole parameters is a binomial sum", () => {
    for (const [a, b, x] of [
      [3, 5, 0.2],
      [10, 2, 0.9],
      [7, 7, 0.5],
      [1, 30, 0.01],
    ] as const) {
      const n = a + b - 1;
      let sum = 0;
      for (let k = a; k <= n; k++) sum += choose(n, k) * x ** k * (1 - x) ** (n - k);
      near(betaCdf(x, a, b), sum, 1e-13);
    }
  });

  it("gamma of a whole shape is a Poisson sum", () => {
    for (const [shape, x] of [
      [1, 0.3],
      [4, 2.5],
      [12, 20],
    ] as const) {
      let [term, sum] = [Math.exp(-x), 0];
      for (let k = 0; k < shape; k++) {
        sum += term;
        term *= x / (k + 1);
      }
      near(gammaCdf(x, shape), 1 - sum, 1e-13);
    }
  });

  it("the gamma function itself", () => {
    near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-13);
    near(logGamma(11), Math.log(3_628_800), 1e-12);
    near(logGamma(0.1), 2.252712651734206, 1e-12);
  });
});

describe("quantile and distribution function undo each other", () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const wide = fc.double({ min: 1, max: 5000, noNaN: true });
  const size = fc.double({ min: 0.5, max: 5000, noNaN: true });

  it("normal", () => {
    fc.assert(fc.property(probability, (p) => near(normalCdf(normalQuantile(p)), p, 1e-13)));
  });

  it("t, with whole and fractional degrees of freedom", () => {
    fc.assert(fc.property(probability, size, (p, df) => near(studentTCdf(studentTQuantile(p, df), df), p, 1e-9)));
    fc.assert(
      fc.property(fc.double({ min: 0, max: 50, noNaN: true }), size, (t, df) =>
        near(studentTTwoSided(t, df), 2 * studentTCdf(-t, df), 1e-12),
      ),
    );
  });

  it("beta and gamma", () => {
    fc.assert(fc.property(probability, wide, wide, (p, a, b) => near(betaCdf(betaQuantile(p, a, b), a, b), p, 1e-8)));
    fc.assert(fc.property(probability, size, (p, a) => near(gammaCdf(gammaQuantile(p, a), a), p, 1e-9)));
    near(chiSquareCdf(chiSquareQuantile(0.3, 7), 7), 0.3, 1e-12);
  });

  it("at the ends of the range", () => {
    assert.equal(normalQuantile(0), -Infinity);
    assert.equal(normalQuantile(1), Infinity);
    assert.equal(betaQuantile(0, 2, 3), 0);
    assert.equal(gammaQuantile(1, 2), Infinity);
    assert.equal(studentTQuantile(0.5, 3), 0);
  });
});
