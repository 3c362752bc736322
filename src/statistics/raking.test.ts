import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { postStratificationWeights, postStratifiedMean } from "./post-stratification.ts";
import { rake, USUAL_TRIM, weightedMedian, type RakingGroup } from "./raking.ts";
import { at, sumOf } from "./sequence.ts";
import { weightHistogram, weightQuality } from "./weight-quality.ts";

/** A table of counts as groups of two margins. */
function groupsOf(table: readonly (readonly number[])[], base = 1): RakingGroup[] {
  return table.flatMap((row, r) => row.map((n, c) => ({ categories: [r, c], n, base })));
}

function near(actual: number, expected: number, tolerance: number, what = ""): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual} is not ${expected}`);
}

describe("raking, against published numbers", () => {
  it("fits the four by four table printed with ProportionalFitting.jl", () => {
    const seed = [
      [40, 30, 20, 10],
      [35, 50, 100, 75],
      [30, 80, 70, 120],
      [20, 30, 40, 50],
    ];
    const printed = [
      [64.5585, 46.2325, 35.3843, 3.82473],
      [49.9679, 68.1594, 156.499, 25.3742],
      [56.7219, 144.428, 145.082, 53.7673],
      [28.7516, 41.18, 63.0347, 17.0337],
    ];
    const groups = groupsOf(seed);
    const raked = rake(groups, [{ targets: [150, 300, 400, 150] }, { targets: [200, 300, 400, 100] }], {
      tolerance: 1e-12,
    });

    assert.ok(raked.ok && raked.rounds < 20);
    const scale = 1000 / sumOf(groups.map(({ n }) => n));
    groups.forEach(({ n, categories: [r = 0, c = 0] }, group) =>
      near(scale * n * at(raked.weights, group), printed[r]?.[c] ?? Number.NaN, 6e-4, `cell ${r} ${c}`),
    );
  });

  it("gives the weights of rake() of R's survey 4.5 for the school sample apiclus1 (stype × sch.wide)", () => {
    // E, H, M by sch.wide yes, no; base weight 6194/183; population margins of the package's own example.
    const groups = groupsOf(
      [
        [132, 12],
        [11, 3],
        [17, 8],
      ],
      6194 / 183,
    );
    const raked = rake(groups, [{ targets: [4421, 755, 1018] }, { targets: [5122, 1072] }]);

    assert.ok(raked.ok);
    const ofR = [
      29.8704638727345, 39.838509410554, 50.3301527726748, 67.1257826263303, 36.7921816646831, 49.0700673992951,
    ];
    // R stops when no cell changes by more than one person.
    raked.weights.forEach((weight, group) => near((weight * 6194) / 183, at(ofR, group), 0.005));
  });

  it("on one margin is post-stratification, whose weights R's survey gives as N_h / n_h", () => {
    const strata = [
      { population: 4421, n: 144 },
      { population: 755, n: 14 },
      { population: 1018, n: 25 },
    ];
    const raked = rake(
      strata.map(({ n }, h) => ({ categories: [h], n, base: 1 })),
      [{ targets: [4421, 755, 1018] }],
    );
    const direct = postStratificationWeights(strata);

    assert.ok(raked.ok);
    raked.weights.forEach((weight, h) => near(weight, at(direct, h), 1e-9));
    near((at(direct, 0) * 6194) / 183, 4421 / 144, 1e-9);
  });
});

describe("raking, what it promises", () => {
  it("meets every margin from any start, keeps n, and begins at the base weights", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 6, maxLength: 6 });
    const margin = (size: number) => fc.array(fc.integer({ min: 1, max: 100 }), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(
        amounts,
        margin(2),
        margin(3),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (n, rows, columns, base) => {
          const groups = n.map((count, i) => ({
            categories: [Math.floor(i / 3), i % 3],
            n: count,
            base: i === 0 ? base : 1,
          }));
          const raked = rake(groups, [{ targets: rows }, { targets: columns }], { maxRounds: 5000 });
          assert.ok(raked.ok && raked.isConverged);
          near(sumOf(raked.weights.map((w, i) => w * at(n, i))), sumOf(n), 1e-6 * sumOf(n));
          const first = sumOf(raked.weights.slice(0, 3).map((w, i) => w * at(n, i)));
          near(first / sumOf(n), at(rows, 0) / sumOf(rows), 2e-6);
          // The odds ratio of the base weights outlives raking.
          const odds = (w: readonly number[]) => (at(w, 0) * at(w, 4)) / (at(w, 1) * at(w, 3));
          near(odds(raked.weights) / base, 1, 1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leaves answers of an unknown category alone and brings the known ones to their shares", () => {
    const groups = [
      { categories: [0], n: 60, base: 1 },
      { categories: [1], n: 20, base: 1 },
      { categories: [-1], n: 20, base: 1 },
    ];
    const raked = rake(groups, [{ targets: [50, 50] }]);
    assert.ok(raked.ok);
    const [a = 0, b = 0, unknown = 0] = raked.weights;
    near(60 * a, 20 * b, 1e-9);
    near(unknown, 1, 1e-9);
  });

  it("trims to the limits, over and over, and tells what of the margins is lost", () => {
    const groups = groupsOf([
      [900, 60],
      [30, 10],
    ]);
    const free = rake(groups, [{ targets: [50, 50] }, { targets: [60, 40] }]);
    const cut = rake(groups, [{ targets: [50, 50] }, { targets: [60, 40] }], { trim: USUAL_TRIM });
    assert.ok(free.ok && cut.ok);
    const counts = groups.map(({ n }) => n);
    assert.ok(Math.max(...free.weights) > 5 * weightedMedian(free.weights, counts));
    const median = weightedMedian(cut.weights, counts);
    assert.ok(
      Math.max(...cut.weights) <= 5 * median * (1 + 1e-6) && Math.min(...cut.weights) >= 0.2 * median * (1 - 1e-6),
    );
    assert.ok(cut.gap > 0.01 && !cut.isConverged && cut.trimmed > 0);
    assert.ok(weightQuality(cut.weights, counts).designEffect < weightQuality(free.weights, counts).designEffect);
  });

  it("trims without loss where the margins leave room", () => {
    const groups = groupsOf([
      [400, 300, 30],
      [300, 200, 40],
      [20, 10, 6],
    ]);
    const cut = rake(groups, [{ targets: [50, 42, 8] }, { targets: [50, 38, 12] }], { trim: { low: 0.3, high: 3.6 } });
    assert.ok(cut.ok && cut.gap < 1e-6 && cut.trimmed > 0, JSON.stringify(cut));
  });
});

describe("raking, what cannot be raked", () => {
  const margins = [{ targets: [50, 50] }, { targets: [30, 70] }];

  it("names a category that the population has and the answers do not", () => {
    const raked = rake(
      groupsOf([
        [10, 20],
        [0, 0],
      ]),
      margins,
    );
    assert.deepEqual(raked, { ok: false, faults: [{ code: "empty", margin: 0, category: 1, n: 0, wanted: 0.5 }] });
  });

  it("names answers of a category that the population is said not to have", () => {
    const raked = rake(
      groupsOf([
        [10, 20],
        [5, 5],
      ]),
      [{ targets: [100, 0] }, { targets: [30, 70] }],
    );
    assert.ok(!raked.ok);
    assert.deepEqual(raked.faults, [{ code: "not-in-population", margin: 0, category: 1, n: 10, wanted: 0 }]);
  });

  it("names the cell of margins that contradict each other, and which category holds it", () => {
    // Nobody of row 1 outside column 1: the row cannot have more than the column.
    const raked = rake(
      groupsOf([
        [40, 40],
        [0, 20],
      ]),
      [{ targets: [20, 80] }, { targets: [60, 40] }],
    );
    assert.ok(!raked.ok);
    const [fault] = raked.faults;
    assert.ok(fault?.code === "contradiction" && fault.within !== null, JSON.stringify(raked));
  });

  it("says so when there are no answers or a margin says nothing", () => {
    assert.deepEqual(rake([], margins), { ok: false, faults: [{ code: "nobody" }] });
    assert.deepEqual(rake(groupsOf([[1, 1]]), [{ targets: [] }, { targets: [1, 1] }]), {
      ok: false,
      faults: [{ code: "no-targets", margin: 0 }],
    });
    assert.throws(() => rake([{ categories: [0], n: 1, base: 0 }], [{ targets: [1] }]), RangeError);
  });
});

describe("quality of weights", () => {
  it("counts Kish's design effect and draws a histogram that holds everybody", () => {
    const quality = weightQuality([1, 3], [50, 50]);
    near(quality.designEffect, (100 * (50 + 450)) / 200 ** 2, 1e-12);
    near(quality.effectiveN, 80, 1e-9);
    assert.equal(sumOf(weightHistogram([1, 3, 2], [50, 50, 7]).map(({ n }) => n)), 107);
    assert.deepEqual(weightHistogram([1, 1], [5, 5]), [{ from: 1, to: 1, n: 10 }]);
    assert.ok(weightQuality([1, 10], [90, 10]).isCostly);
  });

  it("gives the post-stratified mean the variance of what lies within strata alone", () => {
    const mean = postStratifiedMean([
      { population: 60, n: 100, mean: 10, variance: 4 },
      { population: 40, n: 50, mean: 20, variance: 9 },
    ]);
    near(mean.value, 14, 1e-12);
    near(mean.standardError, Math.sqrt((0.36 * 4) / 100 + (0.16 * 9) / 50), 1e-12);
    assert.throws(() => postStratifiedMean([{ population: 1, n: 0, mean: 0, variance: 0 }]), RangeError);
  });
});
