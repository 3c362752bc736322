import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gunzipSync } from "node:zlib";

import fc from "fast-check";

import { questionSchema, type AnswerValue, type Question } from "#feature/surveys/contract";
import { checkValue, contrastOf } from "#feature/surveys/runtime";

import { fixedColours, safeColours } from "./colours.ts";
import { answerFrom } from "./form-answers.ts";
import { rawValuesOf } from "./html/raw-values.ts";
import { hole, preparePage } from "./prepared-page.ts";
import { createTickets } from "./ticket.ts";
import { en } from "./wording/en.ts";
import { acceptedLanguages, directionOf, nameOf, wordingIn } from "./wording/languages.ts";
import { ru } from "./wording/ru.ts";
import { uk } from "./wording/uk.ts";

describe("a page compressed beforehand", () => {
  const plain = fc
    .string({ unit: "grapheme", maxLength: 200 })
    .map((text) => text.replaceAll("\u0001", "").replaceAll("\u0002", ""));

  test("unpacks to the same text whatever stands in its holes", () => {
    fc.assert(
      fc.property(plain, plain, plain, plain, (before, between, ticket, action) => {
        const page = preparePage(`${before}${hole("a")}${between}${hole("t")}<end>`);
        const values = (name: string) => (name === "a" ? action : ticket);
        const html = page.html(values).toString();
        assert.equal(gunzipSync(page.gzip(values)).toString(), html);
        assert.ok(html.endsWith("<end>") && html.startsWith(before));
      }),
    );
  });

  test("escapes what is put in and is small", () => {
    const page = preparePage(`${"<p>survey</p>".repeat(500)}${hole("a")}`);
    assert.ok(
      page
        .html(() => `"><script>'&`)
        .toString()
        .endsWith("&quot;&gt;&lt;script&gt;&#39;&amp;"),
    );
    assert.ok(page.gzip(() => "x").length < 200);
  });
});

test("any colour of an organisation is made readable in both themes", () => {
  const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
  fc.assert(
    fc.property(channel, channel, channel, (red, green, blue) => {
      const safe = safeColours(`#${red}${green}${blue}`);
      const long = (colour: string) => (colour === "#fff" ? "#ffffff" : "#000000");
      assert.ok(contrastOf(safe.light, "#ffffff") >= 4.5);
      assert.ok(contrastOf(safe.dark, "#202328") >= 4.5);
      assert.ok(contrastOf(safe.light, long(safe.onLight)) >= 4.5);
      assert.ok(contrastOf(safe.dark, long(safe.onDark)) >= 4.5);
    }),
  );
});

test("whatever background, text and accent somebody chooses, all the rest can be read on it", () => {
  const part = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, "0"));
  const colour = fc.tuple(part, part, part).map((parts) => `#${parts.join("")}`);
  fc.assert(
    fc.property(colour, colour, fc.option(colour, { nil: undefined }), (accent, background, text) => {
      const fixed = fixedColours({ colour: accent, background, text });
      assert.equal(fixed.sheet, background);
      for (const page of [fixed.sheet, fixed.around]) {
        assert.ok(contrastOf(fixed.accent, page) >= 4.5);
        assert.ok(contrastOf(fixed.soft, page) >= 4.5);
        assert.ok(contrastOf(fixed.bad, page) >= 4.5);
        assert.ok(contrastOf(fixed.line, page) >= 3);
      }
      if (text === undefined) assert.ok(contrastOf(fixed.ink, fixed.sheet) >= 4.5);
      else assert.equal(fixed.ink, text);
    }),
  );
});

test("a ticket is read back only by the survey and the secret it was written with", () => {
  const tickets = createTickets("one secret");
  const ticket = { key: "abcdefghijklmnop", version: 3 };
  const text = tickets.write("survey-1", ticket);
  assert.deepEqual(tickets.read("survey-1", text), ticket);
  assert.equal(tickets.read("survey-2", text), undefined);
  assert.equal(createTickets("another").read("survey-1", text), undefined);
  assert.equal(tickets.read("survey-1", text.replace(".3.", ".4.")), undefined);
  for (const forged of [undefined, "", "a.b.c", `${text}x`]) assert.equal(tickets.read("survey-1", forged), undefined);
});

describe("an answer and its form fields", () => {
  const title = { en: "Q" };
  const options = ["a", "b", "c"].map((key) => ({ key, label: title }));
  const keys = fc.constantFrom("a", "b", "c");
  const cases: readonly [object, fc.Arbitrary<AnswerValue>][] = [
    [{ kind: "recommendation" }, fc.integer({ min: 0, max: 10 })],
    [{ kind: "single", options, other: true }, fc.oneof(keys, fc.constantFrom({ other: "" }, { other: "words" }))],
    [
      { kind: "multiple", options, other: true },
      fc.oneof(
        fc.shuffledSubarray(["a", "b", "c"], { minLength: 1 }).map((list) => list.toSorted()),
        fc.subarray(["a", "b", "c"]).map((chosen) => ({ chosen, other: "words" })),
      ),
    ],
    [{ kind: "text" }, fc.constantFrom("words", "two\nlines")],
    [
      { kind: "matrix", rows: options, columns: options },
      fc.dictionary(keys, keys, { minKeys: 1, noNullPrototype: true }),
    ],
    [{ kind: "ranking", options }, fc.shuffledSubarray(["a", "b", "c"], { minLength: 1 })],
    [
      { kind: "number" },
      fc.oneof(
        fc.integer(),
        fc.integer({ min: -9999, max: 9999 }).map((value) => value / 100),
      ),
    ],
    [{ kind: "date" }, fc.constant("2026-03-31")],
    [{ kind: "consent" }, fc.boolean()],
    [
      { kind: "expectation", expectationLabel: title, resultLabel: title },
      fc.record(
        { expectation: fc.integer({ min: 1, max: 7 }), result: fc.integer({ min: 1, max: 7 }) },
        { noNullPrototype: true },
      ),
    ],
  ];
  for (const [definition, values] of cases) {
    const question: Question = questionSchema.parse({ key: "q", title, ...definition });
    test(`of the kind ${question.kind} come back as they were`, () => {
      fc.assert(
        fc.property(values, (value) => {
          const back = answerFrom(question, rawValuesOf(question, value));
          assert.deepEqual(back, value);
          assert.ok("value" in checkValue(question, back));
        }),
      );
    });
  }

  test("numbers are read as people write them", () => {
    const question = questionSchema.parse({ key: "q", title, kind: "number" });
    const read = (text: string) => answerFrom(question, new Map([["q", [text]]]));
    assert.deepEqual(["1 234,5", "−3", "1\u00a0000", "0.5", "two", " "].map(read), [
      1234.5,
      -3,
      1000,
      0.5,
      "two",
      undefined,
    ]);
  });
});

describe("the page's own words", () => {
  test("are complete and of their language", () => {
    for (const [wording, alien] of [
      [ru, /[іїєґ]/i],
      [uk, /[ыэъё]/i],
    ] as const) {
      const texts = textsIn(wording);
      assert.equal(texts.length, textsIn(en).length);
      for (const text of texts) {
        assert.match(text, /[а-яіїєґ]/i);
        assert.doesNotMatch(text, alien);
      }
    }
  });

  test("are English where the product does not speak the language", () => {
    assert.equal(wordingIn("de"), en);
    assert.equal(wordingIn("uk-UA"), uk);
    assert.deepEqual([directionOf("he"), directionOf("uk")], ["rtl", "ltr"]);
    assert.deepEqual([nameOf("uk"), nameOf("ru"), nameOf("not a tag")], ["Українська", "Русский", "not a tag"]);
  });

  test("follow the browser's wishes in their order", () => {
    assert.deepEqual(acceptedLanguages("en;q=0.3, uk-UA, ru;q=0.9, *;q=0.1, fr;q=0"), ["uk-UA", "ru", "en"]);
    assert.deepEqual(acceptedLanguages(undefined), []);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [(value as (one: unknown, two: unknown) => string)(1, 2)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
