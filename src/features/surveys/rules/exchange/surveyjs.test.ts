import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import type { Condition } from "#kit/condition";

import { definitionSchema, type Definition } from "../../contract.ts";
import { toSurveyJs } from "./surveyjs-export.ts";
import { fromSurveyJs } from "./surveyjs-import.ts";

test("whatever SurveyJS can carry comes back as it went, with nothing noted", () => {
  fc.assert(
    fc.property(arbitraryCarried, (definition) => {
      const written = toSurveyJs(definition);
      assert.deepEqual(written.notCarried, []);
      const back = fromSurveyJs(JSON.parse(written.content));
      assert.deepEqual(comparable(definitionSchema.parse(back.definition)), comparable(definition));
    }),
    { numRuns: 300 },
  );
});

/** The order of languages and the state of translations are not part of such files. */
function comparable(definition: Definition): unknown {
  const languages = definition.languages.toSorted();
  return JSON.parse(JSON.stringify({ ...definition, languages, translations: {} }));
}

const words = fc
  .array(fc.constantFrom("a", "Б", "ї", "7", "&", "<", "—", "'", '"', "{{score}}"), { minLength: 1, maxLength: 6 })
  .map((some) => some.join(" "));
const text = fc.record({ en: words, ru: words });
const note = fc.option(text, { nil: undefined });

const listed = fc
  .uniqueArray(fc.constantFrom("x", "y_1", "z", "out_of"), { minLength: 2, maxLength: 4 })
  .chain((keys) => fc.tuple(...keys.map((key) => text.map((label) => ({ key, label })))));
const ends = { lowLabel: note, highLabel: note };
const flag = fc.boolean();
const limit = fc.option(fc.integer({ min: -5, max: 50 }), { nil: undefined });
const day = fc.option(fc.constantFrom("2026-01-31", "2024-02-29"), { nil: undefined });
const one = <Value>(value: Value) => fc.constant(value);

const kinds = [
  fc.record({ kind: one("recommendation"), employee: flag, ...ends }),
  fc.record({ kind: one("satisfaction"), steps: fc.constantFrom(3, 5, 7, 10), ...ends }),
  fc.record({
    kind: one("effort"),
    steps: fc.constantFrom(5, 7),
    direction: fc.constantFrom("high-good", "low-good"),
    ...ends,
  }),
  fc.record({
    kind: one("rating"),
    from: fc.constantFrom(0, 1),
    steps: fc.integer({ min: 2, max: 11 }),
    look: fc.constantFrom("stars", "smileys", "numbers"),
    ...ends,
  }),
  fc.record({ kind: one("single"), options: listed, randomise: flag, other: flag }),
  fc.record({ kind: one("multiple"), options: listed, randomise: flag, other: flag, max: fc.constantFrom(1, 2) }),
  fc.record({ kind: one("ranking"), options: listed, randomise: flag }),
  fc.record({ kind: one("matrix"), rows: listed, columns: listed, scored: flag, randomise: flag }),
  fc.record({ kind: one("text"), long: flag, maxLength: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({ kind: one("number"), min: limit, max: limit, integer: flag }),
  fc.record({ kind: one("date"), min: day, max: day }),
  fc.record({ kind: fc.constantFrom("consent", "statement") }),
] as const;

const score = fc.integer({ min: 0, max: 10 });
/** Reads the first question, which every survey here has; each way of saying it is one that the way back prefers. */
const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: one("score"), op: fc.constantFrom("eq", "ne", "lt", "gt"), value: score }),
  fc.record({ field: one("score"), op: fc.constantFrom("in", "nin"), value: fc.array(score, { maxLength: 3 }) }),
  fc.record({ field: one("score"), op: one("between"), value: fc.tuple(score, score) }),
  fc
    .record({ field: one("score"), op: fc.constantFrom("answered", "contains"), value: one("it's \\ so") })
    .map(({ field, op, value }) => (op === "answered" ? { field, op } : { field, op, value }) as Condition),
) as fc.Arbitrary<Condition>;
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.record({ all: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;
const maybeCondition = fc.option(condition, { nil: undefined });

const question = fc
  .tuple(fc.oneof(...kinds), fc.record({ title: text, help: note, required: flag, condition: maybeCondition }))
  .map(([kind, base]) => ({ ...kind, ...base }));

const arbitraryCarried: fc.Arbitrary<Definition> = fc
  .record({
    questions: fc.array(question, { maxLength: 5 }),
    title: text,
    intro: note,
    page: fc.record({ title: note, condition: maybeCondition }),
    endings: fc.tuple(fc.record({ title: text, text: note, condition }), fc.record({ title: text, text: note })),
    hiddenFields: fc.subarray(["age", "branch"]),
  })
  .map(({ questions, title, intro, page, endings, hiddenFields }) => {
    const first = { kind: "recommendation", key: "score", title };
    const later = questions.map((each, index) => ({ ...each, key: `q_${index}` }));
    return definitionSchema.parse({
      languages: ["en", "ru"],
      defaultLanguage: "en",
      title,
      intro,
      pages: [
        { key: "start", questions: [first] },
        ...(later.length === 0 ? [] : [{ key: "more", questions: later, ...page }]),
      ],
      hiddenFields,
      endings: endings.map((ending, index) => ({ key: `end_${index}`, ...ending })),
    });
  });
