import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { RandomSource } from "./random.ts";
import { frequencyOf } from "./simulation.ts";
import { chanceOfTail, clusteringOf, expectedGoodRuns, expectedRuns, meanRunLength } from "./streaks.ts";

/** Every order of n moments, so many of them good. */
function orders(n: number, good: number): boolean[][] {
  if (n === 0) return [[]];
  const first = good > 0 ? orders(n - 1, good - 1).map((rest) => [true, ...rest]) : [];
  const second = n > good ? orders(n - 1, good).map((rest) => [false, ...rest]) : [];
  return [...first, ...second];
}

function runsIn(moments: readonly boolean[]): { all: number; good: number[] } {
  const lengths: { isGood: boolean; length: number }[] = [];
  for (const isGood of moments) {
    const last = lengths.at(-1);
    if (last?.isGood === isGood) last.length += 1;
    else lengths.push({ isGood, length: 1 });
  }
  return { all: lengths.length, good: lengths.filter(({ isGood }) => isGood).map(({ length }) => length) };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** One person's moments; each repeats the one before with this chance, else is good in 6 of 10. */
function person(random: RandomSource, n: number, sticks: number, rate = 0.6): boolean[] {
  const moments: boolean[] = [];
  for (let place = 0; place < n; place++) {
    const last = moments.at(-1);
    moments.push(last !== undefined && random.uniform() < sticks ? last : random.uniform() < rate);
  }
  return moments;
}

function sumsOf(people: readonly (readonly boolean[])[]) {
  const sums = { persons: 0, runs: 0, expected: 0, variance: 0 };
  for (const moments of people) {
    const good = moments.filter(Boolean).length;
    if (good === 0 || good === moments.length) continue;
    const { mean: expected, variance } = expectedRuns(moments.length, good);
    sums.persons += 1;
    sums.runs += runsIn(moments).all;
    sums.expected += expected;
    sums.variance += variance;
  }
  return sums;
}

const crowd = (random: RandomSource, sticks: number) =>
  Array.from({ length: 150 }, (_, index) => person(random, 2 + (index % 7), sticks, index % 2 === 0 ? 0.3 : 0.8));

describe("runs by chance alone", () => {
  it("are those of every order counted out", () => {
    for (const [n, good] of [
      [5, 2],
      [7, 4],
      [8, 1],
      [6, 6],
    ] as const) {
      const all = orders(n, good).map(runsIn);
      const { mean: expected, variance } = expectedRuns(n, good);
      const average = mean(all.map((one) => one.all));
      assert.ok(Math.abs(average - expected) < 1e-12);
      assert.ok(Math.abs(mean(all.map((one) => (one.all - average) ** 2)) - variance) < 1e-12);
      for (const length of [1, 2, 3, 4]) {
        const seen = mean(all.map((one) => one.good.filter((run) => run >= length).length));
        assert.ok(Math.abs(seen - expectedGoodRuns(n, good, length)) < 1e-12, `${n} ${good} ${length}`);
        const tails = mean(orders(n, good).map((one) => Number(one.slice(-length).every(Boolean) && length <= n)));
        assert.ok(Math.abs(tails - chanceOfTail(n, good, length)) < 1e-12);
      }
    }
  });

  it("are Wald and Wolfowitz’s mean and variance for 8 and 12", () => {
    const { mean: expected, variance } = expectedRuns(20, 8);
    assert.equal(expected.toFixed(1), "10.6");
    assert.equal(variance.toFixed(3), ((192 * 172) / (400 * 19)).toFixed(3));
    assert.throws(() => expectedRuns(3, 4), RangeError);
  });
});

describe("the runs test over persons", () => {
  it("cries wolf in 5 of 100, though persons differ in how happy they are", () => {
    const { share } = frequencyOf((random) => clusteringOf(sumsOf(crowd(random, 0)))?.verdict !== "chance", {
      repetitions: 1500,
      seed: 4,
    });
    assert.ok(share > 0.03 && share < 0.07, String(share));
  });

  it("finds moments that follow each other, and says which way", () => {
    const { share } = frequencyOf((random) => clusteringOf(sumsOf(crowd(random, 0.4)))?.verdict === "clustered", {
      repetitions: 200,
      seed: 6,
    });
    assert.ok(share > 0.95, String(share));
    assert.equal(clusteringOf({ persons: 100, runs: 400, expected: 300, variance: 90 })?.verdict, "alternating");
    assert.equal(clusteringOf({ persons: 5, runs: 4, expected: 9, variance: 3 }), null);
  });
});

describe("the mean length of a run", () => {
  it("covers the truth when persons are drawn, not runs", () => {
    const draw = (random: RandomSource, size: number) => {
      const sums = { persons: 0, runs: 0, moments: 0, runsSquared: 0, momentsSquared: 0, product: 0 };
      for (let index = 0; index < size; index++) {
        const good = runsIn(person(random, 6, 0, random.uniform() < 0.5 ? 0.3 : 0.9)).good;
        const moments = good.reduce((sum, length) => sum + length, 0);
        sums.persons += 1;
        sums.runs += good.length;
        sums.moments += moments;
        sums.runsSquared += good.length ** 2;
        sums.momentsSquared += moments ** 2;
        sums.product += good.length * moments;
      }
      return meanRunLength(sums);
    };
    let truth = 0;
    frequencyOf((random) => ((truth = draw(random, 200_000)?.value ?? 0), true), { repetitions: 1, seed: 1 });
    const { share } = frequencyOf(
      (random) => {
        const found = draw(random, 120);
        return found !== null && found.interval.low <= truth && truth <= found.interval.high;
      },
      { repetitions: 1500, seed: 8 },
    );
    assert.ok(share > 0.93 && share < 0.965, String(share));
    assert.equal(
      meanRunLength({ persons: 9, runs: 0, moments: 0, runsSquared: 0, momentsSquared: 0, product: 0 }),
      null,
    );
  });
});
