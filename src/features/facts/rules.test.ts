import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { addDays, lengthOf, previousPeriod, yearBefore } from "#kit/period";

import { measureKinds } from "./contract.ts";
import { measureRef, partsOf } from "./rules/measure.ts";
import { endOfStep, startOfStep } from "./rules/period.ts";
import { cutsThroughHidden, hiddenGroups } from "./rules/protection.ts";
import { decodeStep, encodeStep, groupOf } from "./rules/step.ts";
import { addSums, noSums, subtractSums, type Sums } from "./rules/sums.ts";

const cuts = { detractorMax: 6, promoterMin: 9 };
const scaledKinds = measureKinds.filter((kind) => !["number", "choice", "text"].includes(kind));

const anyStep = fc
  .record({
    kind: fc.constantFrom(...scaledKinds),
    from: fc.constantFrom(0, 1),
    span: fc.integer({ min: 1, max: 30 }),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    isLowGood: fc.boolean(),
  })
  .map(({ kind, from, span, place, isLowGood }) => {
    const score = kind === "gap" ? Math.round(place * 2 * span) - span : from + Math.round(place * span);
    return { kind, step: { score, from, to: from + span, isLowGood } };
  });

test("a step survives being packed into a number", () => {
  fc.assert(fc.property(anyStep, ({ kind, step }) => assert.deepEqual(decodeStep(kind, encodeStep(kind, step)), step)));
});

test("a score that is no whole step, or lies beyond its scale, is not packed into a wrong one", () => {
  for (const score of [4.5, -1, 99]) {
    assert.equal(encodeStep("rating", { score, from: 1, to: 5, isLowGood: false }), 0);
  }
  assert.equal(decodeStep("rating", 0), undefined);
});

test("groups follow the cut points, the usual top boxes, the direction of the scale and the sign of a gap", () => {
  const group = (kind: (typeof scaledKinds)[number], score: number, to: number, isLowGood = false) =>
    groupOf(kind, { score, from: kind === "nps" ? 0 : 1, to, isLowGood }, cuts);

  assert.deepEqual(
    [6, 7, 8, 9].map((score) => group("nps", score, 10)),
    ["low", "middle", "middle", "high"],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((score) => group("csat", score, 5)),
    ["low", "low", "middle", "high", "high"],
  );
  assert.deepEqual(
    [3, 4, 5].map((score) => group("ces", score, 7)),
    ["low", "middle", "high"],
  );
  assert.deepEqual(
    [1, 3, 5].map((score) => group("ces", score, 5, true)),
    ["high", "middle", "low"],
  );
  assert.deepEqual(
    [7, 8].map((score) => group("rating", score, 10)),
    ["middle", "high"],
  );
  assert.deepEqual(
    [-1, 0, 1].map((score) => group("gap", score, 7)),
    ["low", "middle", "high"],
  );
});

test("a measure survives being written down", () => {
  const question = {
    kind: "rating",
    programme: "review",
    survey: "01a1ffa3-45dc-700f-aed7-6524b6ad8814",
    question: "a.b",
  } as const;
  assert.deepEqual(partsOf(measureRef(question)), question);
  const whole = { kind: "nps", programme: "relational", survey: null, question: null } as const;
  assert.deepEqual(partsOf(measureRef(whole)), whole);
});

const anyBreakdown = fc.integer({ min: 1, max: 3 }).chain((dimensions) =>
  fc.uniqueArray(
    fc.record({
      key: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: dimensions, maxLength: dimensions }),
      people: fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })),
    }),
    { maxLength: 16, selector: ({ key }) => key.join() },
  ),
);

test("no group below the threshold is shown, and none can be had by taking the shown from any sum of its line", () => {
  fc.assert(
    fc.property(anyBreakdown, fc.integer({ min: 3, max: 8 }), (groups, threshold) => {
      const hidden = hiddenGroups(groups, threshold);
      const dimensions = groups[0]?.key.length ?? 0;
      for (let mask = 0; mask < 2 ** dimensions - 1; mask += 1) {
        const lines = Map.groupBy(groups.keys(), (index) =>
          groups[index]!.key.filter((_, dimension) => (mask >> dimension) & 1).join(),
        );
        for (const line of lines.values()) assertSafe(line);
      }

      function assertSafe(line: readonly number[]): void {
        for (const period of [0, 1]) {
          const inside = line.filter((index) => hidden.has(index)).map((index) => groups[index]!.people[period]!);
          const people = inside.reduce((sum, count) => sum + count, 0);
          assert.ok(
            people === 0 ||
              people >= threshold ||
              line.every((index) => hidden.has(index) || groups[index]!.people[period] === 0),
          );
        }
      }
      groups.forEach(({ people }, index) => {
        if (people.some((count) => count > 0 && count < threshold)) assert.ok(hidden.has(index));
      });
    }),
  );
});

test("where nobody is below the threshold nothing is hidden", () => {
  const groups = [7, 5, 12].map((people, index) => ({ key: [String(index)], people: [people] }));
  assert.deepEqual(hiddenGroups(groups, 5), new Set());
});

test("one small group takes the next smallest with it, and no more", () => {
  const groups = [30, 9, 4, 20].map((people, index) => ({ key: [String(index)], people: [people] }));
  assert.deepEqual(hiddenGroups(groups, 5), new Set([2, 1]));
});

test("what is added can be taken away again", () => {
  const sums = (n: number): Sums => ({
    n,
    steps: [{ step: { score: 9, from: 0, to: 10, isLowGood: false }, n, sumWeights: 2 * n, sumSquaredWeights: 4 * n }],
    choices: [],
    moments: null,
  });
  assert.deepEqual(subtractSums(addSums([sums(5), sums(3)]), sums(3)), sums(5));
  assert.deepEqual(subtractSums(sums(3), sums(3)).steps, []);
  assert.equal(addSums([noSums, sums(2)]).n, 2);
});

test("the period before a whole month is the month before, before any other span as many days", () => {
  assert.deepEqual(previousPeriod({ from: "2026-03-01", to: "2026-03-31" }), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(previousPeriod({ from: "2026-01-01", to: "2026-03-31" }), { from: "2025-10-01", to: "2025-12-31" });
  assert.deepEqual(previousPeriod({ from: "2026-03-05", to: "2026-03-11" }), { from: "2026-02-26", to: "2026-03-04" });
  assert.deepEqual(yearBefore({ from: "2024-02-01", to: "2024-02-29" }), { from: "2023-02-01", to: "2023-02-28" });
});

test("the span before is as long, and ends the day before", () => {
  const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2001-01-01", days));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 25 }), (from, length) => {
      const period = { from, to: addDays(from, length) };
      const before = previousPeriod(period);
      assert.equal(addDays(before.to, 1), from);
      assert.equal(lengthOf(before), lengthOf(period));
    }),
  );
});

test("every day lies in the step that begins with its start", () => {
  const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2001-01-01", days));
  fc.assert(
    fc.property(day, fc.constantFrom("day", "week", "month", "quarter", "year" as const), (at, step) => {
      const from = startOfStep(step, at);
      assert.ok(from <= at && at <= endOfStep(step, from));
      assert.equal(startOfStep(step, endOfStep(step, from)), from);
      assert.notEqual(startOfStep(step, addDays(endOfStep(step, from), 1)), from);
    }),
  );
});

const anyGround = fc.uniqueArray(
  fc.record({
    key: fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y", "z")),
    people: fc.tuple(fc.integer({ min: 0, max: 14 })),
  }),
  { minLength: 1, maxLength: 8, selector: ({ key }) => key.join() },
);

test("no two filters that are answered differ by fewer people than the threshold, where one names the dimensions of the other", () => {
  fc.assert(
    fc.property(
      anyGround,
      fc.integer({ min: 3, max: 6 }),
      fc.constantFrom([], [0], [1], [0, 1]),
      (ground, threshold, fewer) => {
        const answered = filtersOver(ground, [0, 1], threshold);
        for (const other of filtersOver(ground, fewer, threshold)) {
          for (const one of answered) {
            for (const people of [peopleIn(ground, one & ~other), peopleIn(ground, other & ~one)]) {
              const isWithin = (one & other) === one || (one & other) === other;
              assert.ok(
                !isWithin || people === 0 || people >= threshold,
                `${people} people between ${one} and ${other}`,
              );
            }
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});

/** Every filter over these dimensions that is answered, as the set of cells it takes. */
function filtersOver(
  ground: readonly { readonly key: readonly string[]; readonly people: readonly number[] }[],
  named: readonly number[],
  threshold: number,
): readonly number[] {
  const cells = [...Map.groupBy(ground.keys(), (index) => JSON.stringify(named.map((one) => ground[index]!.key[one])))];
  const sets = cells.map(([, indexes]) => indexes.reduce((set, index) => set | (1 << index), 0));
  const counted = cells.map(([key, indexes]) => ({
    key: JSON.parse(key) as string[],
    people: [indexes.reduce((sum, index) => sum + ground[index]!.people[0]!, 0)],
  }));
  return Array.from({ length: 2 ** cells.length }, (_, taken) => taken).flatMap((taken) => {
    const filtered = counted.map((cell, index) => ({ ...cell, isInside: ((taken >> index) & 1) === 1 }));
    const set = sets.reduce((all, one, index) => (filtered[index]!.isInside ? all | one : all), 0);
    const people = peopleIn(ground, set);
    const isTooSmall = people > 0 && people < threshold;
    return isTooSmall || cutsThroughHidden(filtered, threshold) ? [] : [set];
  });
}

function peopleIn(ground: readonly { readonly people: readonly number[] }[], set: number): number {
  return ground.reduce((sum, { people }, index) => ((set >> index) & 1 ? sum + people[0]! : sum), 0);
}
