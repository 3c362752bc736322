import assert from "node:assert/strict";
import { test } from "node:test";

import { guessedLanguage, readabilityOf } from "./readability.ts";

const easy = "The cat sat on the mat. The dog ran to the door. We like to play in the sun. ".repeat(6);
const hard = `Notwithstanding the aforementioned provisions, the counterparty's obligations concerning indemnification
shall, to the maximum extent permissible under applicable legislation, be construed independently of any supplementary
agreements previously executed between the participating organisations or their authorised representatives. `.repeat(4);

test("English: Flesch's formula of words a sentence and syllables a word", () => {
  const found = readabilityOf(easy, "en");
  assert.equal(found.sentences.length, 18);
  assert.equal(found.words, 6 * 19);
  assert.deepEqual([found.wordsPerSentence, found.syllablesPerWord], [19 / 3, 1]);
  assert.equal(found.figure?.value, 206.835 - 1.015 * (19 / 3) - 84.6);
  assert.equal(found.figure.band, "very-easy");
  assert.equal(readabilityOf(hard, "en").figure?.band, "very-hard");
});

test("syllables of English words are counted to one in ten", () => {
  const known = {
    reading: 2,
    hate: 1,
    table: 2,
    agreements: 3,
    boxes: 2,
    wanted: 2,
    jumped: 1,
    the: 1,
    people: 2,
    organisation: 5,
  };
  const counted = Object.keys(known).map((word) => readabilityOf(`${word}.`, "en").syllablesPerWord);
  const right = Object.values(known).filter((count, index) => count === counted[index]).length;
  assert.ok(right >= 9, JSON.stringify(counted));
});

test("Russian: Oborneva's coefficients, and a syllable for each vowel", () => {
  const found = readabilityOf("Мама мыла раму. Папа читал газету. ".repeat(20), "ru");
  assert.deepEqual([found.words, found.wordsPerSentence], [120, 3]);
  assert.equal(found.syllablesPerWord, 13 / 6);
  assert.equal(found.figure?.value, 206.835 - 1.3 * 3 - 60.1 * (13 / 6));
  assert.equal(found.figure.formula, "oborneva");
});

test("Ukrainian: LIX, which needs no coefficients of a language", () => {
  const found = readabilityOf("Зобов’язання сторін припиняються. Ми це знаємо. ".repeat(20), "uk");
  assert.deepEqual([found.words, found.longWords], [120, 100 / 3]);
  assert.equal(found.figure?.value, 3 + 100 / 3);
  assert.deepEqual([found.figure.formula, found.figure.band, found.syllablesPerWord], ["lix", "easy", null]);
});

test("long sentences are marked, and abbreviations and numbers end none", () => {
  const [first, second, ...rest] = readabilityOf(
    `${"Слово ".repeat(30)}конец. ${"Слово ".repeat(45)}конец.`,
    "ru",
  ).sentences;
  assert.deepEqual([first?.mark, second?.mark, rest.length], ["long", "very-long", 0]);
  const law = readabilityOf("Согласно п. 5 ст. 10 договора от 1.02.2024 А. Б. Иванов платит. Это всё.", "ru");
  assert.deepEqual(
    law.sentences.map(({ words }) => words),
    [9, 2],
  );
  assert.equal(readabilityOf("- one thing\n- another thing\n\nThe end", "en").sentences.length, 3);
});

test("little text, none, and what is no words give no figure; a large one is quick", () => {
  for (const text of ["", "   ", "123 456 !!!", "😀😀", "Short."]) assert.equal(readabilityOf(text, "en").figure, null);
  const started = performance.now();
  const found = readabilityOf("<script>alert(1)</script> слово за словом. ".repeat(20_000), "ru");
  assert.ok(performance.now() - started < 3000 && Number.isFinite(found.figure?.value));
  assert.equal(readabilityOf("а".repeat(200_000), "ru").words, 1);
});

test("the language shows in its letters", () => {
  assert.deepEqual(["Plain words", "Это договор об услугах", "Це договір її сторін", ""].map(guessedLanguage), [
    "en",
    "ru",
    "uk",
    "ru",
  ]);
});
