import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { individualsChart, MINIMUM_BASELINE, type ControlChart } from "./control-chart.ts";
import { createRandom, drawCounts, drawNormal } from "./random.ts";
import { averageOf } from "./sequence.ts";
import { recommendationChart, shareChart } from "./share-chart.ts";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

function signalled(chart: ReturnType<typeof shareChart>, signal: string): number[] {
  return chart.points.flatMap((point, i) => (point.signals.some((found) => found === signal) ? [i + 1] : []));
}

describe("the individuals chart", () => {
  it("gives Montgomery's limits for the viscosity of paint primer", () => {
    const viscosity = [
      33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33, 33.54, 33.12, 33.84,
    ];
    const chart = individualsChart(viscosity.map((value) => ({ value, n: 1 })));
    near(chart.centre, 33.52, 0.005);
    near(chart.points[0]?.high ?? 0, 34.8, 0.005);
    near(chart.points[0]?.low ?? 0, 32.24, 0.01);
    assert.deepEqual(signalled(chart, "beyond-limits"), []);
    assert.equal(chart.provisional, true);
  });

  it("signals a leap and a run of eight", () => {
    const quiet = Array.from({ length: 24 }, (_, i) => ({ value: i % 2 === 0 ? 10 : 12, n: 40 }));
    const leap = individualsChart([...quiet, { value: 30, n: 40 }], { baseline: 24 });
    assert.deepEqual(signalled(leap, "beyond-limits"), [25]);
    assert.equal(leap.provisional, false);
    const shift = Array.from({ length: 9 }, () => ({ value: 11.4, n: 40 }));
    assert.deepEqual(signalled(individualsChart([...quiet, ...shift], { baseline: 24 }), "run-of-eight"), [31, 32, 33]);
  });

  it("gives few false alarms on stable weeks", () => {
    const random = createRandom(17);
    const alarms = Array.from({ length: 200 }, () => {
      const weeks = Array.from({ length: 60 }, () => ({ value: 30 + 5 * drawNormal(random), n: 100 }));
      return signalled(individualsChart(weeks), "beyond-limits").length / 60;
    });
    near(averageOf(alarms), 0.0027, 0.004);
  });

  it("refuses to draw limits from one point", () => {
    assert.throws(() => individualsChart([{ value: 3, n: 5 }]), RangeError);
    assert.throws(
      () =>
        shareChart([
          { successes: 0, n: 0 },
          { successes: 1, n: 2 },
        ]),
      RangeError,
    );
  });
});

describe("the share chart", () => {
  it("gives Montgomery's limits and signals for orange-juice cans", () => {
    const cans = [
      12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
    ];
    const chart = shareChart(cans.map((successes) => ({ successes, n: 50 })));
    near(chart.centre, 0.2313, 5e-5);
    near(chart.points[0]?.high ?? 0, 0.4102, 5e-5);
    near(chart.points[0]?.low ?? 0, 0.0524, 1e-4);
    assert.deepEqual(signalled(chart, "beyond-limits"), [15, 23]);
    assert.equal(cans.length >= MINIMUM_BASELINE, !chart.provisional);
  });

  it("gives each period the limits of its own n", () => {
    const chart = shareChart([
      { successes: 20, n: 100 },
      { successes: 5, n: 25 },
      { successes: 80, n: 400 },
    ]);
    const reach = chart.points.map((point) => point.high - chart.centre);
    near((reach[1] ?? 0) / (reach[0] ?? 1), 2, 1e-9);
    near((reach[2] ?? 0) / (reach[0] ?? 1), 0.5, 1e-9);
  });

  it("needs Laney where periods of many answers differ by themselves", () => {
    const random = createRandom(23);
    const weeks = Array.from({ length: 80 }, () => {
      const p = 0.2 + 0.02 * drawNormal(random);
      const [successes = 0] = drawCounts(random, 5000, [p, 1 - p]);
      return { successes, n: 5000 };
    });
    const [plain, laney] = [shareChart(weeks), shareChart(weeks, { laney: true })];
    assert.ok(signalled(plain, "beyond-limits").length > 15);
    assert.ok(signalled(laney, "beyond-limits").length <= 1);
    assert.ok(laney.overdispersion > 2.5 && laney.method === "laney-p");
  });
});

describe("the chart of recommendation scores", () => {
  const weeks = (random: ReturnType<typeof createRandom>, length: number, shares: readonly number[]) =>
    Array.from({ length }, () => {
      const n = 30 + Math.floor(200 * random.uniform());
      const [promoters = 0, passives = 0, detractors = 0] = drawCounts(random, n, shares);
      return { promoters, passives, detractors };
    });

  it("is quiet when only sampling moves the score, with and without Laney", () => {
    const random = createRandom(29);
    const charts = Array.from({ length: 100 }, () => {
      const history = weeks(random, 52, [0.5, 0.3, 0.2]);
      return { plain: recommendationChart(history), laney: recommendationChart(history, { laney: true }) };
    });
    const rate = (chart: ControlChart): number => signalled(chart, "beyond-limits").length / 52;
    assert.ok(averageOf(charts.map(({ plain }) => rate(plain))) < 0.006);
    assert.ok(averageOf(charts.map(({ laney }) => rate(laney))) < 0.008);
    near(averageOf(charts.map(({ laney }) => laney.overdispersion)), 1, 0.03);
  });

  it("sees a fall of 30 points and keeps its limits on the scale", () => {
    const random = createRandom(37);
    const history = [...weeks(random, 30, [0.6, 0.3, 0.1]), ...weeks(random, 10, [0.4, 0.3, 0.3])];
    const chart = recommendationChart(history, { baseline: 30 });
    const runs = signalled(chart, "run-of-eight");
    assert.ok(runs.includes(38) && runs.includes(40));
    assert.ok(signalled(chart, "beyond-limits").some((week) => week > 30));
    assert.ok(chart.points.every(({ low, high }) => low >= -100 && high <= 100));
    near(chart.centre, 50, 6);
  });
});
