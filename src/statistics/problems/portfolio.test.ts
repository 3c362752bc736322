import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { choosePortfolio } from "./portfolio.ts";

test("the best choice is found where the greedy one fails", () => {
  const candidates = [
    { cost: 60, gain: 10 },
    { cost: 50, gain: 8 },
    { cost: 50, gain: 8 },
  ];
  assert.deepEqual(choosePortfolio(candidates, 100), [1, 2]);
  assert.deepEqual(choosePortfolio(candidates, 59), [1]);
  assert.deepEqual(choosePortfolio(candidates, 0), []);
  assert.deepEqual(
    choosePortfolio(
      [
        { cost: 0, gain: 1 },
        { cost: 1, gain: -1 },
      ],
      5,
    ),
    [0],
  );
  assert.throws(() => choosePortfolio([{ cost: -1, gain: 1 }], 5), RangeError);
});

test("it never exceeds the budget, and with whole costs is as good as trying everything", () => {
  const candidate = fc.record({ cost: fc.integer({ min: 0, max: 40 }), gain: fc.integer({ min: -3, max: 20 }) });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 9 }), fc.integer({ min: 1, max: 100 }), (candidates, budget) => {
      const chosen = choosePortfolio(candidates, budget);
      const sum = (of: readonly number[], what: "cost" | "gain") =>
        of.reduce((all, index) => all + (candidates[index]?.[what] ?? 0), 0);
      assert.ok(sum(chosen, "cost") <= budget);
      let best = 0;
      for (let mask = 0; mask < 2 ** candidates.length; mask++) {
        const some = candidates.map((_, index) => index).filter((index) => (mask >> index) & 1);
        if (sum(some, "cost") <= budget) best = Math.max(best, sum(some, "gain"));
      }
      assert.equal(sum(chosen, "gain"), best);
    }),
    { numRuns: 200 },
  );
});

test("with broken costs it never exceeds the budget, and brings as much as with the same costs in hundredths", () => {
  const candidates = Array.from({ length: 40 }, (_, index) => ({ cost: 0.37 * (index + 1), gain: 1 + (index % 7) }));
  const sum = (of: readonly number[], what: "cost" | "gain") =>
    of.reduce((all, index) => all + (candidates[index]?.[what] ?? 0), 0);
  const chosen = choosePortfolio(candidates, 12.5);
  const exact = choosePortfolio(
    candidates.map(({ cost, gain }) => ({ cost: Math.round(cost * 100), gain })),
    1250,
  );
  assert.ok(sum(chosen, "cost") <= 12.5);
  assert.ok(sum(chosen, "gain") >= sum(exact, "gain") - 1);
});
