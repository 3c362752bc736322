import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { createRandom, drawNormal } from "../random.ts";
import { at, sumOf } from "../sequence.ts";
import { independentColumns, varianceInflation } from "./collinearity.ts";
import { keyDrivers } from "./key-drivers.ts";
import { leastSquares } from "./least-squares.ts";
import { addMomentMatrices, centredOf, momentMatrixOf, type MomentMatrix } from "./moment-matrix.ts";
import { penaltyReward } from "./penalty-reward.ts";
import { relativeWeights } from "./relative-weights.ts";
import { shapleyWeights } from "./shapley-weights.ts";

const near = (actual: number | undefined, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= within, `${actual} is not ${expected}`);

/** Every number of a result. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Rows dealt into blocks one after the other. */
function blocksOf(rows: readonly (readonly number[])[], count = 64): MomentMatrix[] {
  return Array.from({ length: count }, (_, block) =>
    momentMatrixOf(rows.filter((__, index) => index % count === block)),
  );
}

/** Answers of a person to `columns` questions and the outcome, which follows from them by these effects. */
function answers(n: number, effects: readonly number[], { seed = 3, noise = 1 } = {}): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => {
    const mood = drawNormal(random);
    const given = effects.map(() => Math.min(5, Math.max(1, Math.round(3.4 + 0.7 * mood + 0.8 * drawNormal(random)))));
    return [
      ...given,
      given.reduce((sum, value, index) => sum + value * at(effects, index), 0) + noise * drawNormal(random),
    ];
  });
}

const tables = fc
  .record({
    columns: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
    noise: fc.double({ min: 0.1, max: 5, noNaN: true }),
  })
  .map(({ columns, seed, noise }) => ({
    columns,
    rows: answers(
      80,
      Array.from({ length: columns }, (_, index) => ((seed >> index) % 5) - 2),
      { seed, noise },
    ),
  }));

describe("weights", () => {
  it("are not negative and sum to R² exactly, both ways, whatever the answers and however they are grouped", () => {
    fc.assert(
      fc.property(tables, ({ columns, rows }) => {
        const centred = centredOf(momentMatrixOf(rows));
        const { kept } = independentColumns(
          centred,
          Array.from({ length: columns }, (_, index) => index),
        );
        const fit = leastSquares(centred, kept);
        if (fit === undefined) return;
        for (const groups of [
          kept.map((column) => [column]),
          [kept.slice(0, 2), ...kept.slice(2).map((column) => [column])],
        ]) {
          for (const weights of [
            relativeWeights(centred.covariance, groups),
            shapleyWeights(centred.covariance, groups)?.weights,
          ]) {
            assert.ok(weights !== undefined && weights.length === groups.length);
            assert.ok(weights.every((weight) => weight >= 0));
            near(sumOf(weights), fit.rSquared, 1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("of a category do not depend on how its levels are coded", () => {
    const rows = answers(300, [1, 0.5]).map(([a = 0, b = 0, y = 0], index) => {
      const level = index % 4;
      return [a, b, level, y + [0, 1, 3, -1][level]!];
    });
    const coded = (code: (level: number) => readonly number[]) =>
      centredOf(momentMatrixOf(rows.map(([a = 0, b = 0, level = 0, y = 0]) => [a, b, ...code(level), y]))).covariance;
    const groups = [[0], [1], [2, 3, 4]];
    const dummies = coded((level) => [1, 2, 3].map((one) => (level === one ? 1 : 0)));
    const others = coded((level) => [level, level * level, level ** 3]);

    relativeWeights(dummies, groups)?.forEach((weight, index) =>
      near(relativeWeights(others, groups)?.[index], weight, 1e-8),
    );
    shapleyWeights(dummies, groups)?.weights.forEach((weight, index) =>
      near(shapleyWeights(others, groups)?.weights[index], weight, 1e-8),
    );
  });

  it("are the squared correlations where drivers do not go together", () => {
    const rows = Array.from({ length: 64 }, (_, index) => [
      index & 1,
      (index >> 1) & 1,
      (index >> 2) & 1,
      2 * (index & 1) + ((index >> 1) & 1) + ((index >> 3) & 1),
    ]);
    const { covariance } = centredOf(momentMatrixOf(rows));
    for (const weights of [
      relativeWeights(covariance, [[0], [1], [2]]),
      shapleyWeights(covariance, [[0], [1], [2]])?.weights,
    ]) {
      [4 / 6, 1 / 6, 0].forEach((weight, index) => near(weights?.[index], weight));
    }
  });

  it("of more than twelve predictors are not sought over every order", () => {
    const groups = Array.from({ length: 13 }, (_, index) => [index]);
    assert.throws(() => shapleyWeights([[1]], groups), RangeError);
    const rows = answers(
      500,
      groups.map((_, index) => (index === 0 ? 1 : 0)),
    );
    const found = keyDrivers(blocksOf(rows), groups, { method: "lmg", draws: 20 });
    assert.ok(found.state === "ok" && found.method === "johnson");
  });
});

describe("moments", () => {
  it("of parts add up to those of the whole, also with weights; leaving one out takes it away", () => {
    const rows = answers(200, [1, 2]);
    const weights = rows.map((_, index) => 1 + (index % 3));
    const whole = momentMatrixOf(rows, weights);
    const parts = [rows.slice(0, 90), rows.slice(90)].map((some, part) =>
      momentMatrixOf(some, part === 0 ? weights.slice(0, 90) : weights.slice(90)),
    );
    const [first, second] = parts;
    addMomentMatrices(parts).products.forEach((product, index) => near(product, at(whole.products, index), 1e-6));
    addMomentMatrices([whole, second!], [1, -1]).products.forEach((product, index) =>
      near(product, at(first!.products, index), 1e-6),
    );
  });

  it("weights count as so many equal answers would", () => {
    const rows = answers(120, [1, -1]);
    const weighted = leastSquares(
      centredOf(
        momentMatrixOf(
          rows,
          rows.map((_, index) => 1 + (index % 2)),
        ),
      ),
      [0, 1],
    );
    const repeated = leastSquares(
      centredOf(momentMatrixOf(rows.flatMap((row, index) => (index % 2 === 1 ? [row, row] : [row])))),
      [0, 1],
    );
    weighted?.coefficients.forEach((value, index) => near(value, at(repeated?.coefficients ?? [], index)));
  });
});

describe("bad input has a clear state and never a NaN", () => {
  const columns = [[0], [1], [2]];

  it("no answers, too few, all the same score", () => {
    assert.equal(keyDrivers([], columns).state, "none");
    assert.equal(keyDrivers(blocksOf([]), columns).state, "none");
    const few = keyDrivers(blocksOf(answers(49, [1, 1, 1])), columns);
    assert.ok(few.state === "too-few" && few.needed === 50);
    const many = keyDrivers(
      blocksOf(answers(79, [1, 1, 1, 1, 1, 1, 1, 1])),
      Array.from({ length: 8 }, (_, index) => [index]),
    );
    assert.ok(many.state === "too-few" && many.needed === 80);
    assert.equal(keyDrivers(blocksOf(answers(100, [0, 0, 0], { noise: 0 })), columns).state, "flat");
  });

  it("constant and perfectly collinear columns are named and set aside, with what they follow from", () => {
    const rows = answers(400, [1, 1]).map(([a = 0, b = 0, y = 0]) => [a, b, a + 2 * b, 4, y]);
    const found = keyDrivers(blocksOf(rows), [[0], [1], [2], [3]], { draws: 50 });
    assert.ok(found.state === "ok");
    assert.deepEqual(found.setAside, [
      { column: 2, reason: "collinear", with: [0, 1] },
      { column: 3, reason: "constant", with: [] },
    ]);
    assert.deepEqual(
      found.drivers.map((driver) => driver === null),
      [false, false, true, true],
    );
    const numbers = found.drivers.flatMap((driver) => (driver === null ? [] : numbersIn(driver)));
    assert.ok(numbers.length > 20 && numbers.every(Number.isFinite));
    assert.equal(keyDrivers(blocksOf(rows), [[3]]).state, "no-predictors");
  });

  it("nearly collinear columns stay, with an inflation that says so", () => {
    const random = createRandom(1);
    const rows = answers(400, [1, 1]).map(([a = 0, b = 0, y = 0]) => [a, b, a + 0.05 * drawNormal(random), y]);
    const found = keyDrivers(blocksOf(rows), columns, { draws: 50 });
    assert.ok(found.state === "ok" && found.setAside.length === 0);
    assert.ok((found.drivers[0]?.inflation ?? 0) > 50 && (found.drivers[1]?.inflation ?? 99) < 2);
    const { covariance } = centredOf(momentMatrixOf(rows));
    near(varianceInflation(covariance, [[0], [1], [2]])[0], found.drivers[0]?.inflation ?? 0);
  });
});

describe("places", () => {
  it("are shared by drivers that cannot be told apart, and a driver without effect is not called clear", () => {
    const found = keyDrivers(blocksOf(answers(1500, [1, 1, 0.1, 0], { noise: 3, seed: 5 })), [[0], [1], [2], [3]]);
    assert.ok(found.state === "ok");
    const [a, b, , none] = found.drivers;
    assert.deepEqual([a?.rank, b?.rank, a?.tied, b?.tied, a?.clear, none?.clear], [1, 1, true, true, true, false]);
    assert.ok((none?.rank ?? 0) > 1);
    near(sumOf(found.drivers.map((driver) => driver?.share.value ?? 0)), 1, 1e-9);
  });
});

describe("penalty and reward", () => {
  it("tell what is taken for granted from what delights, and say nothing of an end that nobody chose", () => {
    const random = createRandom(8);
    const rows = Array.from({ length: 3000 }, () => {
      const [basic, exciting, even] = [0, 1, 2].map(() => Math.floor(3 * random.uniform()));
      const never = random.uniform() < 0.5 ? 2 : 1;
      const y =
        (basic === 0 ? -20 : 0) +
        (exciting === 2 ? 20 : 0) +
        (even === 0 ? -10 : even === 2 ? 10 : 0) +
        20 * drawNormal(random);
      return [...[basic, exciting, even, never].flatMap((one) => [one === 0 ? 1 : 0, one === 2 ? 1 : 0]), y];
    });
    const found = penaltyReward(
      blocksOf(rows),
      [0, 2, 4, 6].map((low) => ({ low, high: low + 1 })),
    );
    assert.ok(found.state === "ok");
    assert.deepEqual(
      found.attributes.map((one) => one?.kind ?? null),
      ["basic", "exciting", "even", null],
    );
    near(found.attributes[0]?.penalty.value, -20, 3);
    assert.equal(
      penaltyReward(blocksOf(rows.slice(0, 59)), [
        { low: 0, high: 1 },
        { low: 2, high: 3 },
      ]).state,
      "too-few",
    );
    assert.equal(penaltyReward([], [{ low: 0, high: 1 }]).state, "none");
  });
});
