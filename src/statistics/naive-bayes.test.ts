import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { fitNaiveBayes, naiveBayesScores } from "./naive-bayes.ts";
import { sparseMatrix } from "./sparse-matrix.ts";

/** Columns: Chinese, Beijing, Shanghai, Macao, Tokyo, Japan. */
const documents = sparseMatrix(
  [
    { index: [0, 1], value: [2, 1] },
    { index: [0, 2], value: [2, 1] },
    { index: [0, 3], value: [1, 1] },
    { index: [0, 4, 5], value: [1, 1, 1] },
  ],
  6,
);
const isChina = [1, 1, 1, 0];
const asked = { index: [0, 4, 5], value: [3, 1, 1] };

describe("naive Bayes", () => {
  it("gives the worked example of Manning, Raghavan & Schütze (13.1): 3/4 · (3/7)³ · 1/14 · 1/14 against 1/4 · (2/9)⁵", () => {
    const [not, china] = naiveBayesScores(fitNaiveBayes(documents, isChina, 2), asked);
    assert.ok(Math.abs(Math.exp(china ?? 0) - 0.75 * (3 / 7) ** 3 * (1 / 14) ** 2) < 1e-9);
    assert.ok(Math.abs(Math.exp(not ?? 0) - 0.25 * (2 / 9) ** 5) < 1e-9);
  });

  it("in its complement variant weighs a class by what the others do not say", () => {
    const model = fitNaiveBayes(documents, isChina, 2, "complement");
    const tokyo = naiveBayesScores(model, { index: [4], value: [1] });
    assert.ok((tokyo[0] ?? 0) > (tokyo[1] ?? 0));
  });

  it("refuses an empty sample", () => {
    assert.throws(() => fitNaiveBayes(sparseMatrix([], 2), [], 2), RangeError);
  });
});
