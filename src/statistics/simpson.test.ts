import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { changeAgainstRest, contributionOf, sameMixDifference, togetherOf, type InBoth } from "./cell-changes.ts";
import type { CellMoments } from "./cell-moments.ts";
import { adjustPValues } from "./many-units.ts";
import { createRandom, type RandomSource } from "./random.ts";
import { sumOf } from "./sequence.ts";
import { findReversal, heterogeneityOf, reversalsAmong } from "./simpson.ts";
import { frequencyOf } from "./simulation.ts";

const percent = { min: 0, max: 100 };

/** So many successes of so many, as 100 and 0. */
function share(successes: number, n: number): CellMoments {
  const [x, xx] = [100 * successes, 10_000 * successes];
  return { n, w: n, ww: n, wx: x, wxx: xx, wwx: x, wwxx: xx };
}

/** Charig and others 1986: open surgery (a) and puncture (b) for small and large kidney stones, successes of patients. */
function kidneyStones(times: number): InBoth[] {
  return [
    { a: share(81 * times, 87 * times), b: share(234 * times, 270 * times) },
    { a: share(192 * times, 263 * times), b: share(55 * times, 80 * times) },
  ];
}

const even = (random: RandomSource, n: number, rate: number): CellMoments => {
  let successes = 0;
  for (let answer = 0; answer < n; answer++) if (random.uniform() < rate) successes += 1;
  return share(successes, n);
};

describe("Simpson's paradox", () => {
  it("is named in the kidney stones once there are enough patients, and not before", () => {
    assert.equal(findReversal(kidneyStones(1), { bounds: percent }).kind, "none");
    const found = findReversal(kidneyStones(20), { bounds: percent });
    assert.equal(found.kind, "paradox");
    assert.ok(found.whole.value > 4 && (found.sameMix?.value ?? 0) < -4);
    assert.deepEqual(found.counts, { withWhole: 0, against: 2, unclear: 0 });
    assert.deepEqual(reversalsAmong([found]), [true]);
  });

  it("is not named where a part clearly goes with the whole, nor where all do, nor of one part alone", () => {
    const against = [...kidneyStones(20), { a: share(100, 1000), b: share(900, 1000) }];
    assert.notEqual(findReversal(against, { bounds: percent }).kind, "paradox");
    const plain = [
      { a: share(500, 1000), b: share(700, 1000) },
      { a: share(400, 1000), b: share(600, 1000) },
    ];
    assert.equal(findReversal(plain, { bounds: percent }).kind, "none");
    assert.equal(findReversal(plain.slice(0, 1), { bounds: percent }).kind, "none");
  });

  it("is named in at most 5 % of looks at six breakdowns of nothing", () => {
    const false5 = frequencyOf(
      (random) => {
        const looks = Array.from({ length: 6 }, () =>
          findReversal(
            [0.3, 0.5, 0.7].map((rate) => ({ a: even(random, 120, rate), b: even(random, 80, rate) })),
            { bounds: percent },
          ),
        );
        return reversalsAmong(looks).some(Boolean);
      },
      { repetitions: 300, seed: 8 },
    );
    assert.ok(false5.share <= 0.06, `${false5.share}`);
  });
});

describe("cells of a breakdown", () => {
  it("contribute the whole difference, and a cell that did nothing nothing", () => {
    const cells = [...kidneyStones(3), { a: share(30, 60), b: share(10, 15) }];
    const whole = togetherOf(cells);
    const parts = cells.map((cell) => contributionOf(cell, { whole, bounds: percent }).value);
    const difference =
      (100 * (234 * 3 + 55 * 3 + 10)) / (350 * 3 + 15) - (100 * (81 * 3 + 192 * 3 + 30)) / (350 * 3 + 60);
    assert.ok(Math.abs(sumOf(parts) - difference) < 1e-9);
    const same = { a: share(50, 100), b: share(50, 100) };
    const nothing = contributionOf(same, { whole: togetherOf([same, same]), bounds: percent });
    assert.ok(Math.abs(nothing.value) < 1e-12 && nothing.standardError > 0);
  });

  it("have intervals that hold what they promise", () => {
    const rates = [0.3, 0.6, 0.8];
    const [a, b] = [
      [0.5, 0.3, 0.2],
      [0.3, 0.3, 0.4],
    ];
    const drop = [0, 0, 0.15];
    const draw = (random: RandomSource): InBoth[] => {
      const cells = rates.map(() => ({ a: [0, 0], b: [0, 0] }));
      for (const [side, shares] of [
        ["a", a],
        ["b", b],
      ] as const) {
        for (let answer = 0; answer < 300; answer++) {
          const u = random.uniform();
          const k = u < shares[0]! ? 0 : u < shares[0]! + shares[1]! ? 1 : 2;
          const cell = cells[k]![side];
          cell[1]! += 1;
          if (random.uniform() < rates[k]! - (side === "b" ? drop[k]! : 0)) cell[0]! += 1;
        }
      }
      return cells.map((cell) => ({ a: share(cell.a[0]!, cell.a[1]!), b: share(cell.b[0]!, cell.b[1]!) }));
    };
    const middle = (sumOf(rates.map((r, k) => r * a[k]!)) + sumOf(rates.map((r, k) => (r - drop[k]!) * b[k]!))) / 2;
    const contribution = 100 * (b[2]! * (0.65 - middle) - a[2]! * (0.8 - middle));
    const atOneMix = -100 * 0.15 * ((a[2]! + b[2]!) / 2);
    const cover = (of: (cells: InBoth[]) => { low: number; high: number } | undefined, truth: number) =>
      frequencyOf(
        (random) => {
          const interval = of(draw(random));
          return interval !== undefined && interval.low <= truth && truth <= interval.high;
        },
        { repetitions: 1000, seed: 4 },
      ).share;
    const ofCell = cover(
      (cells) => contributionOf(cells[2]!, { whole: togetherOf(cells), bounds: percent }).interval,
      contribution,
    );
    const ofMix = cover((cells) => sameMixDifference(cells, percent)?.interval, atOneMix);
    assert.ok(Math.abs(ofCell - 0.95) <= 0.02, `contribution ${ofCell}`);
    assert.ok(Math.abs(ofMix - 0.95) <= 0.02, `same mix ${ofMix}`);
  });

  it("are found where they changed, and false finds among many stay at their rate", () => {
    const random = createRandom(77);
    let [found, falsely, named] = [0, 0, 0];
    const looks = 200;
    for (let look = 0; look < looks; look++) {
      const cells = Array.from({ length: 30 }, (_, k) => ({
        a: even(random, 80, 0.6),
        b: even(random, 80, k === 0 ? 0.25 : 0.6),
      }));
      const whole = togetherOf(cells);
      const adjusted = adjustPValues(cells.map((cell) => changeAgainstRest(cell, whole, percent)?.pValue ?? 1));
      const clear = adjusted.flatMap((p, k) => (p <= 0.05 ? [k] : []));
      if (clear.includes(0)) found += 1;
      falsely += clear.length === 0 ? 0 : clear.filter((k) => k !== 0).length / clear.length;
      named += clear.length;
    }
    assert.ok(found / looks > 0.8, `found ${found}`);
    assert.ok(falsely / looks <= 0.06, `false ${falsely / looks} of ${named}`);
  });

  it("tell whether they changed differently at all", () => {
    const alike = [10, 11, 9].map((value) => ({
      value,
      standardError: 2,
      interval: { low: 0, high: 0, level: 0.95, method: "" },
      pValue: 0,
      clear: true,
    }));
    assert.ok((heterogeneityOf(alike)?.pValue ?? 0) > 0.5);
    assert.ok((heterogeneityOf([...alike, { ...alike[0]!, value: -20 }])?.pValue ?? 1) < 0.001);
    assert.equal(heterogeneityOf(alike.slice(0, 1)), null);
  });
});
