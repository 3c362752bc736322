import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom, type RandomSource } from "#statistics/random";

import { analyse } from "./analyse.ts";
import { predictThemes, reasonsFor, trainAndMeasure, trainCoder } from "./classifier.ts";
import { decodeBytes, encodeBytes } from "./classifier/bytes.ts";
import { automaticThreshold, bestCut } from "./classifier/decisions.ts";
import { learningQueue } from "./learning-queue.ts";
import type { CodedExample } from "./models.ts";
import { crossValidate } from "./quality.ts";

const subjects = {
  "queue-": ["очередь", "ждать час", "талон", "касса не работала"],
  "staff+": ["вежливый сотрудник", "помогли", "спасибо оператору", "объяснили"],
  "price-": ["дорого", "тариф вырос", "списали деньги", "цена"],
};
const filler = "в отделении сегодня вчера опять по телефону у вас в банке на улице Мира и потом еще раз".split(" ");

function pick<T>(random: RandomSource, from: readonly T[]): T {
  return from[Math.floor(random.uniform() * from.length)] as T;
}

/** Texts with planted subjects; a share of the codings is wrong, as people's are. */
function drawn(seed: number, n: number, noise = 0): CodedExample[] {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => {
    const codes = Object.keys(subjects).filter(() => random.uniform() < 0.3) as (keyof typeof subjects)[];
    const words = codes.flatMap((code) => [pick(random, subjects[code]), pick(random, filler), pick(random, filler)]);
    const text = [...words, ...Array.from({ length: 4 }, () => pick(random, filler))].join(" ");
    const given = Object.keys(subjects).filter(
      (code) => codes.includes(code as keyof typeof subjects) !== random.uniform() < noise,
    );
    return { analysed: analyse(text, { hint: "ru" }), codes: given };
  });
}

const { model, quality } = trainAndMeasure(drawn(1, 500));

describe("a trained coder", () => {
  it("codes texts it has not seen, several codes a text, most probable first", () => {
    const predictions = predictThemes(model, analyse("огромная очередь, талон не дали, и очень дорого"));
    const likely = predictions.filter(({ isLikely }) => isLikely).map(({ theme, side }) => `${theme} ${side}`);
    assert.deepEqual(new Set(likely), new Set(["queue problem", "price problem"]));
    for (const [index, { probability }] of predictions.entries()) {
      assert.ok(probability <= (predictions[index - 1]?.probability ?? 1) && probability > 0 && probability < 1);
    }
  });

  it("is calibrated: what it gives with some probability is right about as often, in texts it has not seen", () => {
    const noisy = trainCoder(drawn(2, 1500, 0.15));
    const bins = new Map<number, { n: number; right: number; sum: number }>();
    for (const { analysed, codes } of drawn(3, 1500, 0.15)) {
      for (const { theme, side, probability } of predictThemes(noisy, analysed)) {
        const bin = bins.get(Math.floor(probability * 4)) ?? { n: 0, right: 0, sum: 0 };
        bin.n += 1;
        bin.sum += probability;
        if (codes.includes(`${theme}${side === "problem" ? "-" : "+"}`)) bin.right += 1;
        bins.set(Math.floor(probability * 4), bin);
      }
    }
    const all = [...bins.values()];
    const total = all.reduce((sum, { n }) => sum + n, 0);
    const error = all.reduce((sum, bin) => sum + Math.abs(bin.right - bin.sum), 0) / total;
    assert.ok(error < 0.05, `expected calibration error ${error}`);
  });

  it("survives JSON and weighs one byte a weight", () => {
    const stored = JSON.parse(JSON.stringify(model)) as typeof model;
    const text = analyse("касса не работала");
    assert.deepEqual(predictThemes(stored, text), predictThemes(model, text));
    assert.ok(JSON.stringify(model).length < 60_000);
    const bytes = Int8Array.from({ length: 260 }, (_, index) => index - 128);
    for (const length of [0, 1, 2, 3, 259, 260]) {
      assert.deepEqual(decodeBytes(encodeBytes(bytes.slice(0, length))), bytes.slice(0, length));
    }
  });

  it("says which words spoke", () => {
    const [first] = reasonsFor(model, analyse("у вас огромная очередь"), "queue-");
    assert.ok(first && first.weight > 0 && first.feature.includes("очеред"));
    assert.deepEqual(reasonsFor(model, analyse("очередь"), "nothing-"), []);
  });

  it("uses pattern hits as features when they come with the examples", () => {
    const hit = { theme: "app", side: "problem" as const, sentence: 0, from: 0, to: 1, pattern: "x" };
    const examples = Array.from({ length: 60 }, (_, index) => {
      const has = index % 2 === 0;
      const text = `${filler[index % filler.length]} ${filler[(index * 7) % filler.length]}`;
      return { analysed: analyse(text), codes: has ? ["app-"] : [], hits: has ? [hit] : [] };
    });
    const coder = trainCoder(examples);
    const probability = (hits: readonly (typeof hit)[]) =>
      predictThemes(coder, analyse("вчера"), hits)[0]?.probability ?? 0;
    assert.ok(probability([hit]) > probability([]) + 0.3);
  });

  it("of no examples, of too few, of empty texts predicts nothing", () => {
    for (const examples of [[], drawn(1, 3), [{ analysed: analyse(""), codes: ["a-"] }]]) {
      const coder = trainCoder(examples);
      assert.deepEqual(predictThemes(coder, analyse("очередь")), []);
    }
    assert.deepEqual(
      predictThemes(model, analyse("")).filter(({ isLikely }) => isLikely),
      [],
    );
    const { codes, macroF1 } = crossValidate([]);
    assert.deepEqual([codes.length, macroF1], [0, null]);
  });

  it("is the same for the same examples and seed", () => {
    assert.deepEqual(trainCoder(drawn(1, 200)), trainCoder(drawn(1, 200)));
  });
});

describe("quality", () => {
  it("has precision and recall with intervals, a threshold, and names codes too rare to learn", () => {
    const { codes, macroF1, tooRare } = crossValidate([
      ...drawn(4, 400),
      { analysed: analyse("курьер"), codes: ["courier-"] },
    ]);
    assert.deepEqual(tooRare, [{ code: "courier-", n: 1 }]);
    assert.ok((macroF1 ?? 0) > 0.9 && (quality.macroF1 ?? 0) > 0.9);
    for (const code of codes) {
      assert.ok(code.precision && code.precision.interval.low < code.precision.value);
      assert.ok(code.threshold !== null && (code.automatic?.precision.value ?? 0) >= 0.9);
    }
  });

  it("never lets a code of chance be given automatically", () => {
    const random = createRandom(9);
    const examples = drawn(5, 300).map((example) => ({ ...example, codes: random.uniform() < 0.3 ? ["luck-"] : [] }));
    const [luck] = crossValidate(examples).codes;
    assert.deepEqual([luck?.threshold, luck?.automatic], [null, null]);
  });

  it("keeps its promise: precision of automatic coding in new texts is at least .9, with noisy coders as well", () => {
    let [given, right] = [0, 0];
    for (let seed = 20; seed < 26; seed += 1) {
      const { model: coder, quality: known } = trainAndMeasure(drawn(seed, 400, 0.04));
      const thresholds = new Map(known.codes.map(({ code, threshold }) => [code, threshold]));
      for (const { analysed, codes } of drawn(seed + 100, 400, 0.04)) {
        for (const { theme, side, probability } of predictThemes(coder, analysed)) {
          const code = `${theme}${side === "problem" ? "-" : "+"}`;
          if (probability < (thresholds.get(code) ?? 2)) continue;
          given += 1;
          if (codes.includes(code)) right += 1;
        }
      }
    }
    assert.ok(given > 300 && right / given >= 0.88, `${right} of ${given}`);
  });

  it("finds the cut with the best F1 and the lowest safe threshold", () => {
    const decisions = Array.from({ length: 200 }, (_, at) => ({
      probability: at / 200,
      isRight: at >= 100 && at !== 150,
    }));
    assert.ok(Math.abs(bestCut(decisions) - 0.5) < 0.01);
    assert.ok((automaticThreshold(decisions) ?? 1) <= 0.5);
    assert.equal(automaticThreshold(decisions.slice(0, 90)), null);
    assert.equal(bestCut([]), 0.5);
  });
});

describe("the learning queue", () => {
  it("begins with what is least certain, takes turns between codes, and ends with repeats", () => {
    const texts = ["очередь", "касса", "цена", "цена цена цена", "неведомое слово тут", "касса"].map((text) => {
      const analysed = analyse(text, { hint: "ru" });
      return { analysed, predictions: predictThemes(model, analysed) };
    });
    const queue = learningQueue(model, texts);
    assert.deepEqual(new Set(queue.map(({ text }) => text)), new Set([0, 1, 2, 3, 4, 5]));
    assert.equal(queue.at(-1)?.text, 5);
    assert.deepEqual(learningQueue(model, []), []);
  });
});
