import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { cohenKappa, krippendorffAlpha } from "./agreement.ts";
import { frequencyOf } from "./simulation.ts";

const gap = undefined;
/** Krippendorff's example "C": four observers, twelve units, gaps. */
const observers = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, gap],
  [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
];
const units = Array.from({ length: 12 }, (_, unit) =>
  observers.map((row) => row[unit]).filter((value) => value !== undefined),
);

function pairsOf(table: readonly (readonly number[])[]) {
  return table.flatMap((row, first) =>
    row.flatMap((n, second) => Array.from({ length: n }, () => ({ first, second }))),
  );
}

describe("Krippendorff's alpha", () => {
  it("gives the published values of his example for every scale", () => {
    const printed = { nominal: 0.743, ordinal: 0.815, interval: 0.849, ratio: 0.797 } as const;
    for (const scale of ["nominal", "ordinal", "interval", "ratio"] as const) {
      assert.equal(krippendorffAlpha(units, scale)?.toFixed(3), printed[scale].toFixed(3));
    }
  });

  it("is undefined where nothing can be compared", () => {
    assert.equal(krippendorffAlpha([], "nominal"), undefined);
    assert.equal(krippendorffAlpha([[1], [2]], "nominal"), undefined);
    assert.equal(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        "nominal",
      ),
      undefined,
    );
  });
});

describe("Cohen's kappa", () => {
  it("gives the worked value of two readers of fifty proposals: po .7, pe .5, kappa .4", () => {
    const kappa = cohenKappa(
      pairsOf([
        [20, 5],
        [10, 15],
      ]),
    );
    assert.equal(kappa.value.toFixed(4), "0.4000");
    assert.equal(kappa.n, 50);
  });

  it("has the standard error of Fleiss, Cohen & Everitt's own example: kappa .429, 200 items", () => {
    const shares = [
      [106, 10, 4],
      [22, 28, 10],
      [2, 12, 6],
    ];
    const kappa = cohenKappa(pairsOf(shares));
    assert.equal(kappa.value.toFixed(3), "0.429");
    assert.equal((kappa.standardError ** 2).toFixed(6), "0.002885");
  });

  it("covers the truth in 95 of 100 samples", () => {
    const truth = (0.8 - 0.5) / 0.5;
    const { share } = frequencyOf(
      (random) => {
        const pairs = Array.from({ length: 200 }, () => {
          const first = random.uniform() < 0.5;
          return { first, second: random.uniform() < 0.8 ? first : !first };
        });
        const { interval } = cohenKappa(pairs);
        return interval.low <= truth && truth <= interval.high;
      },
      { repetitions: 1500, seed: 4 },
    );
    assert.ok(share > 0.93 && share < 0.965, `covered ${share}`);
  });

  it("stays within −1..1 and never gives NaN", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ first: fc.nat(2), second: fc.nat(2) }), { minLength: 1 }), (pairs) => {
        const { value, interval } = cohenKappa(pairs);
        assert.ok(value >= -1 && value <= 1 && interval.low <= value && value <= interval.high);
      }),
    );
    assert.throws(() => cohenKappa([]), RangeError);
    assert.equal(cohenKappa([{ first: "a", second: "a" }]).value, 1);
  });
});
