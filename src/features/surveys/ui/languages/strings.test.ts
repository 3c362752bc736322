import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { csvLine } from "#kit/csv";

import { branching } from "../example-surveys.ts";
import { withText } from "../words/editing.ts";
import { readCsv, withoutGuard } from "./csv.ts";
import { isMissing, stringsCsv, stringsOf, withCopied, withStringsFrom } from "./strings.ts";

test("whatever is written as CSV is read back as it was", () => {
  const cell = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((each) => each.trim() !== "");
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const text = csvLine(["a", "b", "c"]) + rows.map((row) => csvLine(row)).join("");
      const read = readCsv(text).rows.map(({ cells }) => cells.map(withoutGuard));
      const guarded = rows.some((row) => row.some((each) => /^'[=+\-@\t\r]/.test(each)));
      if (!guarded) assert.deepEqual(read, rows);
    }),
  );
});

test("lines are counted as an editor counts them, across line breaks in cells and empty lines", () => {
  const { rows } = readCsv('place;en\r\n"a";"two\nlines"\r\n\r\nb;x\r\n');
  assert.deepEqual(
    rows.map(({ line, cells }) => [line, cells[0]]),
    [
      [2, "a"],
      [5, "b"],
    ],
  );
});

test("the file of a survey taken back changes nothing, also after its questions were put in another order", () => {
  const file = stringsCsv(branching);
  assert.deepEqual(withStringsFrom(branching, file), { definition: branching, changed: 0, problems: [] });

  const turned = { ...branching, pages: branching.pages.toReversed() };
  assert.deepEqual(withStringsFrom(turned, file), { definition: turned, changed: 0, problems: [] });
});

test("a text that looks like a formula comes back without the apostrophe that made it safe", () => {
  const formula = withText(branching, "title", { language: "en", text: "=1+1" });
  const file = stringsCsv(formula);
  assert.match(file, /'=1\+1/);
  assert.equal(withStringsFrom(branching, file).definition.title["en"], "=1+1");
});

test("what cannot be taken is told with its line, and the rest is taken", () => {
  const file = [
    "place,uk,pl",
    "title,Інакше,Inaczej",
    "nowhere,x,y",
    "title,Знову,z",
    `intro,${"x".repeat(5000)},`,
    `pages.score.questions.score.title,${"x".repeat(4001)},`,
  ].join("\n");
  const { definition, changed, problems } = withStringsFrom(branching, file);

  assert.deepEqual([definition.title["uk"], changed], ["Інакше", 1]);
  assert.deepEqual(problems, [
    { code: "unknown_language", line: 0, what: "pl" },
    { code: "unknown_place", line: 3, what: "nowhere" },
    { code: "twice", line: 4, what: "title" },
    { code: "unknown_place", line: 5, what: "intro" },
    { code: "too_long", line: 6, what: "uk" },
  ]);
  assert.deepEqual(withStringsFrom(branching, "a,b\n1,2").problems, [{ code: "no_place", line: 0, what: "a, b" }]);
});

test("filling the gaps of a language from another leaves nothing missing and touches nothing that is there", () => {
  const gap = withText(branching, "pages.0.questions.0.title", { language: "uk", text: "" });
  const before = stringsOf(gap).filter((string) => isMissing(string, "uk"));
  const filled = withCopied(gap, "en", "uk");

  assert.deepEqual(
    before.map(({ place }) => place),
    ["pages.score.questions.score.title"],
  );
  assert.equal(stringsOf(filled).filter((string) => isMissing(string, "uk")).length, 0);
  assert.equal(filled.title["uk"], branching.title["uk"]);
});
