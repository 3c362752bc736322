import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { createRandom, drawNormal } from "./random.ts";
import { rankUnits, type RankedUnit } from "./ranking.ts";

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

function unitsOf(pairs: readonly (readonly [value: number, standardError: number])[]) {
  return pairs.map(([value, standardError]) => ({ value, standardError, n: 50, effectiveN: 50 }));
}

describe("the shrunken ranking", () => {
  it("finds nothing between the eight schools", () => {
    // Rubin 1981; Gelman et al., Bayesian Data Analysis, 5.5: pooled effect 7.7, no visible variance between schools
    const schools = [
      [28, 15],
      [8, 10],
      [-3, 16],
      [7, 11],
      [-1, 9],
      [1, 11],
      [18, 10],
      [12, 18],
    ] as const;
    const ranking = rankUnits(unitsOf(schools));
    near(ranking.mean, 7.69, 0.005);
    assert.equal(ranking.betweenDeviation, 0);
    assert.ok(ranking.units.every(({ rank, rankHigh }) => rank === 1 && rankHigh === 8));
  });

  it("does not put the smallest unit on top", () => {
    const ranking = rankUnits(
      unitsOf([
        [90, 30],
        [50, 4],
        [48, 4],
        [20, 4],
        [18, 4],
        [0, 4],
        [-20, 4],
      ]),
    );
    const [small, big] = ranking.units;
    assert.ok(small !== undefined && big !== undefined);
    assert.ok(small.shrunken.value < 72 && small.reliability < 0.75 && big.reliability > 0.98);
    assert.ok(small.rank === 1 && big.rank === 1, "they share the first rank");
    assert.deepEqual(
      ranking.units.map(({ rank }) => rank),
      [1, 1, 1, 3, 3, 6, 7],
    );
  });

  it("turns round where lower is better", () => {
    const units = unitsOf([
      [10, 1],
      [20, 1],
      [30, 1],
      [40, 1],
      [50, 1],
    ]);
    assert.deepEqual(
      rankUnits(units).units.map(({ rank }) => rank),
      [5, 4, 3, 2, 1],
    );
    assert.deepEqual(
      rankUnits(units, { better: "lower" }).units.map(({ rank }) => rank),
      [1, 2, 3, 4, 5],
    );
  });
});

describe("the shrunken ranking in simulation", () => {
  it("keeps its promises for figures, ranks and orders", (t) => {
    const random = createRandom(31);
    for (const [size, spread] of [
      [5, 10],
      [10, 25],
      [20, 4],
      [20, 10],
      [60, 10],
    ] as const) {
      const repetitions = Math.ceil(1500 / size);
      let [covered, ranked, orders, wrong] = [0, 0, 0, 0];
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const truths = Array.from({ length: size }, () => 20 + spread * drawNormal(random));
        const pairs = truths.map((truth) => {
          const error = 80 / Math.sqrt(20 + 480 * random.uniform() ** 2);
          return [truth + error * drawNormal(random), error] as const;
        });
        const { units } = rankUnits(unitsOf(pairs));
        units.forEach((unit, i) => {
          const truth = truths[i] ?? Number.NaN;
          if (unit.shrunken.interval.low <= truth && truth <= unit.shrunken.interval.high) covered += 1;
          const trueRank = 1 + truths.filter((other) => other > truth).length;
          if (unit.rank <= trueRank && trueRank <= unit.rankHigh) ranked += 1;
        });
        const judged = ordersOf(units, truths);
        orders += judged.declared;
        wrong += judged.wrong;
      }
      const total = repetitions * size;
      const per = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
      t.diagnostic(
        `${size} units, spread ${spread}: figures ${per(covered, total)}, ranks ${per(ranked, total)}, wrong orders ${per(wrong, orders)} %`,
      );
      assert.ok(covered / total > 0.93, `figures ${covered / total}`);
      assert.ok(ranked / total > 0.97, `ranks ${ranked / total}`);
      assert.ok(wrong <= orders * (spread < 10 ? 0.1 : 0.02), `${wrong} of ${orders} orders`);
    }
  });
});

describe("the shrunken ranking of any units", () => {
  it("contains each rank in its range, whatever the units", () => {
    const pair = fc.tuple(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0.5, max: 60, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 30 }), (pairs) => {
        for (const unit of rankUnits(unitsOf(pairs)).units) {
          assert.ok(unit.rank >= 1 && unit.rank <= unit.rankHigh && unit.rankHigh <= pairs.length);
          assert.ok(unit.reliability >= 0 && unit.reliability <= 1);
          assert.ok(unit.shrunken.interval.low < unit.shrunken.value);
        }
      }),
    );
  });

  it("takes no units, and refuses errors that are not above zero", () => {
    assert.deepEqual(rankUnits([]).units, []);
    assert.throws(
      () =>
        rankUnits(
          unitsOf([
            [3, 0],
            [4, 1],
          ]),
        ),
      RangeError,
    );
  });
});

/** Pairs whose rank ranges do not overlap are declared in an order; how many of them truly stand the other way. */
function ordersOf(units: readonly RankedUnit[], truths: readonly number[]): { declared: number; wrong: number } {
  let [declared, wrong] = [0, 0];
  units.forEach((a, i) => {
    units.forEach((b, j) => {
      if (a.rankHigh >= b.rank) return;
      declared += 1;
      if ((truths[i] ?? 0) < (truths[j] ?? 0)) wrong += 1;
    });
  });
  return { declared, wrong };
}
