import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { definitionSchema } from "#feature/surveys/contract";

import { settle, type Arrival, type Held } from "./settle.ts";

const definition = definitionSchema.parse({
  languages: ["en"],
  defaultLanguage: "en",
  title: { en: "How are we doing?" },
  pages: [
    {
      key: "one",
      questions: [
        { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" }, required: true },
        {
          kind: "text",
          key: "why",
          title: { en: "What went wrong?" },
          condition: { field: "nps", op: "lte", value: 6 },
        },
        { kind: "rating", key: "stars", title: { en: "The shop" } },
      ],
    },
  ],
  endings: [{ key: "end", title: { en: "Thank you" } }],
});

function arriving(difference: Partial<Arrival>): Arrival {
  return { state: "complete", answers: {}, context: {}, attributes: {}, definition, byLink: false, ...difference };
}

function heldAfter(...arrivals: readonly Arrival[]): Held | undefined {
  let held: Held | undefined;
  for (const arrival of arrivals) {
    const settled = settle(held, arrival);
    if (settled.ok) held = settled.held;
  }
  return held;
}

test("a complete response without a required answer is refused, a partial one is kept", () => {
  const refused = settle(undefined, arriving({ answers: { stars: 4 } }));
  assert.deepEqual(!refused.ok && refused.problems, [{ field: "answers.nps", code: "required" }]);

  const kept = settle(undefined, arriving({ state: "partial", answers: { stars: 4 } }));
  assert.equal(kept.ok && kept.result, "created");
});

test("what completes a partial response need not repeat its answers", () => {
  const partial = heldAfter(arriving({ state: "partial", answers: { nps: 3 } }));
  const settled = settle(partial, arriving({ answers: { why: " late " } }));

  assert.ok(settled.ok);
  assert.equal(settled.result, "completed");
  assert.deepEqual(settled.held.answers, { nps: 3, why: "late" });
});

test("an answer that a later one hides is dropped", () => {
  const partial = heldAfter(arriving({ state: "partial", answers: { nps: 3, why: "late" } }));
  const settled = settle(partial, arriving({ answers: { nps: 10 } }));
  assert.deepEqual(settled.ok && settled.held.answers, { nps: 10 });
});

test("a different answer under a completed id is refused, by link with the words for links", () => {
  const before = heldAfter(arriving({ answers: { nps: 9 } }));
  const conflict = settle(before, arriving({ answers: { nps: 8 } }));
  assert.equal(!conflict.ok && conflict.code, "answers.conflict");

  const used = settle(before, arriving({ answers: { nps: 8 }, byLink: true }));
  assert.equal(!used.ok && used.code, "answers.link_used");
});

test("a late partial of a response that is complete already changes nothing", () => {
  const before = heldAfter(arriving({ answers: { nps: 9, stars: 2 } }));
  const late = settle(before, arriving({ state: "partial", answers: { nps: 9 } }));
  assert.deepEqual(late, { ok: true, result: "unchanged", held: before });
});

test("what was erased stays erased", () => {
  const erased: Held = { state: "complete", answers: {}, context: {}, attributes: {}, isErased: true };
  assert.deepEqual(settle(erased, arriving({ answers: { nps: 9 } })), { ok: true, result: "unchanged", held: erased });
});

const answers = fc.record(
  {
    nps: fc.integer({ min: 0, max: 10 }),
    why: fc.string({ unit: "grapheme", maxLength: 30 }),
    stars: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: [] },
);
const arrivals = fc
  .record({
    state: fc.constantFrom("partial" as const, "complete" as const),
    answers,
    context: fc.record({ unit: fc.constantFrom("kyiv", "lviv") }, { requiredKeys: [] }),
  })
  .map(arriving);

test("sending the same again never changes anything, whatever came before", () => {
  fc.assert(
    fc.property(fc.array(arrivals, { maxLength: 4 }), arrivals, (earlier, last) => {
      const before = heldAfter(...earlier);
      const first = settle(before, last);
      if (!first.ok) return;
      const again = settle(first.held, last);
      assert.ok(again.ok);
      assert.equal(again.result, "unchanged");
      assert.deepEqual(again.held, first.held);
    }),
  );
});

test("once complete, nothing but erasure changes a response", () => {
  fc.assert(
    fc.property(arrivals, fc.array(arrivals, { maxLength: 5 }), (first, later) => {
      const before = heldAfter({ ...first, state: "complete", answers: { nps: 5, ...first.answers } });
      const after = later.reduce<Held | undefined>((held, arrival) => {
        const settled = settle(held, arrival);
        return settled.ok ? settled.held : held;
      }, before);
      assert.deepEqual(after, before);
    }),
  );
});
