import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { fitLogistic, type LinearModel } from "./logistic-regression.ts";
import { createRandom } from "./random.ts";
import { sparseMatrix } from "./sparse-matrix.ts";

const random = createRandom(5);
const dense = Array.from({ length: 400 }, () => [random.uniform() * 2 - 1, random.uniform() * 2 - 1]);
const rows = sparseMatrix(
  dense.map((value) => ({ index: [0, 1], value })),
  2,
);
const isPositive = dense.map(([a = 0, b = 0]) => (random.uniform() < 1 / (1 + Math.exp(-(1 + 2 * a - 3 * b))) ? 1 : 0));

/** The gradient of ½‖w‖² + C Σ ln(1 + exp(−y w·x)), which is zero at the optimum. */
function gradientOf(model: LinearModel, fit: number, positiveCost: number): number[] {
  const gradient = [...model.weights, model.bias];
  dense.forEach(([a = 0, b = 0], row) => {
    const sign = isPositive[row] === 1 ? 1 : -1;
    const cost = fit * (sign > 0 ? positiveCost : 1);
    const score = (model.weights[0] ?? 0) * Math.fround(a) + (model.weights[1] ?? 0) * Math.fround(b) + model.bias;
    const pull = (cost * sign) / (1 + Math.exp(sign * score));
    [Math.fround(a), Math.fround(b), 1].forEach((x, index) => (gradient[index] = (gradient[index] ?? 0) - pull * x));
  });
  return gradient;
}

describe("logistic regression of sparse rows", () => {
  for (const [fit, positiveCost] of [
    [1, 1],
    [10, 1],
    [0.1, 3],
  ] as const) {
    it(`ends at the optimum for C = ${fit}, cost ${positiveCost}`, () => {
      const [model] = fitLogistic(rows, [{ isPositive, positiveCost }], { fit, tolerance: 1e-7, mostRounds: 3000 });
      assert.ok(model);
      for (const slope of gradientOf(model, fit, positiveCost)) assert.ok(Math.abs(slope) < 1e-3 * fit, `${slope}`);
    });
  }

  it("recovers the truth it was drawn from when C is large", () => {
    const [model] = fitLogistic(rows, [{ isPositive }], { fit: 100, tolerance: 1e-4, mostRounds: 3000 });
    assert.ok(Math.abs((model?.weights[0] ?? 0) - 2) < 0.7 && Math.abs((model?.weights[1] ?? 0) + 3) < 0.9);
    assert.ok(Math.abs((model?.bias ?? 0) - 1) < 0.5);
  });

  it("is close enough at its usual tolerance: probabilities within .03 of the optimum", () => {
    const [exact] = fitLogistic(rows, [{ isPositive }], { fit: 1, tolerance: 1e-7, mostRounds: 3000 });
    const [usual] = fitLogistic(rows, [{ isPositive }], { fit: 1 });
    const probability = (model: LinearModel | undefined, [a = 0, b = 0]: readonly number[]) =>
      1 / (1 + Math.exp(-((model?.weights[0] ?? 0) * a + (model?.weights[1] ?? 0) * b + (model?.bias ?? 0))));
    for (const row of dense) assert.ok(Math.abs(probability(exact, row) - probability(usual, row)) < 0.03);
  });

  it("gives the same model for the same seed, fits every target, and says so when all labels are one", () => {
    const all = { isPositive: isPositive.map(() => 1) };
    const [one, constant] = fitLogistic(rows, [{ isPositive }, all]);
    assert.deepEqual(fitLogistic(rows, [{ isPositive }])[0], one);
    assert.ok((constant?.bias ?? 0) > 2);
  });

  it("refuses labels that are not one a row, and C of nothing", () => {
    assert.throws(() => fitLogistic(rows, [{ isPositive: [1] }]), RangeError);
    assert.throws(() => fitLogistic(rows, [{ isPositive }], { fit: 0 }), RangeError);
  });
});
