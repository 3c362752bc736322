import assert from "node:assert/strict";
import { describe, test } from "node:test";

import fc from "fast-check";

import { definitionSchema, type AnswerValues, type Definition, type DefinitionInput } from "../contract/definition.ts";
import { arbitraryAnswers, arbitraryDefinition } from "./arbitrary.test.ts";
import {
  checkAnswers,
  chooseLanguage,
  displayValue,
  endingOf,
  nextPage,
  offeredLanguages,
  orderOptions,
  pipe,
  questionsOf,
  scoresOf,
  shuffle,
  visibleAnswers,
  visibleQuestions,
} from "./index.ts";

const pair = { kind: "expectation", expectationLabel: { en: "E" }, resultLabel: { en: "R" } };

describe("no definition and no answers can break the runtime", () => {
  test("every function answers", () => {
    fc.assert(
      fc.property(
        arbitraryDefinition,
        arbitraryAnswers,
        fc.dictionary(fc.string(), fc.anything()),
        (definition, answers, fields) => {
          const given = answers as AnswerValues;
          for (const partial of [true, false]) checkAnswers(definition, given, fields, { partial });
          visibleQuestions(definition, given, fields);
          nextPage(definition, given, fields);
          scoresOf(definition, given);
          endingOf(definition, given, fields);
          for (const question of questionsOf(definition)) {
            const value = given[question.key];
            if (value !== undefined) assert.equal(typeof displayValue(question, value, "uk"), "string");
            assert.equal(typeof pipe(`{{${question.key}}}`, given, fields, { definition, language: "ru" }), "string");
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("what was kept is kept again, unchanged", () => {
    fc.assert(
      fc.property(arbitraryDefinition, arbitraryAnswers, (definition, answers) => {
        const first = checkAnswers(definition, answers as AnswerValues, {}, { partial: true });
        if (!first.ok) return;
        const again = checkAnswers(definition, first.value, {}, { partial: true });
        assert.deepEqual(again, first);
        const visible = new Set(visibleQuestions(definition, first.value, {}).map((question) => question.key));
        for (const key of Object.keys(first.value)) assert.ok(visible.has(key), `${key} is hidden`);
      }),
      { numRuns: 500 },
    );
  });

  test("a score lies on its own scale", () => {
    fc.assert(
      fc.property(arbitraryDefinition, arbitraryAnswers, (definition, answers) => {
        const checked = checkAnswers(definition, answers as AnswerValues, {}, { partial: true });
        if (!checked.ok) return;
        for (const scored of scoresOf(definition, checked.value)) {
          if (scored.score === null || scored.scale === null || scored.kind === "gap") continue;
          assert.ok(scored.score >= scored.scale.from && scored.score <= scored.scale.to, JSON.stringify(scored));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a respondent sees", () => {
  const definition = survey([
    [scale("score", { required: true })],
    [text("why", { condition: { field: "score", op: "lte", value: 6 }, required: true })],
    [text("more", { condition: { field: "why", op: "answered" } })],
  ]);

  test("follows the answers", () => {
    assert.deepEqual(keysSeen(definition, { score: 3 }), ["score", "why"]);
    assert.deepEqual(keysSeen(definition, { score: 9 }), ["score"]);
    assert.equal(nextPage(definition, { score: 3 }, {}, "page_0")?.page.key, "page_1");
    assert.equal(nextPage(definition, { score: 9 }, {}, "page_0"), undefined);
  });

  test("an answer that became hidden is dropped and shows nothing further", () => {
    const answers = { score: 9, why: "slow", more: "very" };
    assert.deepEqual(keysSeen(definition, answers), ["score"]);
    assert.deepEqual(visibleAnswers(definition, answers, {}), { score: 9 });
    assert.deepEqual(check(definition, answers), { ok: true, value: { score: 9 } });
  });

  test("required binds only what is visible, and not a partial response", () => {
    assert.deepEqual(codes(check(definition, { score: 3 })), { "answers.why": "required" });
    assert.deepEqual(codes(check(definition, {})), { "answers.score": "required" });
    assert.equal(checkAnswers(definition, {}, {}, { partial: true }).ok, true);
    assert.equal(check(definition, { score: 8 }).ok, true);
  });

  test("a hidden field decides like an answer", () => {
    const asked = survey([
      [text("visit", { condition: { field: "channel", op: "eq", value: "branch" } }), scale("score")],
    ]);
    assert.deepEqual(keysSeen(asked, {}, { channel: "branch" }), ["visit", "score"]);
    assert.deepEqual(keysSeen(asked, {}, { channel: "call" }), ["score"]);
  });
});

describe("one answer is judged by its question", () => {
  const cases: readonly [string, object, unknown, unknown][] = [
    ["a recommendation of 11", { kind: "recommendation" }, 11, "out_of_range"],
    ["a recommendation of 7.5", { kind: "recommendation" }, 7.5, "not_whole"],
    ["a recommendation in words", { kind: "recommendation" }, "9", "wrong_type"],
    ["a satisfaction of 0", { kind: "satisfaction" }, 0, "out_of_range"],
    ["an unknown option", { kind: "single", options: options("a", "b") }, "c", "not_an_option"],
    ["other where there is none", { kind: "single", options: options("a") }, { other: "x" }, "not_an_option"],
    ["more than allowed", { kind: "multiple", options: options("a", "b"), max: 1 }, ["a", "b"], "too_many"],
    [
      "none of these beside one",
      { kind: "multiple", options: [...options("a"), { ...option("none"), exclusive: true }] },
      ["a", "none"],
      "exclusive",
    ],
    ["a text too long", { kind: "text", maxLength: 3 }, "abcd", "too_long"],
    ["an unknown row", { kind: "matrix", rows: options("r"), columns: options("x", "y") }, { z: "x" }, "not_an_option"],
    ["one option twice", { kind: "ranking", options: options("a", "b") }, ["a", "a"], "duplicate"],
    ["a number above the most", { kind: "number", max: 5 }, 6, "out_of_range"],
    ["30 February", { kind: "date" }, "2026-02-30", "not_a_date"],
    ["a day before the first", { kind: "date", min: "2026-01-01" }, "2025-12-31", "out_of_range"],
    ["half a pair", pair, { expectation: 3 }, "wrong_type"],
  ];
  for (const [what, question, value, code] of cases) {
    test(`${what} is refused: ${String(code)}`, () => {
      const definition = survey([[{ key: "q", title: { en: "Q" }, ...question }]]);
      assert.deepEqual(codes(check(definition, { q: value } as AnswerValues)), { "answers.q": code });
    });
  }

  test("an answer to a question that does not exist is refused", () => {
    assert.deepEqual(codes(check(survey([[scale("score")]]), { score: 3, bogus: 1 })), {
      "answers.bogus": "unknown_question",
    });
  });

  test("texts are trimmed, freed of control characters and empty ones do not count", () => {
    const definition = survey([[text("a"), text("b")]]);
    const kept = check(definition, { a: "  two\r\nlines\u0000 \ud800 ", b: "  \u0007 " });
    assert.deepEqual(kept, { ok: true, value: { a: "two\nlines \ufffd" } });
  });

  test("choices are kept in the order of the survey, without repeats", () => {
    const definition = survey([
      [{ key: "q", title: { en: "Q" }, kind: "multiple", options: options("a", "b", "c"), other: true }],
    ]);
    assert.deepEqual(check(definition, { q: ["c", "a", "c"] }), { ok: true, value: { q: ["a", "c"] } });
    assert.deepEqual(check(definition, { q: { chosen: ["b"], other: " x " } }), {
      ok: true,
      value: { q: { chosen: ["b"], other: "x" } },
    });
  });

  test("a required consent must be given, a required table filled in", () => {
    const definition = survey([
      [
        { key: "ok", title: { en: "OK" }, kind: "consent", required: true },
        {
          key: "m",
          title: { en: "M" },
          kind: "matrix",
          rows: options("r", "s"),
          columns: options("x", "y"),
          required: true,
        },
      ],
    ]);
    assert.deepEqual(codes(check(definition, { ok: false, m: { r: "x" } })), {
      "answers.ok": "required",
      "answers.m": "required",
    });
    assert.equal(check(definition, { ok: true, m: { r: "x", s: "y" } }).ok, true);
  });
});

describe("what an answer counts for", () => {
  const definition = survey([
    [
      scale("nps"),
      { ...scale("enps"), employee: true },
      { key: "sat", title: { en: "S" }, kind: "satisfaction", steps: 7 },
      { key: "ces", title: { en: "E" }, kind: "effort", steps: 5, direction: "low-good" },
      { key: "stars", title: { en: "R" }, kind: "rating", steps: 11, from: 0, about: { product: "tv" } },
      { key: "gap", title: { en: "G" }, ...pair },
      { key: "pick", title: { en: "P" }, kind: "multiple", options: options("a", "b"), other: true },
      {
        key: "table",
        title: { en: "T" },
        kind: "matrix",
        rows: options("r", "s"),
        columns: options("x", "y", "z"),
        scored: true,
      },
      { key: "rank", title: { en: "K" }, kind: "ranking", options: options("a", "b") },
      text("why"),
    ],
  ]);
  const answers: AnswerValues = {
    nps: 9,
    enps: 2,
    sat: 6,
    ces: 5,
    stars: 0,
    gap: { expectation: 6, result: 4 },
    pick: { chosen: ["b"], other: "c" },
    table: { r: "z", s: "x" },
    rank: ["b", "a"],
    why: "because",
  };
  const byQuestion = Map.groupBy(scoresOf(definition, answers), (scored) => scored.question);
  const only = (question: string) => byQuestion.get(question)?.[0];

  test("scales keep their score, their steps and which end is good", () => {
    assert.deepEqual(only("nps"), {
      question: "nps",
      kind: "nps",
      score: 9,
      scale: { from: 0, to: 10 },
      direction: "high-good",
      about: {},
    });
    assert.equal(only("enps")?.kind, "enps");
    assert.deepEqual([only("sat")?.kind, only("sat")?.scale], ["csat", { from: 1, to: 7 }]);
    assert.deepEqual([only("ces")?.direction, only("ces")?.score], ["low-good", 5]);
    assert.deepEqual(
      [only("stars")?.score, only("stars")?.scale, only("stars")?.about],
      [0, { from: 0, to: 10 }, { product: "tv" }],
    );
  });

  test("a gap is result minus expectation", () => {
    const gap = only("gap");
    assert.deepEqual([gap?.kind, gap?.score, gap?.expectation, gap?.result], ["gap", -2, 6, 4]);
  });

  test("each choice counts by itself and other keeps its text", () => {
    assert.deepEqual(
      byQuestion.get("pick")?.map(({ choice, text }) => [choice, text]),
      [
        ["b", undefined],
        ["other", "c"],
      ],
    );
  });

  test("each row of a scored table is a rating by its column", () => {
    assert.deepEqual([only("table.r")?.score, only("table.s")?.score, only("table.r")?.kind], [3, 1, "rating"]);
    assert.deepEqual(only("table.r")?.scale, { from: 1, to: 3 });
  });

  test("ranks count from 1 and low is good", () => {
    assert.deepEqual([only("rank.b")?.score, only("rank.a")?.score, only("rank.a")?.direction], [1, 2, "low-good"]);
  });

  test("texts are kept as texts", () => {
    assert.deepEqual([only("why")?.kind, only("why")?.text, only("why")?.score], ["text", "because", null]);
  });
});

describe("order, piping, endings and language", () => {
  test("a shuffle is a permutation that its seed decides", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
        const mixed = shuffle(items, seed);
        assert.deepEqual(mixed, shuffle(items, seed));
        const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);
        assert.deepEqual(sorted(mixed), sorted(items));
      }),
    );
    const seeds = Array.from({ length: 50 }, (_, index) => shuffle([1, 2, 3, 4, 5], `respondent-${index}`).join());
    assert.ok(new Set(seeds).size > 25, "different respondents see different orders");
  });

  test("every option comes first about equally often", () => {
    const firsts = Array.from({ length: 4000 }, (_, index) => shuffle(["a", "b", "c", "d"], `0197c1a0-${index}:q`)[0]);
    for (const option of ["a", "b", "c", "d"]) {
      const share = firsts.filter((first) => first === option).length / firsts.length;
      assert.ok(Math.abs(share - 0.25) < 0.03, `${option}: ${share}`);
    }
  });

  test("an option that excludes the others stays last", () => {
    const mixed: { key: string; exclusive?: boolean }[] = [
      { key: "none", exclusive: true },
      ...["a", "b", "c"].map((key) => ({ key })),
    ];
    for (const seed of ["1", "2", "3"]) assert.equal(orderOptions(mixed, true, seed).at(-1)?.key, "none");
    assert.equal(orderOptions(mixed, false, "1"), mixed);
  });

  test("piping puts in labels, other words when there is no answer, and never what was piped", () => {
    const definition = survey([
      [{ key: "city", title: { en: "C" }, kind: "single", options: options("kyiv", "riga") }],
    ]);
    const wording = { definition, language: "en" };
    assert.equal(pipe("In {{city}}: {{ name | you }}", { city: "kyiv" }, {}, wording), "In KYIV: you");
    assert.equal(pipe("{{name}}", {}, { name: "{{city}} <b>" }, wording), "{{city}} <b>");
    assert.equal(pipe("{{constructor}}", {}, {}), "");
  });

  test("the first ending that fits is shown, else the last", () => {
    const definition = survey([[scale("score")]], {
      endings: [
        { key: "high", title: { en: "H" }, condition: { field: "score", op: "gte", value: 9 } },
        { key: "rest", title: { en: "R" } },
      ],
    });
    assert.equal(endingOf(definition, { score: 10 }, {}).key, "high");
    assert.equal(endingOf(definition, { score: 1 }, {}).key, "rest");
    assert.equal(endingOf(definition, {}, {}).key, "rest");
  });

  test("a language that is a draft or incomplete is not offered", () => {
    const title = { en: "Q", uk: "З", ru: "В" };
    const definition = definitionSchema.parse({
      languages: ["en", "ru", "uk", "de"],
      defaultLanguage: "en",
      title,
      translations: { ru: "draft" },
      pages: [{ key: "p", questions: [{ kind: "text", key: "t", title }] }],
      endings: [{ key: "e", title }],
    });
    assert.deepEqual(offeredLanguages(definition), ["en", "uk"]);
    assert.equal(chooseLanguage(["en", "uk"], ["ru", "uk-UA"]), "uk");
    assert.equal(chooseLanguage(["en", "uk"], ["fr"]), "en");
  });

  test("an answer in words uses labels, signs of the language and whole sentences", () => {
    const [question] = questionsOf(
      survey([[{ key: "q", title: { en: "Q" }, kind: "matrix", rows: options("r"), columns: options("x", "y") }]]),
    );
    assert.equal(displayValue(question!, { r: "y" }, "en"), "R: Y");
    const [day] = questionsOf(survey([[{ key: "q", title: { en: "Q" }, kind: "date" }]]));
    assert.match(displayValue(day!, "2026-03-02", "uk"), /2 березня 2026/);
  });
});

function survey(pages: readonly (readonly object[])[], more: Partial<DefinitionInput> = {}): Definition {
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Survey" },
    pages: pages.map((questions, index) => ({ key: `page_${index}`, questions })),
    endings: [{ key: "thanks", title: { en: "Thanks" } }],
    ...more,
  });
}

function scale(key: string, more: object = {}) {
  return { kind: "recommendation", key, title: { en: key }, ...more };
}

function text(key: string, more: object = {}) {
  return { kind: "text", key, title: { en: key }, ...more };
}

function option(key: string) {
  return { key, label: { en: key.toUpperCase() } };
}

function options(...keys: readonly string[]) {
  return keys.map(option);
}

function check(definition: Definition, answers: AnswerValues) {
  return checkAnswers(definition, answers, {}, { partial: false });
}

function codes(checked: ReturnType<typeof check>) {
  return checked.ok ? {} : Object.fromEntries(checked.problems.map((problem) => [problem.field, problem.code]));
}

function keysSeen(definition: Definition, answers: AnswerValues, fields: Readonly<Record<string, unknown>> = {}) {
  return visibleQuestions(definition, answers, fields).map((question) => question.key);
}
