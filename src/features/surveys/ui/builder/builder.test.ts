import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { definitionSchema, type Definition } from "#feature/surveys/contract";
import { structureProblems } from "#feature/surveys/runtime";

import { branching, long } from "../example-surveys.ts";
import { asKind, newQuestion, newQuestions } from "./new-questions.ts";
import { readyWords } from "./ready-words.ts";
import { hashOf, landingOf, nextGap, partOf, rowsOf, withRowMoved } from "./rows.ts";
import {
  freeKey,
  questionOf,
  spotOf,
  withDuplicate,
  withEnding,
  withNewQuestion,
  withPageJoined,
  withPageSplit,
  withQuestionMoved,
  withQuestionOnNewPage,
  withoutEnding,
} from "./structure.ts";

const example = fc.constantFrom(branching, long);

test("wherever a row is let go, every question is still there once and no page is empty", () => {
  fc.assert(
    fc.property(example, fc.nat(), fc.nat(), (definition, which, where) => {
      const rows = rowsOf(definition);
      const movable = rows.filter(({ spot }) => spot !== undefined);
      const row = movable[which % movable.length];
      assert.ok(row !== undefined);
      const landing = landingOf(rows, row, where % (rows.length + 1));
      if (landing === undefined) return;
      const moved = withRowMoved(definition, row, landing);

      assert.deepEqual(keysOf(moved).toSorted(), keysOf(definition).toSorted());
      assert.ok(moved.pages.every(({ questions }) => questions.length > 0));
      assert.deepEqual(definitionSchema.parse(moved), moved);
    }),
  );
});

test("a question lands right before the row it is dropped on, and stays when dropped where it is", () => {
  const rows = rowsOf(branching);
  const row = rows.find(({ id }) => id === "question-customer");
  const target = rows.findIndex(({ id }) => id === "question-why_low");
  assert.ok(row !== undefined);
  const landing = landingOf(rows, row, target);
  assert.deepEqual(landing, { page: 1, index: 1 });
  const moved = withRowMoved(branching, row, landing);
  assert.deepEqual(keysOf(moved), ["score", "why_high", "customer", "why_low", "why_not"]);

  const own = landingOf(rows, row, rows.indexOf(row));
  assert.ok(own !== undefined);
  assert.equal(withRowMoved(branching, row, own), branching);
});

test("the keys walk a row through every place among the pages, and no further", () => {
  const rows = rowsOf(branching);
  const row = rows.find(({ id }) => id === "question-score");
  assert.ok(row !== undefined);
  let gap = rows.indexOf(row);
  for (let step = 0; step < 50; step += 1) gap = nextGap(rows, row, gap, 1);
  assert.deepEqual(landingOf(rows, row, gap), { page: 3, index: 1 });
  for (let step = 0; step < 50; step += 1) gap = nextGap(rows, row, gap, -1);
  assert.deepEqual(landingOf(rows, row, gap), { page: 0, index: 0 });
});

test("a page is only moved between pages, its questions with it", () => {
  const rows = rowsOf(branching);
  const page = rows.find(({ id }) => id === "page-customer");
  assert.ok(page !== undefined);
  const inside = rows.findIndex(({ id }) => id === "question-why_low");
  assert.equal(landingOf(rows, page, inside), undefined);

  const first = landingOf(rows, page, 1);
  assert.ok(first !== undefined);
  assert.deepEqual(keysOf(withRowMoved(branching, page, first)), [
    "customer",
    "score",
    "why_high",
    "why_low",
    "why_not",
  ]);
});

test("every question of the palette is a sound question, as itself and as any other kind", () => {
  const words = readyWords(["en", "uk"]);
  for (const { id } of newQuestions) {
    const grown = withNewQuestion(branching, newQuestion(branching, id, words), { page: 0, index: 0 });
    assert.deepEqual(structureProblems(definitionSchema.parse(grown)), [], id);
    for (const other of newQuestions) {
      const first = grown.pages[0]?.questions[0];
      assert.ok(first !== undefined);
      const turned = asKind(first, newQuestion(branching, other.id, words));
      const next = {
        ...branching,
        pages: [{ key: "only", questions: [turned] }],
        endings: branching.endings.slice(-1),
      };
      assert.equal(definitionSchema.safeParse(next).success, true, `${id} as ${other.id}`);
      assert.equal(turned.key, first.key);
    }
  }
});

test("a copy stands right after its original under a name nobody has", () => {
  const { definition, key } = withDuplicate(branching, "why_low");
  assert.deepEqual(keysOf(definition).slice(2, 4), ["why_low", key]);
  assert.deepEqual(structureProblems(definition), []);
  assert.equal(freeKey("score", ["score", "score_2"]), "score_3");
  assert.ok(freeKey("a".repeat(60), []).length <= 40);
});

test("splitting a page and joining it again changes nothing but the name of the new page", () => {
  const split = withPageSplit(branching, "why_low");
  assert.equal(split.pages.length, branching.pages.length + 1);
  assert.deepEqual(withPageJoined(split, 2), branching);
  assert.equal(withPageSplit(branching, "why_high"), branching);
});

test("the last question of a page taken elsewhere takes the page along", () => {
  const moved = withQuestionMoved(branching, "score", { page: 1, index: 0 });
  assert.deepEqual(
    moved.pages.map(({ key }) => key),
    ["why", "customer", "why_not"],
  );
  assert.equal(spotOf(withQuestionOnNewPage(branching, "why_high"), "why_high")?.page, 2);
});

test("a new ending comes before the one for everybody else, which cannot go", () => {
  const grown = withEnding(branching);
  assert.deepEqual([grown.endings.length, grown.endings.at(-1)?.key], [3, "thanks"]);
  assert.deepEqual(withoutEnding(grown, 1), branching);
  const one = { ...branching, endings: branching.endings.slice(-1) };
  assert.equal(withoutEnding(one, 0), one);
});

test("an address opens the part it names; one that names nothing opens the first question", () => {
  for (const { id, part } of rowsOf(branching)) assert.deepEqual(partOf(id, branching), part);
  assert.deepEqual(hashOf(partOf("question-gone", branching)), "question-score");
  assert.equal(questionOf(branching, "gone"), undefined);
});

test("the outline of five hundred questions holds every page, question and ending once", () => {
  const questions = Array.from({ length: 100 }, (_, index) => ({ ...text, key: `q_${index}` }));
  const pages = Array.from({ length: 5 }, (_, page) => ({
    key: `p_${page}`,
    questions: questions.map((each) => ({ ...each, key: `${each.key}_${page}` })),
  }));
  const rows = rowsOf({ ...branching, pages });
  assert.equal(rows.length, 1 + 5 + 500 + 2);
});

const text = questionOf(branching, "why_low") as Definition["pages"][number]["questions"][number];

function keysOf(definition: Definition): readonly string[] {
  return definition.pages.flatMap(({ questions }) => questions.map(({ key }) => key));
}
