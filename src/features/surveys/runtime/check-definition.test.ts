import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { definitionSchema, type Definition } from "../contract/definition.ts";
import { arbitraryDefinition } from "./arbitrary.test.ts";
import { checkDefinition, structureProblems } from "./check-definition.ts";

const title = { en: "Title" };
const thanks = { key: "thanks", title };

test("a sound definition has no problems", () => {
  assert.deepEqual(checkDefinition(survey({})), []);
});

test("any definition can be judged", () => {
  fc.assert(
    fc.property(arbitraryDefinition, (definition) => checkDefinition(definition).every(({ code }) => code !== "")),
  );
});

const first = { kind: "text", key: "first", title };
const cases: readonly [string, object, Record<string, string>][] = [
  [
    "two questions with one key",
    { pages: [{ key: "p", questions: [first, first] }] },
    { "pages.0.questions.1.key": "duplicate_key" },
  ],
  ["a hidden field named like a question", { hiddenFields: ["first"] }, { "hiddenFields.0.key": "duplicate_key" }],
  [
    "two options with one key",
    { pages: [page({ kind: "single", options: [opt("a"), opt("a")] })] },
    { "pages.0.questions.0.options.1.key": "duplicate_key" },
  ],
  [
    "an option named other beside the built-in one",
    { pages: [page({ kind: "single", options: [opt("other")], other: true })] },
    { "pages.0.questions.0.options.0": "reserved_key" },
  ],
  [
    "a condition on a question that does not exist",
    { pages: [page({ kind: "text", condition: { field: "nobody", op: "answered" } })] },
    { "pages.0.questions.0.condition": "unknown_field" },
  ],
  [
    "a condition on a later question",
    {
      pages: [
        page({ kind: "text", condition: { field: "later", op: "answered" } }),
        { key: "p2", questions: [{ ...first, key: "later" }] },
      ],
    },
    { "pages.0.questions.0.condition": "reads_later" },
  ],
  [
    "a text that pipes its own question",
    { pages: [page({ kind: "text", title: { en: "Hello {{q}}" } })] },
    { "pages.0.questions.0.title": "reads_later" },
  ],
  [
    "a language whose texts are missing",
    { languages: ["en", "uk"], title: { en: "Title", uk: "Назва" } },
    { "pages.0.questions.0.title.uk": "missing_text", "endings.0.title.uk": "missing_text" },
  ],
  [
    "a last ending with a condition",
    { endings: [{ ...thanks, condition: { field: "first", op: "answered" } }] },
    { "endings.0.condition": "last_ending_conditional" },
  ],
  [
    "a default language that is not listed",
    { defaultLanguage: "uk", languages: ["en"], title: { en: "T", uk: "Н" } },
    { defaultLanguage: "language_not_listed" },
  ],
  [
    "a language that is none",
    { languages: ["en", "no language"], translations: { "no language": "draft" } },
    { "languages.1": "unknown_language" },
  ],
  [
    "a least above the most",
    { pages: [page({ kind: "number", min: 5, max: 1 })] },
    { "pages.0.questions.0.min": "min_above_max" },
  ],
  [
    "more choices than there are options",
    { pages: [page({ kind: "multiple", options: [opt("a")], max: 2 })] },
    { "pages.0.questions.0.max": "max_above_options" },
  ],
  ["nothing but statements", { pages: [page({ kind: "statement" })] }, { pages: "no_question" }],
];
for (const [what, change, problems] of cases) {
  test(`${what} is found with its place`, () => {
    assert.deepEqual(
      Object.fromEntries(checkDefinition(survey(change)).map(({ field, code }) => [field, code])),
      problems,
    );
  });
}

test("a draft may lack texts, and so may a language that nobody is shown yet", () => {
  const incomplete = { languages: ["en", "uk"], title: { en: "Title" } };
  assert.deepEqual(structureProblems(survey(incomplete)), []);
  assert.deepEqual(checkDefinition(survey({ ...incomplete, translations: { uk: "review" } })), []);
});

function survey(change: object): Definition {
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title,
    pages: [{ key: "p", questions: [first] }],
    endings: [thanks],
    ...change,
  });
}

function page(question: object) {
  return { key: "p", questions: [{ key: "q", title, ...question }] };
}

function opt(key: string) {
  return { key, label: title };
}
