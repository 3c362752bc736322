import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { logOddsChanges } from "./log-odds.ts";
import { createRandom, drawCounts } from "./random.ts";
import { frequencyOf } from "./simulation.ts";

describe("log odds with an informative prior", () => {
  it("gives what the equations give by hand", () => {
    const [first] = logOddsChanges(
      [
        { now: 30, before: 10 },
        { now: 70, before: 190 },
      ],
      { prior: 30 },
    );
    const alpha = 30 * (40 / 300);
    const expected = Math.log((30 + alpha) / (130 - 30 - alpha)) - Math.log((10 + alpha) / (230 - 10 - alpha));
    assert.ok(Math.abs((first?.logOdds ?? 0) - expected) < 1e-12);
    assert.ok(Math.abs((first?.z ?? 0) - expected / Math.sqrt(1 / (30 + alpha) + 1 / (10 + alpha))) < 1e-12);
  });

  it("calls hardly anything a change where nothing changed", () => {
    const shares = Array.from({ length: 300 }, (_, term) => 1 / (term + 3));
    const total = shares.reduce((sum, one) => sum + one, 0);
    const { share } = frequencyOf(
      (random) => {
        const draw = () =>
          drawCounts(
            random,
            2000,
            shares.map((one) => one / total),
          );
        const [now, before] = [draw(), draw()];
        const changes = logOddsChanges(now.map((count, term) => ({ now: count, before: before[term] ?? 0 })));
        return changes.some(({ adjustedPValue }) => adjustedPValue <= 0.05);
      },
      { repetitions: 200, seed: 8 },
    );
    assert.ok(share <= 0.08, `${share} of looks name something`);
  });

  it("finds the term that doubled", () => {
    const random = createRandom(2);
    const before = drawCounts(random, 5000, [0.02, 0.08, 0.3, 0.6]);
    const now = drawCounts(random, 5000, [0.04, 0.08, 0.3, 0.58]);
    const changes = logOddsChanges(now.map((count, term) => ({ now: count, before: before[term] ?? 0 })));
    assert.ok((changes[0]?.adjustedPValue ?? 1) < 0.001 && (changes[0]?.logOdds ?? 0) > 0.4);
    assert.ok((changes[1]?.adjustedPValue ?? 0) > 0.05);
  });

  it("says nothing where there is nothing", () => {
    assert.deepEqual(logOddsChanges([]), []);
    assert.deepEqual(logOddsChanges([{ now: 3, before: 0 }])[0]?.pValue, 1);
  });
});
