import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { definitionSchema } from "#feature/surveys/contract";
import type { ScoredAnswer } from "#feature/surveys/runtime";

import { groupOf } from "./group.ts";
import { hourOf, idAt, problemOfMoment } from "./moment.ts";
import { countAnswers } from "./scored.ts";
import { withoutTexts } from "./texts.ts";
import { wordBeginnings, wordsOf } from "./words.ts";

const cuts = { detractorMax: 6, promoterMin: 9 };

function scored(difference: Partial<ScoredAnswer>): ScoredAnswer {
  const base = { question: "q", kind: "rating", score: 3, scale: { from: 1, to: 5 }, direction: "high-good" } as const;
  return { ...base, about: {}, ...difference };
}

test("recommendation is grouped by the cut points of the settings", () => {
  const groups = [0, 6, 7, 8, 9, 10].map((score) => groupOf(scored({ kind: "nps", score }), cuts));
  assert.deepEqual(groups, ["low", "low", "middle", "middle", "high", "high"]);
  assert.equal(groupOf(scored({ kind: "nps", score: 7 }), { detractorMax: 7, promoterMin: 8 }), "low");
});

test("scales are grouped by their top boxes, turned round where low is good", () => {
  const five = [1, 2, 3, 4, 5].map((score) => groupOf(scored({ kind: "csat", score }), cuts));
  assert.deepEqual(five, ["low", "low", "middle", "high", "high"]);

  const effort = scored({ kind: "ces", scale: { from: 1, to: 5 }, direction: "low-good", score: 1 });
  assert.equal(groupOf(effort, cuts), "high");
  const easy = [3, 4, 5].map((score) => groupOf(scored({ kind: "ces", scale: { from: 1, to: 7 }, score }), cuts));
  assert.deepEqual(easy, ["low", "middle", "high"]);
});

test("a gap is grouped by its sign, choices and numbers have no group", () => {
  assert.deepEqual(
    [-2, 0, 3].map((score) => groupOf(scored({ kind: "gap", score }), cuts)),
    ["low", "middle", "high"],
  );
  assert.equal(groupOf(scored({ kind: "choice", score: null, choice: "a" }), cuts), null);
  assert.equal(groupOf(scored({ kind: "number", score: 41 }), cuts), null);
});

test("words are found whatever their case, accents of type and ending", () => {
  assert.deepEqual(wordsOf("Обслуживание — ЁЛКА, п'ять п’ять; 24/7!"), ["обслуживание", "елка", "пять", "24", "7"]);

  const finds = (search: string, text: string) =>
    wordBeginnings(search).every((start) => wordsOf(text).some((word) => word.startsWith(start)));
  assert.ok(finds("доставка", "Хорошо, что доставку перенесли"));
  assert.ok(finds("deliveries", "The delivery was late"));
  assert.ok(finds("касса очередь", "Очередь в кассу, касса закрыта"));
  assert.ok(!finds("касса очередь", "Очередь на входе"));
});

test("a text is always found by its own words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const words = wordsOf(text);
      assert.ok(wordBeginnings(text).every((start) => words.some((word) => word.startsWith(start))));
      assert.ok(words.every((word) => word !== "" && word.isWellFormed()));
    }),
  );
});

test("impossible times have their own codes", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  assert.equal(problemOfMoment(new Date("2026-03-02T11:00:00Z"), now), undefined);
  assert.equal(problemOfMoment(new Date("2026-03-03T12:00:00Z"), now), "in_future");
  assert.equal(problemOfMoment(new Date("1926-03-03T12:00:00Z"), now), "too_early");
  assert.equal(problemOfMoment(new Date("nonsense"), now), "not_a_time");
});

test("the id of an anonymous response does not tell its minute", () => {
  const moment = new Date("2026-03-01T12:34:56.789Z");
  const id = idAt("0197c1a0-1234-7abc-8def-0123456789ab", hourOf(moment));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7abc-8def-0123456789ab$/);
  const time = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  assert.equal(new Date(time).toISOString(), "2026-03-01T12:00:00.000Z");
});

const definition = definitionSchema.parse({
  languages: ["en"],
  defaultLanguage: "en",
  title: { en: "T" },
  pages: [
    {
      key: "one",
      questions: [
        { kind: "recommendation", key: "nps", title: { en: "Q" }, about: { touchpoint: "cashier" } },
        { kind: "text", key: "why", title: { en: "Q" } },
        { kind: "multiple", key: "what", title: { en: "Q" }, other: true, options: [{ key: "a", label: { en: "A" } }] },
        {
          kind: "matrix",
          key: "grid",
          title: { en: "Q" },
          rows: [{ key: "other", label: { en: "Other" } }],
          columns: [
            { key: "x", label: { en: "X" } },
            { key: "y", label: { en: "Y" } },
          ],
        },
      ],
    },
  ],
  endings: [{ key: "end", title: { en: "Thanks" } }],
});
const answers = { nps: 4, why: "Long queue", what: { chosen: ["a"], other: "the lights" }, grid: { other: "y" } };

test("what counts in a response is kept beside it, with the words of everything written", () => {
  assert.deepEqual(countAnswers(definition, answers), {
    scored: [
      { q: "nps", k: "nps", s: 4, a: { touchpoint: "cashier" } },
      { q: "why", k: "text" },
      { q: "what", k: "choice", c: "a" },
      { q: "what", k: "choice", c: "other" },
      { q: "grid.other", k: "choice", c: "y" },
    ],
    words: ["long", "queue", "the", "lights"],
  });
  assert.equal(countAnswers(definition, { nps: 4 }).words, null);
});

test("without texts nothing that a person wrote is left, and every score is", () => {
  const kept = withoutTexts(definition, answers);
  assert.deepEqual(kept, { nps: 4, what: { chosen: ["a"], other: "" }, grid: { other: "y" } });
  assert.equal(countAnswers(definition, kept).words, null);
});
