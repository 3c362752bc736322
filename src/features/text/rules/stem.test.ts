import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { stemOf } from "./stem.ts";

/** Pairs that snowballstem.org prints on the pages of its stemmers. */
const english = `consign:consign consigned:consign consigning:consign consignment:consign consist:consist consisted:consist
  consistency:consist consistent:consist consistently:consist consolation:consol consolations:consol console:consol
  consoled:consol consoling:consol consolingly:consol conspicuous:conspicu conspicuously:conspicu conspiracy:conspiraci
  conspirator:conspir knack:knack knackeries:knackeri knacks:knack knaves:knave knavish:knavish kneaded:knead
  kneeling:kneel knew:knew knick:knick knighted:knight knightly:knight knights:knight knock:knock knocked:knock
  knots:knot skies:sky dying:die news:news happy:happi hopping:hop hoping:hope`;
const russian = `в:в вавиловка:вавиловк вагнера:вагнер вагон:вагон вагонов:вагон вагоном:вагон вагоны:вагон важная:важн важнее:важн
  важнейшие:важн важничал:важнича важно:важн важного:важн важность:важност важных:важн вал:вал валенках:валенк
  валяется:валя валялась:валя валять:валя вампира:вампир падать:пада падают:пада падающего:пада падение:паден
  падшая:падш пакета:пакет палачом:палач пальто:пальт паперти:паперт`;

/** Forms of one word must fall together, as nothing was published to compare with. */
const ukrainian = [
  "черга черги черзі чергу чергою черг",
  "картка картки картці картку картками карток",
  "дзвінок дзвінка дзвінки дзвінків дзвінком",
  "чекати чекав чекала чекаю чекає чекають чекали чекання",
  "обслуговування обслуговувати обслуговують обслуговували",
  "швидкість швидкості швидкістю швидкий швидко швидка швидкого",
  "працює працювати працював працювала працюють",
  "підключення підключили підключити підключив підключений",
  "дорого дорогий дорога дорогі дорогого",
  "зв'язок зв'язку зв'язком",
  "оператор оператора оператори операторів",
  "гроші грошей грошима",
  "помилка помилки помилку помилок",
  "сподобалось сподобалося сподобався",
  "заблокували заблокований заблоковано заблокувала",
  "кошти коштів коштами",
];

const pairs = (list: string) => list.split(/\s+/).map((pair) => pair.split(":") as [string, string]);

describe("stems", () => {
  it("of English words are those that Snowball prints", () => {
    for (const [word, stem] of pairs(english)) assert.equal(stemOf(word, "en"), stem);
  });

  it("of Russian words are those that Snowball prints", () => {
    for (const [word, stem] of pairs(russian)) assert.equal(stemOf(word, "ru"), stem);
  });

  for (const forms of ukrainian) {
    it(`of Ukrainian forms fall together: ${forms}`, () => {
      assert.equal(new Set(forms.split(" ").map((word) => stemOf(word, "uk"))).size, 1);
    });
  }

  it("of different Ukrainian words stay apart", () => {
    const words = "час частина черга чекати якість як банк оператор ціна цілий картка карта зв'язок дзвінок".split(" ");
    const stems = new Map(words.map((word) => [stemOf(word, "uk"), word]));
    assert.equal(stems.size, words.length);
  });

  it("of Latin words in a Russian sentence are English ones, and of a word of 1,000 letters itself", () => {
    assert.equal(stemOf("delivered", "ru"), "deliv");
    assert.equal(stemOf("а".repeat(1000), "ru").length, 1000);
  });

  it("never are longer than the word and a letter, nor empty", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."абвгеиоуяіїєьсютлнкabcdeinsgty'".split("")), minLength: 1 }),
        (word) => {
          for (const language of ["en", "ru", "uk"] as const) {
            const stem = stemOf(word, language);
            assert.ok(stem.length <= word.length + 1, `${word} → ${stem}`);
          }
        },
      ),
    );
  });
});
