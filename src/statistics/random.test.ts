import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { normalCdf, gammaCdf } from "./distributions.ts";
import { createRandom, drawCounts, drawDirichlet, drawGamma, drawNormal, type RandomSource } from "./random.ts";
import { sumOf } from "./sequence.ts";

/** Largest gap between the seen and the expected distribution function; above 1.95/sqrt(n) once in a thousand. */
function kolmogorov(draws: readonly number[], cdf: (x: number) => number): number {
  const sorted = draws.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((x, i) => Math.abs(cdf(x) - (i + 0.5) / sorted.length)));
}

function many(n: number, draw: (random: RandomSource) => number): number[] {
  const random = createRandom(20_260_101);
  return Array.from({ length: n }, () => draw(random));
}

describe("the seeded generator", () => {
  it("repeats itself for a seed and differs for another", () => {
    const [a, b, c] = [createRandom(5), createRandom(5), createRandom(6)];
    const stream = Array.from({ length: 100 }, () => a.uniform());
    assert.deepEqual(
      stream,
      Array.from({ length: 100 }, () => b.uniform()),
    );
    assert.notDeepEqual(
      stream,
      Array.from({ length: 100 }, () => c.uniform()),
    );
    assert.ok(stream.every((u) => u >= 0 && u < 1));
  });

  it("is uniform, and so are consecutive pairs", () => {
    assert.ok(
      kolmogorov(
        many(20_000, (random) => random.uniform()),
        (x) => x,
      ) <
        1.95 / Math.sqrt(20_000),
    );
    const cells = new Array<number>(64).fill(0);
    const random = createRandom(3);
    for (let i = 0; i < 64_000; i++) {
      const cell = Math.floor(random.uniform() * 8) * 8 + Math.floor(random.uniform() * 8);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const chiSquare = sumOf(cells.map((seen) => (seen - 1000) ** 2 / 1000));
    assert.ok(chiSquare > 32 && chiSquare < 104, `chi-square of 63 degrees: ${chiSquare}`);
  });

  it("draws normal and gamma values of the right shape", () => {
    assert.ok(kolmogorov(many(20_000, drawNormal), normalCdf) < 1.95 / Math.sqrt(20_000));
    for (const shape of [0.3, 1, 7.5]) {
      const draws = many(20_000, (random) => drawGamma(random, shape));
      assert.ok(kolmogorov(draws, (x) => gammaCdf(x, shape)) < 1.95 / Math.sqrt(20_000), `shape ${shape}`);
    }
  });

  it("draws shares that sum to one and counts that sum to n", () => {
    const random = createRandom(9);
    const shares = drawDirichlet(random, [2, 3, 5]);
    assert.ok(Math.abs(sumOf(shares) - 1) < 1e-12);
    const counts = drawCounts(random, 10_000, [0.2, 0.3, 0.5]);
    assert.equal(sumOf(counts), 10_000);
    assert.ok(Math.abs((counts[2] ?? 0) - 5000) < 200);
    assert.deepEqual(drawCounts(random, 5, [0, 1]), [0, 5]);
  });
});
