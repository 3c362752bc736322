import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import { comparisonOperators, type Condition } from "#kit/condition";

import { definitionSchema, type AnswerValue, type Definition } from "../../contract/definition.ts";
import { endingOf, pathsOf, visibleQuestions } from "../index.ts";

const texts = { title: { en: "T" } };
const gives = (field: string, op: string, value?: unknown) => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
});
const options = (...keys: string[]) => keys.map((key) => ({ key, label: { en: key } }));

describe("the ways through a survey", () => {
  test("by score lead to one follow-up each and meet again", () => {
    const { edges, problems, nodes } = pathsOf(
      survey([
        { key: "score", kind: "recommendation" },
        { key: "low", kind: "text", condition: gives("score", "lte", 6) },
        { key: "mid", kind: "text", condition: gives("score", "between", [7, 8]) },
        { key: "high", kind: "text", condition: gives("score", "gte", 9) },
        { key: "more", kind: "text" },
      ]),
    );
    assert.deepEqual(
      edges.map(({ from, to, when }) => [from, to, when === null ? "always" : "when"]),
      [
        ["start", "question:score", "always"],
        ["question:score", "question:low", "when"],
        ["question:score", "question:mid", "when"],
        ["question:score", "question:high", "when"],
        ["question:score", "question:more", "always"],
        ["question:low", "question:more", "always"],
        ["question:mid", "question:more", "always"],
        ["question:high", "question:more", "always"],
        ["question:more", "ending:end", "always"],
      ],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      nodes.filter(({ isReachable }) => !isReachable),
      [],
    );
  });

  const score = { key: "score", kind: "recommendation" };
  const cases: readonly (readonly [string, object[], string[]])[] = [
    [
      "a range that contradicts itself",
      [score, when(all(gives("score", "gt", 6), gives("score", "lt", 3)))],
      ["unreachable_question"],
    ],
    ["a value beyond the scale", [score, when(gives("score", "eq", 11))], ["unreachable_question"]],
    [
      "an answer only somebody else can have given",
      [
        score,
        { key: "low", kind: "text", condition: gives("score", "lt", 7) },
        when(all(gives("low", "answered"), gives("score", "gte", 9))),
      ],
      ["unreachable_question"],
    ],
    [
      "two options of a single choice at once",
      [
        { key: "one", kind: "single", options: options("x", "y") },
        when(all(gives("one", "eq", "x"), gives("one", "eq", "y"))),
      ],
      ["unreachable_question"],
    ],
    [
      "both options of a choice of at most one",
      [
        { key: "many", kind: "multiple", options: options("x", "y"), max: 1 },
        when(gives("many", "contains", ["x", "y"])),
      ],
      ["unreachable_question"],
    ],
    [
      "an exclusive option with another",
      [
        {
          key: "many",
          kind: "multiple",
          options: [...options("x"), { key: "none", label: { en: "n" }, exclusive: true }],
        },
        when(all(gives("many", "contains", "none"), gives("many", "contains", "x"))),
      ],
      ["unreachable_question"],
    ],
    [
      "a number between two neighbours",
      [{ key: "count", kind: "number", integer: true }, when(all(gives("count", "gt", 3), gives("count", "lt", 4)))],
      ["unreachable_question"],
    ],
    [
      "days that do not overlap",
      [{ key: "day", kind: "date" }, when(all(gives("day", "lt", "2026-01-01"), gives("day", "gt", "2026-02-01")))],
      ["unreachable_question"],
    ],
    [
      "a gap larger than the scale",
      [
        { key: "gap", kind: "expectation", steps: 5, expectationLabel: { en: "e" }, resultLabel: { en: "r" } },
        when(gives("gap", "gt", 4)),
      ],
      ["unreachable_question"],
    ],
    [
      "an option that is gone",
      [{ key: "one", kind: "single", options: options("x") }, when(gives("one", "eq", "z"))],
      ["unknown_option", "unreachable_question"],
    ],
    ["a question that comes later", [when(gives("score", "gt", 3)), score], ["reads_later", "unreachable_question"]],
    ["itself", [score, when(gives("asked", "answered"))], ["reads_itself", "unreachable_question"]],
    ["a question that is gone", [score, when(gives("gone", "eq", 1))], ["unknown_field"]],
    [
      "what always holds",
      [score, when({ any: [gives("score", "answered"), gives("score", "empty")] })],
      ["always_true"],
    ],
    [
      "a text with two values",
      [{ key: "text", kind: "text" }, when(all(gives("text", "eq", "a"), gives("text", "eq", "b")))],
      ["unreachable_question"],
    ],
    [
      "a hidden field in a range",
      [score, when(all(gives("age", "gte", 18), gives("age", "lt", 18)))],
      ["unreachable_question"],
    ],
    ["nothing that can be refuted", [score, when(all(gives("channel", "contains", "e"), gives("age", "gte", 18)))], []],
  ];
  for (const [name, questions, codes] of cases) {
    test(`on ${name} is told as ${codes.join(", ") || "nothing"}`, () => {
      assert.deepEqual(
        pathsOf(survey(questions)).problems.map(({ code }) => code),
        codes,
      );
    });
  }

  test("tell a lost page once and an ending that another always takes first", () => {
    const definition = survey([score]);
    const lost = {
      key: "lost",
      condition: gives("score", "gt", 20),
      questions: [{ key: "a", kind: "text", ...texts }],
    };
    const paths = pathsOf(
      definitionSchema.parse({
        ...definition,
        pages: [...definition.pages, lost],
        endings: [
          { key: "any", ...texts, condition: { any: [gives("score", "empty"), gives("score", "answered")] } },
          ...definition.endings,
        ],
      }),
    );
    assert.deepEqual(
      paths.problems.map(({ code, key }) => [code, key]),
      [
        ["unreachable_page", "lost"],
        ["always_true", "any"],
        ["unreachable_ending", "end"],
      ],
    );
    const unreachable = paths.nodes.filter(({ isReachable }) => !isReachable).map(({ id }) => id);
    assert.deepEqual(unreachable, ["page:lost", "question:a", "ending:end"]);
  });

  test("tell where somebody finds no ending", () => {
    const ending = { key: "end", ...texts, condition: gives("score", "gte", 9) };
    const { problems, nodes } = pathsOf({ ...survey([score]), endings: [ending as Definition["endings"][number]] });
    assert.deepEqual(
      problems.map(({ code, key }) => [code, key]),
      [["dead_end", "score"]],
    );
    assert.equal(nodes.find(({ key }) => key === "score")?.isDeadEnd, true);
  });
});

describe("reachable", () => {
  test("is whatever somebody gets to in fact, and nothing else where every answer can be tried", () => {
    fc.assert(
      fc.property(arbitrarySurvey, (definition) => {
        const walked = walkAll(definition);
        const paths = pathsOf(definition);
        for (const node of paths.nodes) {
          if (node.kind !== "question" && node.kind !== "ending") continue;
          assert.equal(node.isReachable, walked.nodes.has(node.id), node.id);
        }
        const edges = new Set(paths.edges.map(({ from, to }) => `${from} ${to}`));
        assert.deepEqual([...edges].toSorted(), [...walked.edges].toSorted());
      }),
      { numRuns: 400 },
    );
  });
});

describe("a survey of many questions", () => {
  const sizes: readonly (readonly [string, (index: number) => object, number])[] = [
    ["asked one after the other", () => ({}), 501],
    ["that all hang on one answer", (index) => (index === 0 ? {} : { condition: gives("q0", "eq", index % 11) }), 5510],
    [
      "each hanging on the one before",
      (index) => (index === 0 ? {} : { condition: gives(`q${index - 1}`, "gte", 3) }),
      500 * 26,
    ],
  ];
  for (const [name, extra, mostEdges] of sizes) {
    test(`${name} has a map with every question and few edges`, () => {
      const questions = Array.from({ length: 500 }, (_, index) => ({
        key: `q${index}`,
        kind: "recommendation",
        ...extra(index),
      }));
      const { nodes, edges } = pathsOf(survey(questions, 100));
      assert.equal(nodes.length, 507);
      assert.ok(edges.length <= mostEdges, `${edges.length}`);
    });
  }
});

function survey(questions: readonly object[], onPage = questions.length): Definition {
  const pages = Array.from({ length: Math.ceil(questions.length / onPage) }, (_, page) => ({
    key: page === 0 ? "page" : `page${page}`,
    questions: questions.slice(page * onPage, (page + 1) * onPage).map((question) => ({ ...texts, ...question })),
  }));
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    ...texts,
    pages,
    endings: [{ key: "end", ...texts }],
    hiddenFields: ["age"],
  });
}

function when(condition: object): object {
  return { key: "asked", kind: "text", condition };
}

function all(...parts: readonly object[]): object {
  return { all: parts };
}

/** Kinds whose answers can all be tried, with every answer they may have. */
const kinds = [
  { kind: "satisfaction", steps: 3 },
  { kind: "single", options: options("x", "y"), other: true },
  { kind: "multiple", options: [...options("x", "y"), { key: "z", label: { en: "z" }, exclusive: true }], max: 2 },
  { kind: "consent" },
  { kind: "expectation", steps: 3, expectationLabel: { en: "e" }, resultLabel: { en: "r" } },
  { kind: "matrix", rows: options("r", "s"), columns: options("x", "y") },
  { kind: "statement" },
] as const;

const possible: Readonly<Record<string, readonly AnswerValue[]>> = {
  satisfaction: [1, 2, 3],
  single: ["x", "y", { other: "o" }],
  multiple: [["x"], ["y"], ["x", "y"], ["z"]],
  consent: [true, false],
  expectation: [1, 2, 3].flatMap((expectation) => [1, 2, 3].map((result) => ({ expectation, result }))),
  matrix: [
    { r: "x" },
    { r: "y" },
    { s: "x" },
    { s: "y" },
    { r: "x", s: "x" },
    { r: "x", s: "y" },
    { r: "y", s: "x" },
    { r: "y", s: "y" },
  ],
  statement: [],
};

const scalar = fc.constantFrom<(number | string | boolean)[]>(-1, 0, 1, 2, 3, "x", "y", "z", "other", "2", true);
const comparison = fc.record({
  field: fc.constantFrom("a", "b", "c", "a.r", "b.s", "c.result"),
  op: fc.constantFrom(...comparisonOperators),
  value: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
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

const arbitrarySurvey = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 3, maxLength: 4 }),
    conditions: fc.array(fc.option(condition, { nil: undefined }), { minLength: 4, maxLength: 4 }),
    page: fc.option(condition, { nil: undefined }),
    ending: condition,
    breaks: fc.boolean(),
  })
  .map(({ kinds: chosen, conditions, page, ending, breaks }) => {
    const questions = chosen.map((kind, index) => ({
      ...texts,
      ...kind,
      key: ["a", "b", "c", "d"][index],
      ...(conditions[index] === undefined ? {} : { condition: conditions[index] }),
    }));
    const [first, ...rest] = questions;
    const pages = breaks
      ? [
          { key: "p", questions: [first] },
          { key: "q", questions: rest, ...(page === undefined ? {} : { condition: page }) },
        ]
      : [{ key: "p", questions }];
    return definitionSchema.parse({
      languages: ["en"],
      defaultLanguage: "en",
      ...texts,
      pages,
      endings: [
        { key: "special", ...texts, condition: ending },
        { key: "end", ...texts },
      ],
    });
  })
  // What a whole table comes to is not told apart by the rows that are read.
  .filter((definition) => !readsTables(definition));

function readsTables(definition: Definition): boolean {
  const tables = definition.pages.flatMap((page) => page.questions.filter(({ kind }) => kind === "matrix"));
  const text = JSON.stringify(definition);
  const others = definition.pages.flatMap((page) => page.questions.filter(({ kind }) => kind === "single"));
  return (
    tables.some(({ key }) => text.includes(`"field":"${key}"`)) ||
    others.some(({ key }) => text.includes(`"${key}.other"`))
  );
}

/** Every respondent there can be: what they get to, and in which order. */
function walkAll(definition: Definition): { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  const questions = definition.pages.flatMap((page) => page.questions);
  const walk = (answers: Record<string, AnswerValue>, index: number) => {
    const question = questions[index];
    if (question !== undefined) {
      walk(answers, index + 1);
      for (const value of possible[question.kind] ?? []) walk({ ...answers, [question.key]: value }, index + 1);
      return;
    }
    const seen = visibleQuestions(definition, answers, {}).map(({ key }) => `question:${key}`);
    const way = ["start", ...seen, `ending:${endingOf(definition, answers, {}).key}`];
    way.forEach((id, at) => {
      nodes.add(id);
      if (at > 0) edges.add(`${way[at - 1]} ${id}`);
    });
  };
  walk({}, 0);
  return { nodes, edges };
}
