import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Interval } from "../estimate.ts";
import { createRandom, drawNormal, type RandomSource } from "../random.ts";
import { at } from "../sequence.ts";
import { keyDrivers } from "./key-drivers.ts";
import { leastSquares } from "./least-squares.ts";
import { centredOf, momentMatrixOf, type MomentMatrix } from "./moment-matrix.ts";
import { relativeWeights } from "./relative-weights.ts";
import type { KeyDrivers } from "./result.ts";
import { shapleyWeights } from "./shapley-weights.ts";

// Intervals must hold the truth as often as they promise. Repetitions are few here, so that the suite stays quick; with
// HOLOS_SIMULATIONS=1000 the figures in the docstring of `keyDrivers` come out: effects, means and weights within two points
// of 95; shares and R², which the noise of few answers draws towards each other and upwards, within three.
const repetitions = Number(process.env["HOLOS_SIMULATIONS"] ?? 150);
const isLong = repetitions >= 1000;
const slackOf = (what: string): number => (isLong ? (what === "shares" || what === "rSquared" ? 0.03 : 0.02) : 0.055);

interface Answer {
  readonly person: number;
  readonly values: readonly number[];
  readonly weight: number;
}

const effects = [14, 8, 4, 0] as const;

/**
 * Two answers a person with ratings on 1–5 that go together and an NPS of −100, 0, 100: nothing is normal, spread is unequal,
 * answers of one person are alike, and weights go with the first rating.
 */
function drawAnswers(random: RandomSource, n: number): readonly Answer[] {
  const all: Answer[] = [];
  for (let person = 0; all.length < n; person++) {
    const [mood, leaning] = [drawNormal(random), drawNormal(random)];
    for (let turn = 0; turn < 2 && all.length < n; turn++) {
      const common = 0.6 * mood + 0.5 * drawNormal(random);
      const ratings = effects.map(() =>
        Math.min(5, Math.max(1, Math.round(3.6 + 0.8 * common + 0.7 * drawNormal(random)))),
      );
      const sum = ratings.reduce((total, rating, index) => total + rating * at(effects, index), 0);
      const y = sum - 90 + 25 * leaning + 35 * drawNormal(random);
      all.push({
        person,
        values: [...ratings, y > 20 ? 100 : y > -30 ? 0 : -100],
        weight: at(ratings, 0) <= 2 ? 3 : 1,
      });
    }
  }
  return all;
}

function momentsOf(answers: readonly Answer[], isWeighted: boolean): MomentMatrix {
  return momentMatrixOf(
    answers.map(({ values }) => values),
    answers.map(({ weight }) => (isWeighted ? weight : 1)),
  );
}

function blocksOf(answers: readonly Answer[], isWeighted: boolean): MomentMatrix[] {
  const blocks = Map.groupBy(answers, ({ person }) => (Math.imul(person, 2654435761) >>> 16) % 64);
  return [...blocks.values()].map((own) => momentsOf(own, isWeighted));
}

const columns = effects.map((_, index) => [index]);
const population = drawAnswers(createRandom(2), 200_000);

interface Truth {
  readonly effects: readonly number[];
  readonly weights: readonly number[];
  readonly means: readonly number[];
}

function truthOf(isWeighted: boolean, method: "johnson" | "lmg"): Truth {
  const centred = centredOf(momentsOf(population, isWeighted));
  const weights =
    method === "lmg"
      ? shapleyWeights(centred.covariance, columns)?.weights
      : relativeWeights(centred.covariance, columns);
  return {
    effects: leastSquares(centred, [0, 1, 2, 3])?.coefficients ?? [],
    weights: weights ?? [],
    means: centred.means,
  };
}

/** How often the intervals hold the truth, by what they are of. */
function coverage(n: number, { isWeighted, method }: { isWeighted: boolean; method: "johnson" | "lmg" }) {
  const truth = truthOf(isWeighted, method);
  const total = truth.weights.reduce((sum, weight) => sum + weight, 0);
  const random = createRandom(n + (isWeighted ? 1 : 0));
  const held = { effects: 0, weights: 0, shares: 0, means: 0, rSquared: 0 };
  let [found, wrong] = [0, 0];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const result = keyDrivers(blocksOf(drawAnswers(random, n), isWeighted), columns, {
      method,
      seed: repetition,
      draws: 150,
    });
    if (result.state !== "ok") continue;
    found += 1;
    held.rSquared += holds(result.rSquared.interval, total);
    wrong += result.drivers[3]?.clear === true ? 1 : 0;
    countIn(held, result, truth, total);
  }
  assert.equal(found, repetitions);
  const share = (count: number, of = 4): number => count / (of * found);
  return {
    effects: share(held.effects),
    weights: share(held.weights),
    shares: share(held.shares),
    means: share(held.means),
    rSquared: share(held.rSquared, 1),
    wrong: wrong / found,
  };
}

function countIn(
  held: { effects: number; weights: number; shares: number; means: number },
  { drivers }: KeyDrivers,
  truth: Truth,
  total: number,
): void {
  drivers.forEach((driver, index) => {
    const [column] = driver?.columns ?? [];
    if (driver === null || column === undefined || column.effect === null) return;
    held.effects += holds(column.effect.interval, at(truth.effects, index));
    held.means += holds(column.mean.interval, at(truth.means, index));
    held.weights += holds(driver.weight.interval, at(truth.weights, index));
    held.shares += holds(driver.share.interval, at(truth.weights, index) / total);
  });
}

function holds({ low, high }: Interval, truth: number): number {
  return low <= truth && truth <= high ? 1 : 0;
}

describe("intervals of drivers hold the truth as often as they say", () => {
  for (const { n, isWeighted, method } of [
    { n: 300, isWeighted: false, method: "johnson" },
    { n: 1000, isWeighted: false, method: "johnson" },
    { n: 1000, isWeighted: true, method: "johnson" },
    { n: 600, isWeighted: false, method: "lmg" },
  ] as const) {
    it(`${n} answers${isWeighted ? ", weighted" : ""}, ${method}`, (t) => {
      const { wrong, ...held } = coverage(n, { isWeighted, method });
      t.diagnostic(JSON.stringify({ ...held, wrong }));
      for (const [what, share] of Object.entries(held)) {
        assert.ok(share >= 0.95 - slackOf(what) && share <= 0.995, `${what}: ${share}`);
      }
      assert.ok(wrong <= 0.05 + slackOf("effects"), `a driver without effect is called clear in ${wrong}`);
    });
  }
});
