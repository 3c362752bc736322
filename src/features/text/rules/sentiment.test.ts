import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { analyse } from "./analyse.ts";
import type { Lexicon } from "./lexicon-shape.ts";
import { createSentimentReader } from "./sentiment.ts";
import { polarityOfScore, predictSentiment, sentimentOfLexicon, trainSentiment } from "./sentiment/trained.ts";

const lexicons: readonly Lexicon[] = [
  {
    language: "ru",
    sentiment: { хороший: 2, плохой: -2, "ужас*": -3, "вежлив*": 2, быстро: 1, долго: -1, "руки не доходят": -2 },
    emotions: { anger: ["бесит", "достал*"], gratitude: ["спасибо"] },
  },
  { language: "uk", sentiment: { чудовий: 3, поганий: -2 }, emotions: {} },
  { language: "en", sentiment: { good: 2, great: 3, bad: -2, terrible: -3 }, emotions: {} },
];
const reader = createSentimentReader(lexicons);
const value = (text: string) => reader.ofText(analyse(text, { hint: "ru" })).value;

describe("sentiment by words", () => {
  it("grows with strength, capitals and exclamation marks, and falls with weakening words", () => {
    assert.ok(value("очень хороший") > value("хороший"));
    assert.ok(value("хороший") > value("довольно хороший"));
    assert.ok(value("Банк ХОРОШИЙ и вот") > value("Банк хороший и вот"));
    assert.ok(value("good!!!") > value("good"));
    assert.ok(value("great") > value("good"));
  });

  it("is turned by negation, and “not bad” is no praise as strong as “good”", () => {
    assert.ok(value("не хороший") < -0.3);
    assert.ok(value("не плохой") > 0 && value("не плохой") < value("хороший"));
    assert.ok(value("I don't think it was good") < 0);
  });

  it("follows what stands behind a “but”", () => {
    assert.ok(value("Оператор вежливый, но очень долго и плохой ответ") < 0);
    assert.ok(value("Долго, но вежливый хороший оператор") > 0.3);
  });

  it("knows forms of a word, phrases, emoji and smiles", () => {
    assert.ok(value("хорошая") > 0 && value("чудова поганого") !== 0);
    assert.ok(value("руки не доходят") < 0);
    assert.ok(value("👍👍") > 0.3 && value("😡") < -0.3 && value("ну да :(") < 0 && value("спс)))") > 0);
  });

  it("is 0 where nothing speaks, and stays within −1..1", () => {
    for (const text of ["", "стол", "10"]) assert.equal(value(text), 0);
    assert.ok(value("ужас ".repeat(3000)) >= -1);
  });

  it("tells emotions outside of negations", () => {
    assert.deepEqual(reader.emotionsOf(analyse("Бесит! Достали звонками, спасибо")), [
      { emotion: "anger", n: 2 },
      { emotion: "gratitude", n: 1 },
    ]);
    assert.deepEqual(reader.emotionsOf(analyse("не бесит")), []);
  });

  it("has probabilities that sum to 1, and a text without a word of it is mostly neutral", () => {
    for (const text of ["", "ужас", "хороший", "👍"]) {
      const { probabilities } = sentimentOfLexicon(reader.ofText(analyse(text, { hint: "ru" })));
      assert.ok(Math.abs(probabilities.negative + probabilities.neutral + probabilities.positive - 1) < 1e-9);
    }
    assert.ok(sentimentOfLexicon(reader.ofText(analyse("стол"))).probabilities.neutral > 0.6);
  });
});

describe("trained sentiment", () => {
  const good = [
    "решили вопрос сразу",
    "приятно иметь дело",
    "рекомендую всем друзьям",
    "оформили моментально",
    "лучший сервис",
  ];
  const bad = ["обманули с процентами", "верните деньги", "никто не отвечает", "больше не приду", "худший сервис"];
  const ends = ["вчера", "сегодня", "в отделении", "по телефону", "в приложении", "опять", "как всегда", "в этот раз"];
  const examples = [
    ...good.flatMap((text) =>
      ends.map((end) => ({ analysed: analyse(`${text} ${end}`), polarity: "positive" as const })),
    ),
    ...bad.flatMap((text) =>
      ends.map((end) => ({ analysed: analyse(`${text} ${end}`), polarity: "negative" as const })),
    ),
  ];
  const model = trainSentiment(examples, reader);

  it("learns words that the lexicon lacks", () => {
    const at = (text: string) => predictSentiment(model, analyse(text), reader).value;
    assert.ok(at("верните мои деньги") < -0.5);
    assert.ok(at("рекомендую, решили моментально") > 0.5);
  });

  it("is plain JSON, and the same for the same examples", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
    assert.deepEqual(trainSentiment(examples, reader), model);
  });

  it("falls back to the lexicon where it has learned nothing", () => {
    const empty = trainSentiment([], reader);
    assert.ok(predictSentiment(empty, analyse("ужас"), reader).value < 0);
    assert.equal(predictSentiment(empty, analyse(""), reader).value, 0);
  });

  it("takes scores given as polarities", () => {
    assert.deepEqual([-1, -0.2, 0, 0.2, 1].map(polarityOfScore), [
      "negative",
      "neutral",
      "neutral",
      "neutral",
      "positive",
    ]);
  });
});
