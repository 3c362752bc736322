import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom, drawNormal, type RandomSource } from "../random.ts";
import { at } from "../sequence.ts";
import { logisticDrivers } from "./logistic-drivers.ts";
import { logisticFit, type Pattern } from "./logistic.ts";

const near = (actual: number | undefined, expected: number, within: number): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= within, `${actual} is not ${expected}`);

/** Two by two: with and without, yes and no. */
function table(a: number, b: number, c: number, d: number): Pattern[] {
  const pattern = (value: number, yes: number, no: number): Pattern => ({
    block: 0,
    values: [value],
    n: yes + no,
    weight: yes + no,
    squares: yes + no,
    events: yes,
  });
  return [pattern(1, a, b), pattern(0, c, d)];
}

describe("Firth's logistic regression", () => {
  it("of one yes or no is the log odds ratio with half an answer added to each cell, also where a cell is empty", () => {
    for (const [a, b, c, d] of [
      [30, 70, 50, 50],
      [12, 0, 5, 20],
      [1, 99, 40, 60],
    ] as const) {
      const fit = logisticFit(table(a, b, c, d));
      near(fit?.coefficients[1], Math.log(((a + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5))), 1e-6);
      near(fit?.coefficients[0], Math.log((c + 0.5) / (d + 0.5)), 1e-6);
    }
  });

  it("tells how much likelihood is gained, and has no answer where the outcome never varies or columns repeat", () => {
    assert.ok((logisticFit(table(90, 10, 10, 90))?.pseudoRSquared ?? 0) > 0.5);
    near(logisticFit(table(50, 50, 50, 50))?.likelihoodRatio, 0, 1e-6);
    assert.equal(logisticFit(table(10, 0, 10, 0)), undefined);
    const twice = table(30, 70, 50, 50).map((one) => ({ ...one, values: [at(one.values, 0), at(one.values, 0)] }));
    assert.equal(logisticFit(twice), undefined);
  });
});

interface Answer {
  readonly person: number;
  readonly values: readonly number[];
  readonly isYes: boolean;
}

/** Two ratings that go together, a yes or no and a level of three; two answers a person, alike beyond the predictors. */
function drawAnswers(random: RandomSource, n: number): Answer[] {
  return Array.from({ length: n / 2 }, (_, person) => {
    const [mood, leaning] = [drawNormal(random), drawNormal(random)];
    return [0, 1].map((): Answer => {
      const rating = (): number => Math.min(5, Math.max(1, Math.round(3.4 + 0.7 * mood + 0.8 * drawNormal(random))));
      const [first, second, flag] = [rating(), rating(), random.uniform() < 0.2 ? 1 : 0];
      const level = Math.floor(3 * random.uniform());
      const odds = 0.9 * first + 0.3 * second - 0.9 * flag + (level === 2 ? 0.5 : 0) - 4.2 + 0.5 * leaning;
      const values = [first, second, flag, level === 1 ? 1 : 0, level === 2 ? 1 : 0];
      return { person, values, isYes: random.uniform() < 1 / (1 + Math.exp(-odds)) };
    });
  }).flat();
}

const groups = [[0], [1], [2], [3, 4]];

function patternsOf(answers: readonly Answer[]): Pattern[] {
  const alike = Map.groupBy(
    answers,
    ({ person, values }) => `${(Math.imul(person, 2654435761) >>> 16) % 64} ${values.join()}`,
  );
  return [...alike].map(([key, own]) => ({
    block: Number(key.split(" ")[0]),
    values: own[0]?.values ?? [],
    n: own.length,
    weight: own.length,
    squares: own.length,
    events: own.filter(({ isYes }) => isYes).length,
  }));
}

describe("drivers of a yes or no", () => {
  it("have shares that sum to one, effects in percentage points, and intervals that hold the truth", () => {
    const truth = logisticDrivers(patternsOf(drawAnswers(createRandom(1), 150_000)), groups, { draws: 2 });
    assert.ok(truth.state === "ok" && truth.method === "logistic");
    const random = createRandom(2);
    const held = { effects: 0, shares: 0, tests: 0 };
    const samples = 60;
    for (let sample = 0; sample < samples; sample++) {
      const found = logisticDrivers(patternsOf(drawAnswers(random, 1200)), groups, { draws: 100, seed: sample });
      assert.ok(found.state === "ok");
      near(
        found.drivers.reduce((sum, driver) => sum + (driver?.share.value ?? 0), 0),
        1,
        1e-9,
      );
      near(
        found.drivers.reduce((sum, driver) => sum + (driver?.weight.value ?? 0), 0),
        found.rSquared.value,
        1e-9,
      );
      found.drivers.forEach((driver, index) => {
        const real = truth.drivers[index];
        held.shares += holds(driver?.share.interval, real?.share.value) / 4;
        driver?.columns.forEach(
          ({ effect }, column) => (held.effects += holds(effect?.interval, real?.columns[column]?.effect?.value) / 5),
        );
      });
      held.tests += found.drivers[0]?.clear === true ? 1 : 0;
    }
    assert.ok(held.effects / samples >= 0.9 && held.effects / samples <= 0.99, `effects ${held.effects / samples}`);
    assert.ok(held.shares / samples >= 0.88, `shares ${held.shares / samples}`);
    assert.equal(held.tests, samples);
  });

  it("say why there are none: nobody, everybody, too few of the rarer kind", () => {
    assert.equal(logisticDrivers([], groups).state, "none");
    const answers = drawAnswers(createRandom(3), 400);
    assert.equal(logisticDrivers(patternsOf(answers.map((one) => ({ ...one, isYes: true }))), groups).state, "flat");
    const rare = answers.map((one, index) => ({ ...one, isYes: index < 9 }));
    assert.equal(logisticDrivers(patternsOf(rare), groups).state, "too-few");
  });
});

function holds(
  interval: { readonly low: number; readonly high: number } | undefined,
  truth: number | undefined,
): number {
  return interval !== undefined && truth !== undefined && interval.low <= truth && truth <= interval.high ? 1 : 0;
}
