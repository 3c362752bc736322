import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { normalQuantile } from "./distributions.ts";
import { icebergEstimate } from "./iceberg.ts";
import { compositeEstimate, pooledEstimate, tauSquaredInterval, type PooledPart } from "./pooled-estimate.ts";
import { projectToPopulation } from "./projection.ts";
import { quotaOf } from "./quota-plan.ts";
import { drawNormal } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

function near(actual: number, expected: number, tolerance = 5.1e-5): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

/** Log risk ratios of the BCG trials: cases and others, vaccinated and not (Colditz et al. 1994, as in metafor). */
const trials = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13_536, 248, 12_619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87_886, 499, 87_892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50_448, 141, 27_197],
  [5, 2493, 3, 2338],
  [27, 16_886, 29, 17_825],
].map(([a = 0, b = 0, c = 0, d = 0]): PooledPart => ({
  value: Math.log(a / (a + b) / (c / (c + d))),
  standardError: Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)),
  n: a + b + c + d,
}));

/** Log odds ratios of the CLASP example of DerSimonian & Kacker 2007. */
const clasp = [
  [156, 74, 5, 8],
  [303, 303, 5, 17],
  [565, 477, 12, 9],
  [1570, 1565, 69, 94],
  [103, 105, 9, 11],
  [4659, 4650, 313, 352],
].map(([n1 = 0, n2 = 0, a = 0, c = 0]): PooledPart => ({
  value: Math.log((a * (n2 - c)) / (c * (n1 - a))),
  standardError: Math.sqrt(1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c)),
  n: n1 + n2,
}));

describe("one estimate out of several, against published numbers", () => {
  it("DerSimonian–Laird of the BCG trials", () => {
    const { value, weights, heterogeneity } = pooledEstimate(trials, { between: "dersimonian-laird" });
    const classical =
      1 / Math.sqrt(trials.reduce((sum, { standardError: e }) => sum + 1 / (e ** 2 + heterogeneity.tauSquared), 0));
    near(value, -0.7141);
    near(value - normalQuantile(0.975) * classical, -1.0644);
    near(value + normalQuantile(0.975) * classical, -0.3638);
    near(heterogeneity.q, 152.233);
    near(heterogeneity.iSquared, 1 - 12 / 152.233, 1e-6);
    near(
      weights.reduce((sum, weight) => sum + weight, 0),
      1,
      1e-12,
    );
  });

  it("Paule–Mandel and DerSimonian–Laird of DerSimonian & Kacker's example", () => {
    const mandel = pooledEstimate(clasp, { between: "paule-mandel" });
    const laird = pooledEstimate(clasp, { between: "dersimonian-laird" });
    near(Math.sqrt(mandel.heterogeneity.tauSquared), 0.3681);
    near(mandel.value, -0.3811);
    near(Math.sqrt(laird.heterogeneity.tauSquared), 0.2323);
    near(laird.value, -0.324);
  });
});

describe("one estimate out of several, what it promises", () => {
  it("of one survey is that survey; of equal ones their mean without heterogeneity", () => {
    const one = { value: 31, standardError: 2, n: 800 };
    const alone = pooledEstimate([one]);
    near(alone.interval.high, 31 + normalQuantile(0.975) * 2, 1e-9);
    const same = pooledEstimate([one, one, one]);
    near(same.value, 31, 1e-9);
    assert.equal(same.heterogeneity.tauSquared, 0);
    assert.equal(same.heterogeneity.iSquared, 0);
    near(same.standardError, 2 / Math.sqrt(3), 1e-9);
    assert.throws(() => pooledEstimate([]), RangeError);
    assert.throws(() => pooledEstimate([{ ...one, standardError: 0 }]), RangeError);
  });

  for (const [k, tau] of [
    [3, 0],
    [3, 5],
    [6, 5],
    [12, 8],
  ] as const) {
    it(`the interval of ${k} surveys that differ by ${tau} points covers the true mean`, () => {
      let fixed = 0;
      const { share, repetitions } = frequencyOf(
        (random) => {
          const parts = Array.from({ length: k }, (_, i) => {
            const standardError = 2 + (i % 3);
            return { value: 20 + tau * drawNormal(random) + standardError * drawNormal(random), standardError, n: 400 };
          });
          const pooled = pooledEstimate(parts);
          const all = parts.reduce((sum, { standardError: e }) => sum + 1 / e ** 2, 0);
          const mean = parts.reduce((sum, { value, standardError: e }) => sum + value / e ** 2, 0) / all;
          if (Math.abs(mean - 20) <= normalQuantile(0.975) / Math.sqrt(all)) fixed += 1;
          return pooled.interval.low <= 20 && 20 <= pooled.interval.high;
        },
        { repetitions: 2000, seed: 100 + k },
      );
      assert.ok(share >= 0.94, `covered ${share}`);
      if (tau > 0) assert.ok(fixed / repetitions < 0.8, `weights by precision alone covered ${fixed / repetitions}`);
    });
  }

  it("by shares of the population lets surveys differ as they like", () => {
    const parts = [
      { value: 40, standardError: 2, n: 500 },
      { value: -10, standardError: 3, n: 300 },
    ];
    const found = compositeEstimate(parts, [750, 250]);
    near(found.value, 27.5, 1e-9);
    near(found.standardError, Math.hypot(1.5, 0.75), 1e-9);
    assert.ok(found.heterogeneity.pValue < 1e-6);
    assert.throws(() => compositeEstimate(parts, [1]), RangeError);
    assert.throws(() => compositeEstimate(parts, [0, 0]), RangeError);
  });

  it("bounds the variance between surveys on both sides", () => {
    const interval = tauSquaredInterval(trials);
    const { tauSquared } = pooledEstimate(trials).heterogeneity;
    assert.ok(interval !== null && interval.low < tauSquared && tauSquared < interval.high);
    // Q-profile of these trials as metafor prints it: 0.1197 to 1.1115.
    near(interval.low, 0.1197, 5e-4);
    near(interval.high, 1.1115, 5e-4);
    assert.equal(tauSquaredInterval(trials.slice(0, 1)), null);
  });
});

describe("from a sample to people", () => {
  it("5 of 1,000 are 5,000 of a million, and plausibly 2,138 to 11,651 (R45)", () => {
    const { value, interval } = projectToPopulation({ successes: 5, n: 1000 }, 1_000_000);
    assert.deepEqual([value, Math.round(interval.low), Math.round(interval.high)], [5000, 2138, 11_651]);
  });

  it("an iceberg joins the chance in the complaints with the doubt about the factor", () => {
    const { people, complaints } = icebergEstimate(40);
    assert.equal(people.value, 400);
    near(complaints.low, 28.58, 0.01);
    near(complaints.high, 54.47, 0.01);
    assert.ok(people.interval.low > 140 && people.interval.low < 160 && people.interval.high > 1000);
    const certain = icebergEstimate(40, { value: 10, low: 10, high: 10 });
    near(certain.people.interval.low, 10 * complaints.low, 1e-6);
    const none = icebergEstimate(0);
    assert.equal(none.people.value, 0);
    near(none.complaints.high, 3.689, 0.001);
    assert.throws(() => icebergEstimate(3, { value: 5, low: 6, high: 9 }), RangeError);
  });
});

describe("how many to ask (R43)", () => {
  const goal = { margin: 0.05, variance: 1, response: 0.2, days: 30 };

  it("goes from the margin through finite population and response to invitations a day", () => {
    const quota = quotaOf({ population: 20_000 }, goal);
    // 1,537 without an end of people, 1,428 of 20,000.
    assert.equal(quota.answers, 1428);
    assert.equal(quota.invitations, 7140);
    near(quota.perDay * 30, 7140, 1e-9);
    assert.ok(quota.isReachable && quota.margin <= 0.05);
  });

  it("tells a segment that is too small what it can give, more where people may be asked again", () => {
    const once = quotaOf({ population: 500 }, goal);
    assert.deepEqual([once.answers, once.isReachable, once.mostAnswers, once.invitations], [378, false, 100, 500]);
    assert.ok(once.margin > 0.05);
    const again = quotaOf({ population: 500 }, { ...goal, days: 360, rest: 90 });
    assert.deepEqual([again.isReachable, again.invitations], [true, 1890]);
    assert.throws(() => quotaOf({}, { ...goal, days: 0 }), RangeError);
  });
});
