import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import { definitionSchema, type Definition } from "../../contract/definition.ts";
import { arbitraryDefinition } from "../arbitrary.test.ts";
import {
  checkDefinition,
  differencesOf,
  estimatedMinutes,
  isSameContent,
  removeQuestion,
  renameKey,
  sentenceOf,
  structureProblems,
  warningsOf,
} from "../index.ts";

const definition = definitionSchema.parse({
  languages: ["en", "ru"],
  defaultLanguage: "en",
  title: { en: "Visit" },
  pages: [
    {
      key: "first",
      questions: [
        { key: "score", kind: "recommendation", title: { en: "Score" } },
        { key: "score_two", kind: "rating", title: { en: "Stars" } },
      ],
    },
    {
      key: "second",
      condition: {
        all: [
          { field: "score", op: "lt", value: 7 },
          { field: "score_two", op: "lt", value: 3 },
        ],
      },
      questions: [
        {
          key: "why",
          kind: "text",
          title: { en: "You gave {{ score |nothing}} and {{score_two}}. Why?" },
          condition: { not: { any: [{ field: "score", op: "empty" }] } },
        },
        {
          key: "topic",
          kind: "single",
          title: { en: "Topic" },
          options: ["x", "y"].map((key) => ({ key, label: { en: key } })),
        },
      ],
    },
  ],
  endings: [
    { key: "sorry", title: { en: "Sorry for {{score}}" }, condition: { field: "topic", op: "eq", value: "x" } },
    { key: "end", title: { en: "Thanks" } },
  ],
  hiddenFields: ["age"],
});

describe("removing a question", () => {
  test("takes along what read it and says what that was", () => {
    const { definition: left, brokenConditions, brokenTexts } = removeQuestion(definition, "score");
    assert.deepEqual(structureProblems(left), []);
    assert.deepEqual(brokenConditions, [
      {
        part: "page",
        key: "second",
        before: definition.pages[1]?.condition,
        after: { field: "score_two", op: "lt", value: 3 },
      },
      { part: "question", key: "why", before: definition.pages[1]?.questions[0]?.condition, after: null },
    ]);
    assert.deepEqual(brokenTexts, ["pages.1.questions.0.title", "endings.0.title"]);
    assert.equal(left.pages[1]?.questions[0]?.title["en"], "You gave nothing and {{score_two}}. Why?");
    assert.equal(left.endings[0]?.title["en"], "Sorry for ");
  });

  test("removes a page with its last question, but never the last question", () => {
    const one = removeQuestion(removeQuestion(definition, "why").definition, "topic").definition;
    assert.deepEqual(
      one.pages.map(({ key }) => key),
      ["first"],
    );
    const last = removeQuestion(one, "score").definition;
    assert.deepEqual(removeQuestion(last, "score_two"), { definition: last, brokenConditions: [], brokenTexts: [] });
  });

  test("never leaves a condition or a text that reads it, in any survey", () => {
    fc.assert(
      fc.property(arbitraryDefinition, fc.constantFrom("a", "b", "c"), (any, key) => {
        const { definition: left } = removeQuestion(any, key);
        if (left === any) return;
        assert.doesNotMatch(JSON.stringify(left), new RegExp(`"field":"${key}[".]|\\{\\{\\s*${key}[\\s|.}]`));
      }),
    );
  });
});

describe("renaming a key", () => {
  test("renames whatever reads it and nothing else", () => {
    const renamed = renameKey(definition, "score", "nps");
    assert.deepEqual(structureProblems(renamed), []);
    assert.equal(renamed.pages[1]?.questions[0]?.title["en"], "You gave {{ nps |nothing}} and {{score_two}}. Why?");
    assert.equal(renameKey(definition, "gone", "x"), definition);
    assert.equal(renameKey(definition, "score", "why"), definition);
    assert.ok(isSameContent(renameKey(renamed, "nps", "score"), definition));
  });
});

describe("differences", () => {
  test("name what was added, removed, moved, reworded and changed", () => {
    const after = edited(definition);
    const told = differencesOf(definition, definitionSchema.parse(after)).map((change) => {
      if (!("part" in change)) return Object.values(change).slice(0, 2).join(" ");
      const more = "text" in change ? change.text : "setting" in change ? change.setting : "";
      return [change.code, change.part, change.of ?? "", change.key, more].filter(Boolean).join(" ");
    });
    assert.deepEqual(told, [
      "language_added uk",
      "field_removed age",
      "removed question why",
      "removed option topic x",
      "added question new",
      "reworded question score title",
      "setting question score required",
      "condition page second",
      "reworded option topic y label",
      "added option topic z",
      "moved question score_two",
      "theme colour",
      "theme font",
      "theme corners",
      "theme logo",
    ]);
  });

  test("are none between a survey and itself, and some between any two that differ", () => {
    fc.assert(
      fc.property(arbitraryDefinition, arbitraryDefinition, (one, other) => {
        fc.pre([one, other].every((each) => structureProblems(each).every(({ code }) => code !== "duplicate_key")));
        assert.deepEqual(differencesOf(one, structuredClone(one)), []);
        if (!isSameContent(one, other)) assert.notEqual(differencesOf(one, other).length, 0);
      }),
    );
  });
});

describe("warnings", () => {
  test("are given by their code, question and figures", () => {
    const warned = warningsOf(
      definitionSchema.parse({
        ...definition,
        theme: { text: "#aaaaaa" },
        pages: [
          ...definition.pages,
          {
            key: "third",
            questions: [
              { key: "again", kind: "satisfaction", steps: 7, title: { en: "Again", ru: "Снова" } },
              { key: "must", kind: "text", required: true, title: { en: "Must" } },
              { key: "day", kind: "date", title: { en: "Day" } },
            ],
          },
        ],
      }),
      "transactional",
    );
    assert.deepEqual(
      warned.map(({ code, key, params }) => [code, key, params]),
      [
        ["low_contrast", null, { ratio: 2.3, least: 4.5 }],
        ["too_many_questions", null, { count: 5, most: 2 }],
        ["mixed_scales", null, { scales: "1–5, 1–7" }],
        ["missing_translation", null, { language: "ru", count: 11 }],
        ["required_text", "must", {}],
        ["unused_answer", "day", {}],
      ],
    );
  });

  test("of low contrast is one that publishing refuses", () => {
    const grey = definitionSchema.parse({ ...definition, languages: ["en"], theme: { text: "#aaaaaa" } });
    assert.deepEqual(
      checkDefinition(grey).map(({ field, code }) => [field, code]),
      [["theme.text", "low_contrast"]],
    );
    assert.deepEqual(
      checkDefinition({ ...grey, theme: { ...grey.theme, background: "#101010" } as Definition["theme"] }),
      [],
    );
  });

  test("count time by what everybody is asked", () => {
    const long = definitionSchema.parse({
      ...definition,
      pages: [
        {
          key: "p",
          questions: Array.from({ length: 20 }, (_, index) => ({ key: `t${index}`, kind: "text", title: { en: "T" } })),
        },
      ],
      endings: [{ key: "end", title: { en: "Thanks" } }],
    });
    assert.ok(estimatedMinutes(long) > 10 && estimatedMinutes(long) < 11);
    assert.deepEqual(warningsOf(long, "employee").find(({ code }) => code === "too_long")?.params, {
      minutes: 11,
      most: 10,
    });
  });
});

test("a condition comes apart into what can be put into words", () => {
  assert.deepEqual(
    sentenceOf(
      { all: [{ field: "topic", op: "in", value: ["x", "lost"] }, { not: { field: "gone.x", op: "empty" } }] },
      definition,
    ),
    {
      kind: "all",
      parts: [
        {
          kind: "comparison",
          field: "topic",
          question: "topic",
          part: null,
          op: "in",
          values: [
            { value: "x", label: { en: "x" } },
            { value: "lost", label: null },
          ],
        },
        {
          kind: "none",
          part: { kind: "comparison", field: "gone.x", question: null, part: null, op: "empty", values: [] },
        },
      ],
    },
  );
});

/** The survey after a day of changes of every kind. */
function edited(original: Definition): unknown {
  const after = structuredClone(original) as unknown as {
    languages: string[];
    hiddenFields: string[];
    theme: object;
    pages: { title?: object; condition?: object; questions: Record<string, unknown>[] }[];
    endings: { title: object }[];
  };
  const [first, second] = after.pages;
  const [score = {}, stars = {}] = first?.questions ?? [];
  const [, topic = {}] = second?.questions ?? [];
  Object.assign(score, { required: true, title: { en: "How likely?" } });
  first?.questions.splice(0, 2, { key: "new", kind: "consent", title: { en: "New" }, required: false }, score);
  second?.questions.splice(0, 2, topic, stars);
  Object.assign(topic, {
    options: [
      { key: "y", label: { en: "Why" } },
      { key: "z", label: { en: "z" } },
    ],
  });
  Object.assign(second ?? {}, { condition: { field: "score", op: "lt", value: 5 } });
  after.languages.push("uk");
  after.hiddenFields = [];
  after.theme = { colour: "#112233", font: "serif", corners: "round", logo: true };

  return after;
}
