import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { classify, recommendationScore, STANDARD_CUTS, type RecommendationCounts } from "./nps.ts";

function near(actual: number, expected: number, tolerance = 0.005): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

const counts: fc.Arbitrary<RecommendationCounts> = fc
  .record({ promoters: fc.nat(400), passives: fc.nat(400), detractors: fc.nat(400) })
  .filter(({ promoters, passives, detractors }) => promoters + passives + detractors > 0);
const level = fc.constantFrom(0.8, 0.9, 0.95, 0.99);

describe("the recommendation score", () => {
  it("gives the worked intervals", () => {
    const hundred = recommendationScore({ promoters: 50, passives: 30, detractors: 20 });
    assert.equal(hundred.value, 30);
    near(hundred.interval.low, 14.05);
    near(hundred.interval.high, 44.2);
    near(hundred.wald.high - 30, 15.31);
    assert.equal(hundred.interval.method, "adjusted-wald");

    const ten = recommendationScore({ promoters: 5, passives: 3, detractors: 2 });
    near(ten.interval.low, -19.05);
    near(ten.interval.high, 65.2);
    const unanimous = recommendationScore({ promoters: 10, passives: 0, detractors: 0 });
    near(unanimous.interval.low, 47.5);
    assert.equal(unanimous.interval.high, 100);
    assert.ok(unanimous.standardError > 0);
  });

  it("uses the posterior below ten answers, and says so", () => {
    const one = recommendationScore({ promoters: 1, passives: 0, detractors: 0 });
    assert.equal(one.interval.method, "dirichlet");
    assert.ok(one.interval.low < -40 && one.interval.high > 99, JSON.stringify(one.interval));
    assert.equal(recommendationScore({ promoters: 4, passives: 3, detractors: 2 }).interval.method, "dirichlet");
  });
});

describe("the recommendation score of any sample", () => {
  it("stays inside its interval and the interval inside -100..100", () => {
    fc.assert(
      fc.property(counts, level, (sample, level) => {
        const { value, interval } = recommendationScore(sample, { level });
        assert.ok(interval.low <= value && value <= interval.high);
        assert.ok(interval.low >= -100 && interval.high <= 100);
        assert.ok(interval.high > interval.low);
      }),
    );
  });

  it("mirrors when promoters and detractors change places", () => {
    fc.assert(
      fc.property(counts, ({ promoters, passives, detractors }) => {
        const there = recommendationScore({ promoters, passives, detractors });
        const back = recommendationScore({ promoters: detractors, passives, detractors: promoters });
        near(there.value, -back.value, 1e-9);
        near(there.interval.low, -back.interval.high, 2e-3);
      }),
    );
  });

  it("knows more from more answers of the same mix", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 50 }), ({ promoters, passives, detractors }, times) => {
        const few = recommendationScore({ promoters, passives, detractors }).interval;
        const many = recommendationScore({
          promoters: promoters * times,
          passives: passives * times,
          detractors: detractors * times,
        }).interval;
        assert.ok(many.high - many.low < few.high - few.low);
      }),
    );
  });

  it("is wider at a higher level", () => {
    fc.assert(
      fc.property(counts, (sample) => {
        const [narrow, wide] = [0.8, 0.99].map((level) => recommendationScore(sample, { level }).interval);
        assert.ok(narrow !== undefined && wide !== undefined && wide.low <= narrow.low && wide.high >= narrow.high);
      }),
    );
  });

  it("refuses what is no sample", () => {
    assert.throws(() => recommendationScore({ promoters: 0, passives: 0, detractors: 0 }), RangeError);
    assert.throws(() => recommendationScore({ promoters: -1, passives: 5, detractors: 0 }), RangeError);
    assert.throws(() => recommendationScore({ promoters: Number.NaN, passives: 5, detractors: 0 }), RangeError);
    assert.throws(() => recommendationScore({ promoters: 5, passives: 5, detractors: 5 }, { level: 95 }), RangeError);
  });
});

describe("cut points", () => {
  it("cut 0–10 as published, or as a survey says", () => {
    const groups = Array.from({ length: 11 }, (_, score) => classify(score));
    assert.deepEqual(groups.slice(0, 7), new Array(7).fill("detractor"));
    assert.deepEqual(groups.slice(7), ["passive", "passive", "promoter", "promoter"]);
    const lenient = { detractorMax: 3, promoterMin: 9 };
    assert.deepEqual(
      [classify(3, lenient), classify(4, lenient), classify(9, lenient)],
      ["detractor", "passive", "promoter"],
    );
  });

  it("refuse to overlap", () => {
    assert.throws(() => classify(5, { detractorMax: 6, promoterMin: 6 }), RangeError);
    assert.throws(() => classify(Number.NaN, STANDARD_CUTS), RangeError);
  });
});
