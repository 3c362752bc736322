import assert from "node:assert/strict";
import { test } from "node:test";

import { chunksOf, companyOf, fillChunk } from "#seeds";

import { problemKeys } from "../model/problems.ts";
import { drawOf } from "../random.ts";
import { varieties, write } from "./grammar.ts";
import { speech } from "./languages.ts";

const company = companyOf({ seed: 77, scale: 0.12, end: "2026-11-20" });
const texts = chunksOf(company).flatMap((chunk) =>
  fillChunk(company, chunk, { texts: true }).submissions.flatMap(({ answers, language }) => {
    const text = answers["comment"] ?? answers["complaint"] ?? answers["review"];
    return typeof text === "string" ? [{ text, language: language ?? "", score: answers["score"] }] : [];
  }),
);

test("no text is empty, has an unfilled hole, a stray sign of the grammar or two spaces", () => {
  assert.ok(texts.length > 9000, `${texts.length} texts`);
  for (const { text } of texts) {
    assert.ok(text.length > 0);
    assert.doesNotMatch(text, /[{}[\]<>|]|undefined|null|NaN/, text);
    assert.doesNotMatch(text, / {2}| [,.]|,,|^\s|\s$/, text);
  }
});

test("each language keeps to its letters, save for words that slip in", () => {
  const share = (language: string, letters: RegExp) => {
    const own = texts.filter((one) => one.language === language && /\p{L}{3}/u.test(one.text));
    return own.filter(({ text }) => letters.test(text)).length / own.length;
  };
  assert.ok(share("ru", /[іїєґ]/i) < 0.03);
  assert.ok(share("uk", /[ыэёъ]/i) < 0.03);
  assert.ok(share("en", /[а-яіїєґ]/i) < 0.04);
});

test("few texts are the same: short ones repeat, long ones hardly ever", () => {
  const repeated = (some: readonly string[]) => 1 - new Set(some).size / some.length;
  const all = texts.map(({ text }) => text);
  const long = all.filter((text) => text.length > 60);
  assert.ok(repeated(all) < 0.35, `${repeated(all)} of all`);
  assert.ok(repeated(long) < 0.05, `${repeated(long)} of long ones`);
  const lengths = all.map(({ length }) => length).toSorted((a, b) => a - b);
  assert.ok((lengths[0] ?? 99) < 6 && (lengths.at(-1) ?? 0) > 200);
});

test("now and then somebody leaves a name, a number or an address, none of which exists", () => {
  const personal = texts.filter(({ text }) => /@example\.com|000[- ]\d/i.test(text));
  assert.ok(personal.length > 50 && personal.length < texts.length * 0.1);
});

test("every problem and praise has words in every language, and the grammar can say each in many ways", () => {
  for (const [language, { problems, praise, frames }] of Object.entries(speech)) {
    for (const key of problemKeys) {
      const ways = (problems[key] ?? []).reduce((sum, template) => sum + varieties(template), 0);
      assert.ok(ways >= 12, `${language} ${key}: ${ways}`);
    }
    assert.deepEqual(Object.keys(praise).toSorted(), Object.keys(speech.en.praise).toSorted());
    assert.ok(frames.openers.length >= 10);
  }
});

test("choices nest, forms follow the writer, an unclosed choice is refused", () => {
  const draw = drawOf(1, "grammar");
  const said = write("{a|a} [b/c] <x>", draw, { isWoman: true, slots: { x: "d" } });
  assert.equal(said, "a c d");
  assert.equal(varieties("{a|b{c|d}} {e|f}"), 6);
  assert.throws(() => write("{a|b", draw, { isWoman: false, slots: {} }), SyntaxError);
});
