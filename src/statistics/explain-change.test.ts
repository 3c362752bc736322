import assert from "node:assert/strict";
import { describe, it } from "node:test";

import * as fc from "fast-check";

import { noMoments, type CellMoments } from "./cell-moments.ts";
import type { CrossedCell, CrossedCells } from "./crossed-cells.ts";
import { explainChange, type ExplainedChange } from "./explain-change.ts";
import { createRandom, type RandomSource } from "./random.ts";
import { at, sumOf } from "./sequence.ts";

const points = { min: -100, max: 100 };

/** Moments of so many answers of promoters, passives and detractors. */
function answersOf(promoters: number, passives: number, detractors: number, weight = 1): CellMoments {
  const n = promoters + passives + detractors;
  const [x, xx] = [100 * (promoters - detractors), 10_000 * (promoters + detractors)];
  const [w, ww] = [weight, weight * weight];
  return { n, w: w * n, ww: ww * n, wx: w * x, wxx: w * xx, wwx: ww * x, wwxx: ww * xx };
}

/** A population's cell of this share whose answers have this mean; so dense that nothing is left to chance. */
function dense(share: number, mean: number): CellMoments {
  const n = share * 1e9;
  return answersOf((n * (1 + mean / 100)) / 2, 0, (n * (1 - mean / 100)) / 2);
}

const near = (actual: number, expected: number, tolerance = 1e-6): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const counts = fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }));
const someCells: fc.Arbitrary<CrossedCells> = fc.integer({ min: 1, max: 4 }).chain((dimensions) =>
  fc
    .uniqueArray(
      fc.record({
        categories: fc.array(fc.nat({ max: 2 }), { minLength: dimensions, maxLength: dimensions }),
        a: counts,
        b: counts,
        weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40, selector: ({ categories }) => categories.join(",") },
    )
    .map((cells) => ({
      dimensions: Array.from({ length: dimensions }, () => 3),
      bounds: points,
      cells: cells.map(({ categories, a, b, weight }): CrossedCell => ({
        categories,
        a: answersOf(...a, weight),
        b: answersOf(...b, 1 / weight),
      })),
    }))
    .filter(({ cells }) => cells.some(({ a }) => a.n > 0) && cells.some(({ b }) => b.n > 0)),
);

describe("a difference split into mix and performance", () => {
  it("adds up exactly: parts to the difference, dimensions and categories to their part, weighted or not", () => {
    fc.assert(
      fc.property(someCells, (crossed) => {
        const found = explainChange(crossed, { resamples: 2 });
        const mean = (side: "a" | "b") =>
          sumOf(crossed.cells.map((cell) => cell[side].wx)) / sumOf(crossed.cells.map((cell) => cell[side].w));
        near(found.difference.value, mean("b") - mean("a"));
        near(found.mix.value + found.performance.value, found.difference.value);
        const { mix, performance, interaction } = found.threefold;
        near(mix.value + performance.value + interaction.value, found.difference.value);
        near(sumOf(found.dimensions.map((dimension) => dimension.mix.value)), found.mix.value);
        for (const { mix: own, categories } of found.dimensions) {
          near(sumOf(categories.map((category) => category.mix.value)), own.value);
          near(sumOf(categories.map((category) => category.performance.value)), found.performance.value);
        }
        for (const part of [
          found.difference,
          found.mix,
          found.performance,
          ...found.dimensions.map(({ mix: own }) => own),
        ])
          assert.ok(Number.isFinite(part.value) && Number.isFinite(part.standardError) && part.pValue >= 0);
      }),
      { numRuns: 150 },
    );
  });

  it("takes the other sign when the groups change places", () => {
    fc.assert(
      fc.property(someCells, (crossed) => {
        const [there, back] = [
          crossed,
          { ...crossed, cells: crossed.cells.map(({ a, b, ...of }) => ({ ...of, a: b, b: a })) },
        ].map((cells) => explainChange(cells, { resamples: 2 }));
        near((there?.mix.value ?? 0) + (back?.mix.value ?? 0), 0, 1e-4);
        near((there?.performance.value ?? 0) + (back?.performance.value ?? 0), 0, 1e-4);
      }),
      { numRuns: 60 },
    );
  });

  it("is Kitagawa's of one dimension", () => {
    const [pA, pB] = [
      [0.2, 0.3, 0.5],
      [0.5, 0.3, 0.2],
    ];
    const [mA, mB] = [
      [10, 20, 40],
      [0, 30, 35],
    ];
    const found = explainChange(
      {
        dimensions: [3],
        bounds: points,
        cells: pA.map((p, k) => ({ categories: [k], a: dense(p, at(mA, k)), b: dense(at(pB, k), at(mB, k)) })),
      },
      { resamples: 2 },
    );
    const mix = sumOf(pA.map((p, k) => ((at(pB, k) - p) * (at(mA, k) + at(mB, k))) / 2));
    near(found.mix.value, mix, 1e-3);
    near(found.performance.value, sumOf(pA.map((p, k) => ((p + at(pB, k)) / 2) * (at(mB, k) - at(mA, k)))), 1e-3);
    near(found.threefold.interaction.value, sumOf(pA.map((p, k) => (at(pB, k) - p) * (at(mB, k) - at(mA, k)))), 1e-3);
  });

  it("is linear regression's of main effects, whatever the base: a dimension's mix is Σ Δp β", () => {
    // Two dimensions, rates additive, shares independent: v(S) is a sum, and Shapley gives each its own.
    const [first, second] = [
      [0, 20, 50],
      [0, -30],
    ];
    const share = (of: readonly number[], k: number): number => at(of, k);
    const [a1, b1, a2, b2] = [
      [0.5, 0.3, 0.2],
      [0.2, 0.3, 0.5],
      [0.5, 0.5],
      [0.8, 0.2],
    ];
    const cells = first.flatMap((x, i) =>
      second.map((y, j) => ({
        categories: [i, j],
        a: dense(share(a1, i) * share(a2, j), x + y),
        b: dense(share(b1, i) * share(b2, j), x + y + 5),
      })),
    );
    const found = explainChange({ dimensions: [3, 2], bounds: points, cells }, { resamples: 2 });
    near(
      at(
        found.dimensions.map(({ mix }) => mix.value),
        0,
      ),
      0.3 * 50,
      1e-3,
    );
    near(
      at(
        found.dimensions.map(({ mix }) => mix.value),
        1,
      ),
      -0.3 * -30,
      1e-3,
    );
    near(found.performance.value, 5, 1e-3);
  });

  it("does not change for the others when a category is split in two like halves, nor when one is renamed", () => {
    const cell = (k: number, a: number, b: number, mean: number) => ({
      categories: [k],
      a: dense(a, mean),
      b: dense(b, mean - 4),
    });
    const whole = explainChange(
      {
        dimensions: [3],
        bounds: points,
        cells: [cell(0, 0.2, 0.5, -20), cell(1, 0.3, 0.3, 10), cell(2, 0.5, 0.2, 40)],
      },
      { resamples: 2 },
    );
    const split = explainChange(
      {
        dimensions: [4],
        bounds: points,
        cells: [cell(3, 0.2, 0.5, -20), cell(1, 0.3, 0.3, 10), cell(2, 0.25, 0.1, 40), cell(0, 0.25, 0.1, 40)],
      },
      { resamples: 2 },
    );
    const mixOf = (found: ExplainedChange, k: number) => found.dimensions[0]?.categories[k]?.mix.value ?? Number.NaN;
    near(mixOf(whole, 0), mixOf(split, 3), 1e-3);
    near(mixOf(whole, 1), mixOf(split, 1), 1e-3);
    near(mixOf(whole, 2), mixOf(split, 0) + mixOf(split, 2), 1e-3);
  });

  it("counts a category that only one group has as mix, and its rate as changed like the others'", () => {
    const found = explainChange(
      {
        dimensions: [3],
        bounds: points,
        cells: [
          { categories: [0], a: dense(0.5, 10), b: dense(0.4, 0) },
          { categories: [1], a: dense(0.5, 30), b: dense(0.4, 20) },
          { categories: [2], a: noMoments, b: dense(0.2, -60) },
        ],
      },
      { resamples: 2 },
    );
    assert.equal(found.cells.onlyB, 1);
    near(found.performance.value, -10, 1e-3);
    near(found.mix.value, -4 - 20 + 10, 1);
    assert.ok((found.dimensions[0]?.categories[2]?.mix.value ?? 0) < -10);
  });

  it("never looks certain where everybody answered alike, and refuses a group without answers", () => {
    const found = explainChange({
      dimensions: [1],
      bounds: points,
      cells: [{ categories: [0], a: answersOf(40, 0, 0), b: answersOf(40, 0, 0) }],
    });
    assert.ok(found.difference.standardError > 1);
    assert.equal(found.difference.clear, false);
    const empty = {
      dimensions: [1],
      bounds: points,
      cells: [{ categories: [0], a: noMoments, b: answersOf(1, 0, 0) }],
    };
    assert.throws(() => explainChange(empty), RangeError);
    assert.throws(() => explainChange({ ...empty, dimensions: Array.from({ length: 8 }, () => 1) }), RangeError);
  });

  it("gives like dimensions like parts, however often one is repeated", () => {
    const cells = [0, 1, 2].map((k) => ({
      categories: [k, k],
      a: dense([0.2, 0.3, 0.5][k]!, 20 * k),
      b: dense([0.5, 0.3, 0.2][k]!, 20 * k),
    }));
    const found = explainChange({ dimensions: [3, 3], bounds: points, cells }, { resamples: 2 });
    near(
      at(
        found.dimensions.map(({ mix }) => mix.value),
        0,
      ),
      found.mix.value / 2,
      1e-3,
    );
  });
});

/** Repetitions of the simulations; more of them with HOLOS_SIMULATIONS. */
const repetitions = Number(process.env["HOLOS_SIMULATIONS"] ?? 250);

describe("95 % intervals of the parts", () => {
  for (const { dimensions, categories, n, interaction } of [
    { dimensions: 2, categories: 3, n: 200, interaction: 0 },
    { dimensions: 3, categories: 3, n: 500, interaction: 0.4 },
  ]) {
    it(`cover the truth of ${dimensions} dimensions with ${n} answers in each group`, (t) => {
      const world = worldOf({ dimensions, categories, interaction });
      const truth = explainChange(world.population, { resamples: 2 });
      const random = createRandom(dimensions * 1000 + n);
      const held = { difference: 0, mix: 0, performance: 0, dimension: 0 };
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const seen = explainChange(world.draw(random, n), { resamples: 60, seed: repetition + 1 });
        for (const part of ["difference", "mix", "performance"] as const)
          if (isIn(truth[part].value, seen[part])) held[part] += 1;
        if (isIn(truth.dimensions[0]!.mix.value, seen.dimensions[0]!.mix)) held.dimension += 1;
      }
      // Twice the error of so many repetitions, and two points for the normal approximation.
      const slack = 0.02 + 2.2 * Math.sqrt((0.95 * 0.05) / repetitions);
      for (const [part, count] of Object.entries(held)) {
        const share = count / repetitions;
        t.diagnostic(`${part}: ${(100 * share).toFixed(1)} %`);
        assert.ok(Math.abs(share - 0.95) <= slack, `${part}: ${share}`);
      }
    });
  }
});

function isIn(value: number, { interval }: ExplainedChange["mix"]): boolean {
  return interval.low <= value && value <= interval.high;
}

interface WorldOptions {
  readonly dimensions: number;
  readonly categories: number;
  readonly interaction: number;
}

/** Two populations with correlated dimensions, another mix of the first and other rates, and samples from them. */
function worldOf({ dimensions, categories, interaction }: WorldOptions) {
  const fixed = createRandom(11);
  const keys = Array.from({ length: categories ** dimensions }, (_, cell) =>
    Array.from({ length: dimensions }, (_, d) => Math.floor(cell / categories ** d) % categories),
  );
  const shares = (tilt: number): number[] => {
    const raw = keys.map((key) =>
      Math.exp(tilt * at(key, 0) + sumOf(key.map((k, d) => (d === 0 ? 0 : 0.2 * k * at(key, d - 1))))),
    );
    const all = sumOf(raw);
    return raw.map((share) => share / all);
  };
  const effect = keys.map(
    (key) => sumOf(key.map((k, d) => (k - 1) * (d === 0 ? 0.25 : 0.1))) + interaction * (fixed.uniform() - 0.5),
  );
  const outcomes = (moved: (key: readonly number[]) => number) =>
    keys.map((key, cell) => {
      const promoters = Math.min(0.9, Math.max(0.05, 0.45 + (at(effect, cell) + moved(key)) / 2));
      return [promoters, (1 - promoters) * 0.4, (1 - promoters) * 0.6] as const;
    });
  const groups = {
    a: { shares: shares(0), outcomes: outcomes(() => 0) },
    b: { shares: shares(0.35), outcomes: outcomes((key) => (key[1] === 0 ? -0.2 : -0.1)) },
  };
  const crossed = (cellOf: (side: "a" | "b", cell: number) => CellMoments): CrossedCells => ({
    dimensions: Array.from({ length: dimensions }, () => categories),
    bounds: points,
    cells: keys.map((key, cell) => ({ categories: key, a: cellOf("a", cell), b: cellOf("b", cell) })),
  });
  return {
    population: crossed((side, cell) => {
      const n = 1e9 * at(groups[side].shares, cell);
      const [high, middle, low] = groups[side].outcomes[cell]!;
      return answersOf(n * high, n * middle, n * low);
    }),
    draw: (random: RandomSource, n: number): CrossedCells => {
      const drawn = { a: keys.map(() => [0, 0, 0]), b: keys.map(() => [0, 0, 0]) };
      for (const side of ["a", "b"] as const) {
        for (let answer = 0; answer < n; answer++) {
          const cell = pick(random, groups[side].shares);
          drawn[side][cell]![pick(random, groups[side].outcomes[cell]!)]! += 1;
        }
      }
      return crossed((side, cell) => answersOf(...(drawn[side][cell] as [number, number, number])));
    },
  };
}

function pick(random: RandomSource, shares: readonly number[]): number {
  let left = random.uniform();
  let index = 0;
  while (index < shares.length - 1 && left >= at(shares, index)) {
    left -= at(shares, index);
    index += 1;
  }
  return index;
}
