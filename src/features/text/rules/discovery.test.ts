import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { createRandom, type RandomSource } from "#statistics/random";
import { frequencyOf } from "#statistics/simulation";

import { analyse } from "./analyse.ts";
import { npmi } from "./discovery/coherence.ts";
import { nearDuplicates } from "./discovery/near-duplicates.ts";
import { risingTerms } from "./discovery/rising.ts";
import { discoverTopics } from "./discovery/topics.ts";

const planted = [
  "роутер мигает красный перезагрузка кабель",
  "парковка шлагбаум машина охранник въезд",
  "бонусы баллы программа списание карта",
].map((words) => words.split(" "));
const noise = Array.from({ length: 200 }, (_, index) => `шум${"абвгдежзик".charAt(index % 10)}${index}слово`);

function draw<T>(random: RandomSource, from: readonly T[], n: number): T[] {
  return Array.from({ length: n }, () => from[Math.floor(random.uniform() * from.length)] as T);
}

function textsOf(seed: number, n: number) {
  const random = createRandom(seed);
  return Array.from({ length: n }, (_, index) => {
    const own = planted[index % planted.length] ?? [];
    return analyse([...draw(random, own, 4), ...draw(random, noise, 4)].join(" "), { hint: "ru" });
  });
}

describe("topics", () => {
  it("are those that were planted, coherent and stable, with typical texts", () => {
    const { topics, n } = discoverTopics(textsOf(1, 300), { topics: 3 });
    assert.equal(n, 300);
    assert.equal(topics.length, 3);
    for (const topic of topics) {
      const kind = planted.findIndex((words) => words.includes(topic.terms[0]?.label.split(" ")[0] ?? ""));
      assert.ok(kind >= 0, topic.name);
      assert.ok(topic.coherence > 0 && topic.stability > 0.8, `${topic.coherence} ${topic.stability}`);
      const right = topic.examples.filter((text) => text % 3 === kind).length;
      assert.ok(right >= topic.examples.length * 0.9 && topic.examples.length > 3);
    }
  });

  it("of too few texts, of empty ones, of the same text again are none or one, never a crash", () => {
    assert.deepEqual(discoverTopics([]).topics, []);
    assert.deepEqual(discoverTopics([analyse("")]).topics, []);
    const same = discoverTopics(Array.from({ length: 40 }, () => analyse("роутер мигает красным")));
    for (const { coherence, stability } of same.topics) assert.ok(Number.isFinite(coherence + stability));
  });

  it("have coherence that is 1 for words always together, −1 never, 0 by chance", () => {
    const set = (...items: number[]) => new Set(items);
    assert.equal(npmi(set(0, 1), set(2, 3), 4), -1);
    assert.ok(Math.abs(npmi(set(0, 1), set(0, 1), 4) - 1) < 1e-12);
    assert.ok(Math.abs(npmi(set(0, 1), set(1, 2), 4)) < 1e-12);
  });
});

describe("rising terms", () => {
  it("name what rose and hardly anything where nothing did", () => {
    const before = textsOf(2, 300);
    const random = createRandom(5);
    const more = Array.from({ length: 120 }, () =>
      analyse(["бонусы", ...draw(random, noise, 6)].join(" "), { hint: "ru" }),
    );
    const rising = risingTerms([...textsOf(3, 300), ...more], before);
    assert.deepEqual(rising.map(({ label }) => label).slice(0, 1), ["бонусы"]);
    assert.ok((rising[0]?.z ?? 0) > 2.5 && (rising[0]?.examples.length ?? 0) > 0);
    const { share } = frequencyOf(
      (source) => {
        const seed = Math.floor(source.uniform() * 1e6);
        return risingTerms(textsOf(seed, 150), textsOf(seed + 1, 150)).length > 0;
      },
      { repetitions: 40, seed: 6 },
    );
    assert.ok(share <= 0.1, `${share}`);
  });

  it("are none when one person repeats himself or one side is empty", () => {
    const same = Array.from({ length: 50 }, () => analyse("бонусы пропали совсем и навсегда"));
    assert.deepEqual(
      risingTerms([...textsOf(3, 90), ...same], textsOf(2, 90)).map(({ label }) => label),
      [],
    );
    assert.deepEqual(risingTerms(textsOf(1, 30), []), []);
    assert.deepEqual(risingTerms([], []), []);
  });
});

describe("near-duplicates", () => {
  it("are found although a word differs, and different texts stay apart", () => {
    const long =
      "интернет не работает уже третий день подряд и никто в поддержке не отвечает на мои звонки и письма совсем";
    const groups = nearDuplicates(
      [long, `${long} вообще`, "другое дело совсем", long.toUpperCase(), "", "👍", ""].map((text) => analyse(text)),
    );
    assert.deepEqual([...groups], [0, 0, 2, 0, 4, 5, 6]);
  });

  it("are grouped in linear time, also when thousands are the same", () => {
    const texts = Array.from({ length: 20_000 }, (_, index) =>
      analyse(index % 2 === 0 ? "спасибо большое вам" : `код ${index} тут`),
    );
    const started = performance.now();
    const groups = nearDuplicates(texts);
    assert.ok(performance.now() - started < 5000);
    assert.equal(new Set(groups.filter((_, index) => index % 2 === 0)).size, 1);
  });
});
