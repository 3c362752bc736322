import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { arrivalTrend, nonResponseBounds, sensitivityLine } from "./non-response.ts";
import { NPS_BOUNDS, recommendationScore } from "./nps.ts";
import { drawCounts, type RandomSource } from "./random.ts";
import { marginDifference, NOTABLE_DIFFERENCE, responseRates } from "./representativeness.ts";
import { at } from "./sequence.ts";
import { frequencyOf } from "./simulation.ts";

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

const figure = recommendationScore({ promoters: 60, passives: 30, detractors: 10 });

describe("answers held against a population", () => {
  it("counts χ², the standardised difference and the dissimilarity of a worked table", () => {
    const found = marginDifference([
      { n: 60, weight: 60, population: 50 },
      { n: 40, weight: 40, population: 50 },
    ]);
    near(found.statistic, 4);
    near(found.pValue, 0.0455, 5e-5);
    near(found.dissimilarity, 0.1);
    near(found.categories[0]?.standardised ?? 0, 0.1 / Math.sqrt((0.24 + 0.25) / 2));
    assert.ok((found.categories[0]?.standardised ?? 0) > NOTABLE_DIFFERENCE);
  });

  it("with a design effect finds a difference as often as chance allows, and too often without", () => {
    // Weights 1 and 4 with equal chance, unrelated to the category: deff 1.36.
    const shares = [0.3, 0.5, 0.2];
    const rejected = (isCorrected: boolean) => (random: RandomSource) => {
      const light = drawCounts(random, 150, shares);
      const heavy = drawCounts(random, 150, shares);
      const categories = shares.map((population, i) => ({
        n: at(light, i) + at(heavy, i),
        weight: at(light, i) + 4 * at(heavy, i),
        population,
      }));
      const designEffect = (300 * (150 + 150 * 16)) / (150 + 600) ** 2;
      return marginDifference(categories, isCorrected ? { designEffect } : {}).pValue < 0.05;
    };
    const corrected = frequencyOf(rejected(true), { repetitions: 2000, seed: 31 }).share;
    const plain = frequencyOf(rejected(false), { repetitions: 2000, seed: 31 }).share;
    assert.ok(corrected > 0.03 && corrected < 0.07, `${corrected}`);
    assert.ok(plain > 0.08, `${plain}`);
  });

  it("names the rates by what they divide by, and refuses more answers than people", () => {
    const rates = responseRates({ completed: 200, selected: 1000, delivered: 800, refused: 50 });
    assert.deepEqual(rates, { response: 0.25, endToEnd: 0.2, acceptance: 0.8 });
    assert.deepEqual(responseRates({ completed: 5 }), { response: null, endToEnd: null, acceptance: null });
    assert.throws(() => responseRates({ completed: 9, delivered: 8 }), RangeError);
  });
});

describe("those who kept silent", () => {
  it("NPS 50 at one in ten lies anywhere between -85 and 95", () => {
    const bounds = nonResponseBounds({ ...figure, value: 50 }, 0.1, NPS_BOUNDS);
    near(bounds.low, -85);
    near(bounds.high, 95);
    assert.ok(bounds.lowWithError <= bounds.low && bounds.highWithError >= bounds.high);
    const whole = nonResponseBounds(figure, 1, NPS_BOUNDS);
    near(whole.high - whole.low, 0);
  });

  it("tells at which difference of the silent ones the conclusion turns, and where it ceases to be clear", () => {
    const line = sensitivityLine(figure, 0.25, { target: 20, ends: NPS_BOUNDS, most: 100 });
    near(line.flipsAt ?? 0, 40);
    near(0.25 * figure.value + 0.75 * (figure.value - (line.flipsAt ?? 0)), 20);
    assert.ok(line.unclearAt !== null && line.unclearAt < 40);
    assert.equal(line.points.length, 21);
    near(line.points[0]?.value ?? 0, figure.value);
    // Silent ones stay on the scale, so that some conclusions no difference can turn.
    assert.equal(sensitivityLine(figure, 0.9, { target: 0, ends: NPS_BOUNDS, most: 100 }).flipsAt, null);
    assert.equal(sensitivityLine(figure, 1, { target: 0, ends: NPS_BOUNDS, most: 100 }).flipsAt, null);
  });

  it("a figure that is not clear of the target is unclear from the start", () => {
    const line = sensitivityLine(figure, 0.5, { target: figure.value - 1, ends: NPS_BOUNDS, most: 50 });
    assert.equal(line.unclearAt, null);
    assert.throws(() => sensitivityLine(figure, 0, { target: 0, ends: NPS_BOUNDS, most: 50 }), RangeError);
  });

  it("finds that late answers are worse, and finds nothing where nothing is in one case of twenty", () => {
    const found = arrivalTrend([
      { delay: 0, n: 200, mean: 40, variance: 4900 },
      { delay: 3, n: 150, mean: 28, variance: 4900 },
      { delay: 7, n: 150, mean: 12, variance: 4900 },
    ]);
    near(found?.slope ?? 0, -4, 0.1);
    assert.ok((found?.pValue ?? 1) < 0.001);

    const shares = [0.5, 0.3, 0.2];
    const { share } = frequencyOf(
      (random) => {
        const groups = [0, 2, 7].map((delay) => {
          const [p = 0, m = 0, d = 0] = drawCounts(random, 120, shares);
          const mean = (p - d) / 120;
          return { delay, n: p + m + d, mean, variance: (p + d) / 119 - (120 / 119) * mean ** 2 };
        });
        return (arrivalTrend(groups)?.pValue ?? 1) < 0.05;
      },
      { repetitions: 2000, seed: 5 },
    );
    assert.ok(share > 0.035 && share < 0.065, `${share}`);
    assert.equal(arrivalTrend([{ delay: 1, n: 50, mean: 1, variance: 1 }]), null);
  });
});
