import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { analyse } from "./analyse.ts";
import type { TextLanguage } from "./analysed-text.ts";
import { emotions } from "./lexicon-shape.ts";
import { lexicons } from "./lexicon.ts";
import { weighted } from "./lexicon/weighted.ts";
import { createSentimentReader } from "./sentiment.ts";

const reader = createSentimentReader(lexicons);
const value = (text: string, hint: TextLanguage) => reader.ofText(analyse(text, { hint })).value;

describe("the lexicons", () => {
  it("have at least 900 words of sentiment a language and words for every emotion", () => {
    assert.deepEqual(
      lexicons.map(({ language }) => language),
      ["en", "ru", "uk"],
    );
    for (const lexicon of lexicons) {
      assert.ok(Object.keys(lexicon.sentiment).length >= 900, lexicon.language);
      for (const emotion of emotions) assert.ok((lexicon.emotions[emotion]?.length ?? 0) >= 5, emotion);
    }
  });

  it("give every word one whole strength from -3 to 3, none of them 0, and prefixes of three letters or more", () => {
    for (const { sentiment } of lexicons) {
      for (const [word, weight] of Object.entries(sentiment)) {
        assert.ok(Number.isInteger(weight) && weight !== 0 && Math.abs(weight) <= 3, word);
        assert.match(word, /^[^\s*]+\*?( [^\s*]+\*?)*$/, word);
        if (!word.includes(" ") && word.endsWith("*")) assert.ok(word.length >= 4, word);
      }
    }
    assert.throws(() => weighted({ "-3": "bad", "-2": "bad", "-1": "", "1": "", "2": "", "3": "" }), RangeError);
  });

  it("are written as texts are compared: small letters, no ё, a straight apostrophe", () => {
    for (const { sentiment, emotions: felt } of lexicons) {
      for (const word of [...Object.keys(sentiment), ...Object.values(felt).flat()]) {
        assert.equal(word, word.toLowerCase());
        assert.doesNotMatch(word, /[ё’ʼ_]/, word);
      }
    }
  });

  const sayings: Readonly<Record<TextLanguage, readonly [bad: readonly string[], good: readonly string[]]>> = {
    en: [
      ["Awful service, never again", "The app is useless and slow", "Not happy at all, very disappointed"],
      ["Friendly and helpful, thank you", "Absolutely love it", "Quick, easy and cheap"],
    ],
    ru: [
      ["Нахамили и обманули, ужас", "Отписка вместо ответа, позор", "Не рекомендую, деньги на ветер"],
      ["Вежливые сотрудники, рекомендую", "Всё супер, очень довольна", "Удобно и недорого"],
    ],
    uk: [
      ["Нахамили й обдурили, жах", "Відписка замість відповіді, зрада", "Не раджу, гроші на вітер"],
      ["Ввічливі працівники, рекомендую", "Усе супер, дуже задоволена", "Зручно й недорого"],
    ],
  };
  for (const [language, [bad, good]] of Object.entries(sayings) as [TextLanguage, (typeof sayings)["en"]][]) {
    it(`tell good from bad in ${language}`, () => {
      for (const text of bad) assert.ok(value(text, language) < -0.3, `${text} ${value(text, language)}`);
      for (const text of good) assert.ok(value(text, language) > 0.3, `${text} ${value(text, language)}`);
    });
  }

  it("hear emotions", () => {
    const felt = (text: string) => reader.emotionsOf(analyse(text)).map(({ emotion }) => emotion);
    assert.ok(felt("Бесит это отношение, очень разочарована").includes("anger"));
    assert.ok(felt("Щиро дякую, як гора з плечей").includes("relief"));
    assert.ok(felt("I am worried and confused").includes("anxiety"));
  });
});
