import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { panelCorrelation, type PanelCell } from "./panel-correlation.ts";
import { createRandom, drawNormal, type RandomSource } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

interface Panel {
  readonly units: number;
  readonly periods: number;
  /** How much of one measure's movement within a unit, and of its level, is the other's. */
  readonly within: number;
  readonly between: number;
}

/** Two measures with a level of their own by unit, a common season, and movements that go together so much. */
function panel(random: RandomSource, { units, periods, within, between }: Panel): PanelCell[] {
  const season = Array.from({ length: periods }, () => 3 * drawNormal(random));
  return Array.from({ length: units }, (_, unit) => {
    const level = drawNormal(random);
    const other = between * level + Math.sqrt(1 - between ** 2) * drawNormal(random);
    return season.map((common, period) => {
      const move = drawNormal(random);
      const answer = within * move + Math.sqrt(1 - within ** 2) * drawNormal(random);
      return { unit: `u${unit}`, period: `p${period}`, a: 5 * level + common + move, b: 5 * other + common + answer };
    });
  }).flat();
}

const settings = { repetitions: 300, seed: 6 };

describe("two measures over units and periods", () => {
  it("go together within units as planted, whatever their levels and the season do", () => {
    const covered = frequencyOf((random) => {
      const found = panelCorrelation(panel(random, { units: 30, periods: 12, within: 0.5, between: -0.8 }));
      const { low = 1, high = 0 } = found.within?.interval ?? {};
      return low <= 0.5 && 0.5 <= high;
    }, settings);
    assert.ok(covered.share >= 0.91 && covered.share <= 0.985, `${covered.share}`);
  });

  it("are called linked in one of twenty cases where they are not, a common season notwithstanding", () => {
    const wrong = frequencyOf((random) => {
      const found = panelCorrelation(panel(random, { units: 25, periods: 10, within: 0, between: 0 }));
      return (found.within?.pValue ?? 1) <= 0.05;
    }, settings);
    assert.ok(wrong.share <= 0.085, `${wrong.share}`);
  });

  it("differ between units the other way than within them, and both are told", () => {
    const { within, between } = panelCorrelation(
      panel(createRandom(3), { units: 60, periods: 8, within: 0.6, between: -0.8 }),
    );
    assert.ok((within?.interval.low ?? 0) > 0 && (between?.interval.high ?? 0) < 0);
  });

  it("say nothing of few units, of few periods, or of a measure that never moves", () => {
    const few = panelCorrelation(panel(createRandom(1), { units: 9, periods: 12, within: 0.5, between: 0.5 }));
    assert.deepEqual([few.within, few.between, few.units], [null, null, 9]);
    const once = panelCorrelation(panel(createRandom(1), { units: 20, periods: 1, within: 0.5, between: 0.5 }));
    assert.ok(once.within === null && once.between !== null);
    const still = panelCorrelation(
      panel(createRandom(1), { units: 20, periods: 4, within: 0, between: 0 }).map((cell) => ({ ...cell, b: 7 })),
    );
    assert.deepEqual([still.within, still.between], [null, null]);
    assert.deepEqual(panelCorrelation([]), { cells: 0, units: 0, within: null, between: null });
  });
});
