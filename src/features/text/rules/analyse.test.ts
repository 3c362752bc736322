import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { analyse, longestAnalysedText, phrasesOf } from "./analyse.ts";

const norms = (text: string) => analyse(text).tokens.map((token) => token.norm);
const negated = (text: string) => analyse(text).tokens.flatMap((token) => (token.isNegated ? [token.norm] : []));

describe("a text taken apart", () => {
  it("has words in one form: case, ё, apostrophes, stretched letters, letters of the wrong keyboard, soft hyphens", () => {
    assert.deepEqual(norms("ОТЛИЧНО! Ещё плохоооо"), ["отлично", "еще", "плохо"]);
    assert.deepEqual(norms("зв’язок звʼязок зв`язок"), ["зв'язок", "зв'язок", "зв'язок"]);
    assert.deepEqual(norms("cпасибо зa пoмoщь"), ["спасибо", "за", "помощь"]);
    assert.deepEqual(norms("soooo coool тех\u00ADника"), ["soo", "cool", "техника"]);
    assert.deepEqual(norms("wi-fi что-то &amp; 4G"), ["wi", "fi", "что", "то", "4g"]);
  });

  it("has transliterated words written back, English ones kept", () => {
    const analysed = analyse("ochen dolgo zhdal support, no ne grubili");
    assert.deepEqual(
      analysed.tokens.map(({ norm }) => norm),
      ["очень", "долго", "ждал", "support", "но", "не", "грубили"],
    );
    assert.deepEqual([analysed.language.language, analysed.language.isTransliterated], ["ru", true]);
  });

  it("has offsets that point at what was written", () => {
    const text = "Жду 40 минут 👍 [phone] :(";
    const { tokens } = analyse(text);
    for (const token of tokens) assert.equal(text.slice(token.start, token.end), token.text);
    assert.deepEqual(
      tokens.map(({ kind }) => kind),
      ["word", "number", "word", "emoji", "placeholder", "emoji"],
    );
  });

  it("has sentences that end with marks, lines and smiles, not with abbreviations", () => {
    const count = (text: string) => analyse(text).sentences.length;
    assert.equal(count("Плохо. Очень плохо! Почему?"), 3);
    assert.equal(count("плохо)))Очень плохо"), 2);
    assert.equal(count("первая строка\nвторая строка"), 2);
    assert.equal(count("ул. Мира и т. д. и 500 руб. за месяц"), 1);
    assert.equal(count("I paid 12.50 to Mr. Smith e.g. today"), 1);
    assert.equal(count("ужасно долго. никто не отвечает"), 2);
    const [first, second] = analyse("Почему так долго?? Верните деньги!!!").sentences;
    assert.deepEqual([first?.isQuestion, second?.exclamations], [true, 3]);
  });

  it("has each sentence of a mixed text in its own language", () => {
    const { sentences } = analyse("The support was very slow and rude today. Гроші не повернули, дуже довго чекав.");
    assert.deepEqual(
      sentences.map(({ language }) => language),
      ["en", "uk"],
    );
  });

  it("knows how far a negation reaches", () => {
    assert.deepEqual(negated("не грубили, вежливые"), ["грубили"]);
    assert.deepEqual(negated("не очень быстро, но понятно"), ["очень", "быстро"]);
    assert.deepEqual(negated("Очередей нет"), ["очередей"]);
    assert.deepEqual(negated("нет связи"), ["связи"]);
    assert.deepEqual(negated("проблем немає, дякую"), ["проблем"]);
    assert.deepEqual(negated("не только быстро"), []);
    assert.deepEqual(negated("I don't think it was good but fine").slice(-1), ["good"]);
    assert.deepEqual(negated("Нет, все хорошо"), []);
  });

  it("marks capitals and words without a subject", () => {
    const [shout, word] = analyse("УЖАС и").tokens;
    assert.deepEqual([shout?.isCapitals, word?.isStop, shout?.isStop], [true, true, false]);
  });

  it("has phrases within sentences only", () => {
    assert.deepEqual(phrasesOf(analyse("долго ждал. Ответа нет"), 2), ["долг ждал", "ответ нет"]);
  });
});

describe("bad texts", () => {
  it("that are empty or of signs alone have nothing, and say so", () => {
    for (const text of ["", " ", "\u0000\u0000", "…", "---"]) {
      const { tokens, sentences, language } = analyse(text);
      assert.deepEqual([tokens.length, sentences.length, language.language], [0, 0, "und"]);
    }
    assert.equal(analyse("👍👍🏽").tokens.length, 2);
  });

  it("of a million characters are cut and marked, in little time, whatever they are made of", () => {
    for (const piece of ["не ", "a", "aaaa ", "'a", "👍", "a.", "Нет. ", ")", "&#", "http://", "שלום "]) {
      const started = performance.now();
      const { isTruncated, text } = analyse(piece.repeat(Math.ceil(1_000_000 / piece.length)));
      assert.ok(isTruncated && text.length <= longestAnalysedText);
      assert.ok(performance.now() - started < 2500, piece);
    }
  });

  it("are never cut in the middle of a character", () => {
    const { text } = analyse(`a${"👍".repeat(longestAnalysedText)}`);
    assert.ok(text.isWellFormed());
  });

  it("of any kind keep their tokens in order and inside their sentences", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { tokens, sentences } = analyse(text);
        assert.equal(
          sentences.reduce((sum, { from, to }) => sum + to - from, 0),
          tokens.length,
        );
        tokens.forEach((token, at) => {
          const { from, to } = sentences[token.sentence] ?? { from: -1, to: -1 };
          assert.ok(at >= from && at < to && token.start < token.end && token.norm.length > 0);
        });
      }),
    );
  });
});
