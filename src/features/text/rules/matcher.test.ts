import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { analyse } from "./analyse.ts";
import type { Lexicon } from "./lexicon-shape.ts";
import { createMatcher, type TextContext } from "./matcher.ts";
import { createSentimentReader } from "./sentiment.ts";

const lexicon: Lexicon = {
  language: "ru",
  sentiment: { хороший: 2, плохой: -2, "ужас*": -3, "вежлив*": 2 },
  emotions: {},
};
const themes = [
  {
    key: "queue",
    patterns: {
      ru: { problem: ["очеред*", "долго ждал*"], topic: ["касса"] },
      en: { problem: ["queue*"] },
      uk: { problem: ["черг*"] },
    },
  },
  { key: "rude", patterns: { ru: { problem: ["груб*", "хам*"], praise: ["вежлив*"] } } },
  { key: "network", patterns: { ru: { problem: ['"не работает"', "/связ[а-я]+ нет/"], topic: ["интернет*"] } } },
  { key: "price", patterns: { ru: { problem: ["дорого"] } } },
];
const { match } = createMatcher(themes, { sentiment: createSentimentReader([lexicon]) });
const codes = (text: string, context?: TextContext) =>
  match(analyse(text, { hint: "ru" }), context).map(({ theme, side }) => `${theme} ${side}`);

describe("the side of a theme", () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ["Очередь на час", "queue problem"],
    ["Очередей нет", "queue praise"],
    ["Не было очередей", "queue praise"],
    ["No queue today", "queue praise"],
    ["Черг немає", "queue praise"],
    ["не грубили", "rude praise"],
    ["Не дорого", "price praise"],
    ["Не видел никакого хамства", "rude praise"],
    ["Не терплю хамства", "rude neutral"],
    ["Не очень вежливые", "rude problem"],
    ["Вежливые, но долго ждал", "rude praise", "queue problem"],
    ["Интернет не работает", "network problem"],
    ["Связи нет", "network problem"],
    ["Интернет хороший", "network praise"],
    ["Интернет плохой", "network problem"],
    ["Интернет не плохой", "network praise"],
    ["Интернет подключен", "network neutral"],
    ["ochen dolgo zhdal", "queue problem"],
  ];
  for (const [text, ...expected] of cases) {
    it(`in “${text}” is ${expected.join(", ")}`, () => assert.deepEqual(codes(text), expected));
  }

  it("of a topic is that of the score where the words do not tell, and of the words where they do", () => {
    assert.deepEqual(codes("Интернет подключен", { score: -1 }), ["network problem"]);
    assert.deepEqual(codes("Интернет подключен", { score: 0.9 }), ["network praise"]);
    assert.deepEqual(codes("Интернет хороший", { score: -1 }), ["network praise"]);
  });
});

describe("hits", () => {
  it("say where, in which sentence, and by which pattern", () => {
    const analysed = analyse("Всё хорошо. Долго я ждал кассира", { hint: "ru" });
    const [hit] = match(analysed);
    assert.equal(analysed.text.slice(hit?.from, hit?.to), "Долго я ждал");
    assert.deepEqual([hit?.sentence, hit?.pattern], [1, "долго ждал*"]);
  });

  it("come once a theme and side in a sentence, and a problem leaves no topic beside it", () => {
    assert.deepEqual(codes("очередь, очереди, очередями"), ["queue problem"]);
    assert.deepEqual(codes("интернет не работает, интернет"), ["network problem"]);
  });

  it("are none in another language, in nothing, in emoji", () => {
    assert.deepEqual(codes(""), []);
    assert.deepEqual(codes("👍"), []);
    assert.deepEqual(codes("The queue was short and the staff were helpful").slice(1), []);
  });

  it("leave out a pattern that cannot be read and say which", () => {
    const { problems, match: other } = createMatcher([{ key: "a", patterns: { en: { problem: ["(", "slow"] } } }]);
    assert.deepEqual(problems, [{ theme: "a", language: "en", pattern: "(", problem: "unclosed_group" }]);
    assert.equal(other(analyse("slow")).length, 1);
  });
});
