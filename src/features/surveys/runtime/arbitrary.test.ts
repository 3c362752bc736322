import fc from "fast-check";

import { comparisonOperators, type Condition } from "#kit/condition";

import { definitionSchema, type Definition } from "../contract/definition.ts";

const keys = ["a", "b", "c", "d", "constructor", "to_string"] as const;
const key = fc.constantFrom(...keys);
const localText = fc.record(
  { en: fc.string({ maxLength: 20 }), ru: fc.string({ maxLength: 20 }) },
  { requiredKeys: ["en"] },
);
const optionKeys = fc.uniqueArray(fc.constantFrom("x", "y", "z", "other", "constructor"), {
  minLength: 2,
  maxLength: 5,
});
const options = optionKeys.map((list) =>
  list.map((key, index) => ({ key, label: { en: key }, exclusive: index === 3 })),
);

const scalar = fc.oneof(
  fc.integer({ min: -1, max: 11 }),
  fc.constantFrom("x", "y", "", "__proto__"),
  fc.boolean(),
  fc.constant(null),
);
const comparison = fc.record({
  field: fc.constantFrom(...keys, "a.x", "b.result", "channel", "__proto__"),
  op: fc.constantFrom(...comparisonOperators),
  value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
});
const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.record({ all: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("tree"), { maxLength: 3 }) }),
    fc.record({ not: tie("tree") }),
  ),
})).tree;

const base = { title: localText, required: fc.boolean(), condition: fc.option(condition, { nil: undefined, freq: 2 }) };
const kinds = fc.oneof(
  fc.record({ kind: fc.constant("recommendation"), employee: fc.boolean(), ...base }),
  fc.record({ kind: fc.constant("satisfaction"), steps: fc.constantFrom(3, 5, 7, 10), ...base }),
  fc.record({
    kind: fc.constant("effort"),
    steps: fc.constantFrom(5, 7),
    direction: fc.constantFrom("high-good", "low-good"),
    ...base,
  }),
  fc.record({
    kind: fc.constant("rating"),
    steps: fc.integer({ min: 2, max: 11 }),
    from: fc.constantFrom(0, 1),
    ...base,
  }),
  fc.record({ kind: fc.constant("single"), options, other: fc.boolean(), ...base }),
  fc.record({
    kind: fc.constant("multiple"),
    options,
    other: fc.boolean(),
    max: fc.integer({ min: 1, max: 4 }),
    ...base,
  }),
  fc.record({ kind: fc.constant("text"), maxLength: fc.integer({ min: 1, max: 10 }), ...base }),
  fc.record({ kind: fc.constant("matrix"), rows: options, columns: options, scored: fc.boolean(), ...base }),
  fc.record({ kind: fc.constant("ranking"), options, ...base }),
  fc.record({ kind: fc.constant("number"), integer: fc.boolean(), min: fc.integer({ min: -2, max: 2 }), ...base }),
  fc.record({ kind: fc.constantFrom("date", "consent", "statement"), ...base }),
  fc.record({ kind: fc.constant("expectation"), expectationLabel: localText, resultLabel: localText, ...base }),
);

/** Any definition that the schema lets through, sound or not. */
export const arbitraryDefinition: fc.Arbitrary<Definition> = fc
  .tuple(fc.array(fc.tuple(key, kinds), { minLength: 1, maxLength: 6 }), fc.option(condition, { nil: undefined }))
  .map(([questions, pageCondition]) =>
    definitionSchema.parse({
      languages: ["en", "ru"],
      defaultLanguage: "en",
      title: { en: "{{a}}" },
      pages: questions.map(([key, question], index) => ({
        key: `page_${index}`,
        ...(index === 1 && pageCondition !== undefined ? { condition: pageCondition } : {}),
        questions: [
          {
            ...question,
            key,
            ...("condition" in question && question.condition === undefined ? { condition: undefined } : {}),
          },
        ],
      })),
      endings: [{ key: "end", title: { en: "{{b|c}}" }, condition: { field: "a", op: "gte", value: 5 } }],
    }),
  );

const value = fc.oneof(
  fc.integer({ min: -1, max: 12 }),
  fc.double(),
  fc.boolean(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("x", "y", "2026-03-02", "2026-02-30"),
  fc.array(fc.constantFrom("x", "y", "z", "other", "nope"), { maxLength: 5 }),
  fc.record({ other: fc.string() }),
  fc.record({ chosen: fc.array(fc.constantFrom("x", "y")), other: fc.string() }),
  fc.record({ expectation: fc.integer({ min: 0, max: 8 }), result: fc.integer({ min: 0, max: 8 }) }),
  fc.dictionary(fc.constantFrom("x", "y", "constructor"), fc.constantFrom("x", "y", "z")),
  fc.anything(),
);

/** Answers that fit by luck, and anything else. */
export const arbitraryAnswers = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true }) },
  { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.anything(), { noNullPrototype: false }) },
);
