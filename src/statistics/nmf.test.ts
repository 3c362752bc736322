import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { nonNegativeFactors } from "./nmf.ts";
import { createRandom } from "./random.ts";
import { sparseMatrix } from "./sparse-matrix.ts";

/** Two kinds of rows that share no column. */
const random = createRandom(3);
const rows = Array.from({ length: 60 }, (_, row) => {
  const index = row % 2 === 0 ? [0, 1, 2] : [3, 4, 5];
  return { index, value: index.map(() => 0.5 + random.uniform()) };
});
const matrix = sparseMatrix(rows, 6);

describe("non-negative factors", () => {
  it("never let the loss grow from round to round", () => {
    let before = Infinity;
    for (const rounds of [1, 2, 5, 20, 80]) {
      const { loss } = nonNegativeFactors(matrix, 3, { rounds });
      assert.ok(loss <= before + 1e-9, `${loss} after ${rounds}`);
      before = loss;
    }
  });

  it("part rows that share nothing, whatever the seed", () => {
    for (const seed of [1, 2, 3]) {
      const { w, loss } = nonNegativeFactors(matrix, 2, { seed });
      const kinds = Array.from({ length: 60 }, (_, row) => ((w[row * 2] ?? 0) > (w[row * 2 + 1] ?? 0) ? "a" : "b"));
      assert.equal(new Set(kinds.filter((_, row) => row % 2 === 0)).size, 1);
      assert.notEqual(kinds[0], kinds[1]);
      assert.ok(loss < 10 && w.every((value) => value >= 0));
    }
  });

  it("say the loss that the dense product gives", () => {
    const { w, h, parts, loss } = nonNegativeFactors(matrix, 2, { rounds: 3 });
    let sum = 0;
    rows.forEach(({ index, value }, row) => {
      for (let column = 0; column < 6; column += 1) {
        let made = 0;
        for (let part = 0; part < parts; part += 1) made += (w[row * parts + part] ?? 0) * (h[part * 6 + column] ?? 0);
        sum += ((value[index.indexOf(column)] ?? 0) - made) ** 2;
      }
    });
    assert.ok(Math.abs(loss - sum) < 1e-3);
  });

  it("of nothing are nothing, and no parts are refused", () => {
    assert.ok(nonNegativeFactors(sparseMatrix([], 3), 2).h.every(Number.isFinite));
    assert.ok(nonNegativeFactors(sparseMatrix([{ index: [], value: [] }], 3), 2).w.every(Number.isFinite));
    assert.throws(() => nonNegativeFactors(matrix, 0), RangeError);
  });
});
