import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { detectLanguage } from "./language.ts";
import { toCyrillic } from "./language/transliteration.ts";

const clear: readonly (readonly [string, string])[] = [
  ["Связь постоянно пропадает, звонил в поддержку три раза", "ru"],
  ["Ничего не работает", "ru"],
  ["спасибо, всё хорошо", "ru"],
  ["Долго ждал ответа от банка", "ru"],
  ["Зв'язок зникає, дзвонила в підтримку тричі", "uk"],
  ["чудово все", "uk"],
  ["дуже довго чекала на лист", "uk"],
  ["Я не получил заказ, але гроші списали та не повернули, нічого не пояснили", "uk"],
  ["The agent was rude and I waited 40 minutes", "en"],
  ["ok", "en"],
  ["Great service, thanks!", "en"],
];

const transliterated: readonly (readonly [string, string])[] = [
  ["ochen dolgo zhdal", "ru"],
  ["4to eto za bank, nichego ne rabotaet", "ru"],
  ["Spasibo, vse horosho", "ru"],
  ["duzhe dobre pratsyuye", "uk"],
  ["dyakuyu, chudovyy servis", "uk"],
];

describe("the language of a text", () => {
  for (const [text, language] of clear) {
    it(`is ${language} for “${text}”`, () => {
      const guess = detectLanguage(text);
      assert.equal(guess.language, language);
      assert.equal(guess.candidates[0], language);
      assert.equal(guess.isTransliterated, false);
    });
  }

  for (const [text, language] of transliterated) {
    it(`is ${language} in Latin letters for “${text}”`, () => {
      const guess = detectLanguage(text);
      assert.deepEqual([guess.language, guess.isTransliterated], [language, true]);
    });
  }

  it("is left open where a word belongs to both, unless the survey's language decides", () => {
    assert.deepEqual(detectLanguage("Дорого"), {
      language: "und",
      share: 0.5,
      candidates: ["ru", "uk"],
      isMixed: false,
      isTransliterated: false,
    });
    assert.equal(detectLanguage("Дорого", "uk").language, "uk");
    assert.deepEqual(detectLanguage("Дорого", "uk").candidates, ["uk", "ru"]);
  });

  it("is undetermined for nothing, emoji, digits and other scripts", () => {
    for (const text of ["", "   ", "👍👍", "10/10", "\u0000", "עברית", "🙂 5"]) {
      assert.equal(detectLanguage(text).language, "und", text);
    }
  });

  it("is mixed when a second one takes a noticeable part, and not for one foreign brand", () => {
    assert.equal(detectLanguage("Отличный банк, но support is very bad and slow today").isMixed, true);
    assert.equal(detectLanguage("Купил iPhone и очень доволен покупкой").isMixed, false);
  });

  it("never fails and never gives a share outside 0..1", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { share, candidates } = detectLanguage(text);
        assert.ok(share >= 0 && share <= 1 && candidates.length <= 3);
      }),
    );
  });
});

describe("transliteration", () => {
  it("is undone as people type it, frequent words with their proper spelling", () => {
    const pairs = {
      ochen: "очень",
      zhdal: "ждал",
      "4to": "что",
      shchet: "щет",
      khoroshiy: "хороший",
      obsluzhivanie: "обслуживание",
    };
    for (const [typed, written] of Object.entries(pairs)) assert.equal(toCyrillic(typed, "ru"), written);
    assert.equal(toCyrillic("dyakuyu", "uk"), "дякую");
    assert.equal(toCyrillic("yizhak", "uk"), "їжак");
  });
});
