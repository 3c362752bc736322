import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { seedThemes } from "#feature/text";
import { productLanguages } from "#kit/language";

import { templateSchema } from "./contract.ts";
import { grownDefinition } from "./rules/growth.ts";
import { slugFrom } from "./rules/slug.ts";
import { templateOf, templates } from "./rules/templates.ts";
import { checkAnswers, checkDefinition, endingOf, scoresOf, textsOf, visibleQuestions } from "./runtime/index.ts";

describe("templates", () => {
  for (const template of templates) {
    test(`${template.key} may be published as it is and is complete in every product language`, () => {
      templateSchema.parse(template);
      assert.deepEqual(checkDefinition(template.definition), []);
      for (const { path, text } of [
        ...textsOf(template.definition),
        { path: "name", text: template.name },
        { path: "summary", text: template.summary },
      ]) {
        for (const language of productLanguages) assert.ok(text[language], `${template.key} ${path} ${language}`);
        assert.match(text["ru"] ?? "", /[а-яё]/i, path);
        assert.doesNotMatch(text["ru"] ?? "", /[іїєґ]/i, `${path}: Ukrainian in Russian`);
        assert.doesNotMatch(text["uk"] ?? "", /[ыэъё]/i, `${path}: Russian in Ukrainian`);
      }
    });
  }

  test("the recommendation survey asks why in words that fit the score", () => {
    const { definition } = templateOf("relational-nps")!;
    const asked = (score: number) => visibleQuestions(definition, { score }, {}).map((question) => question.key);
    assert.deepEqual(asked(10), ["score", "why_high"]);
    assert.deepEqual(asked(8), ["score", "why_middle"]);
    assert.deepEqual(asked(0), ["score", "why_low"]);
    assert.deepEqual(
      [9, 8, 6].map((score) => endingOf(definition, { score }, {}).key),
      ["glad", "thanks", "frank"],
    );
  });

  test("the employee survey asks who is no customer why", () => {
    const { definition, programme } = templateOf("enps")!;
    const asked = (customer: string) =>
      visibleQuestions(definition, { score: 9, customer }, {}).map((question) => question.key);
    assert.equal(programme, "employee");
    assert.ok(asked("no").includes("why_not_customer"));
    assert.ok(!asked("yes").includes("why_not_customer"));
    assert.equal(scoresOf(definition, { score: 9 })[0]?.kind, "enps");
  });

  test("the survey of feelings asks for those of the codebook, by the same keys", () => {
    const { definition } = templateOf("emotions")!;
    const felt = definition.pages.flatMap(({ questions }) => questions).find(({ key }) => key === "felt");
    assert.ok(felt?.kind === "multiple");
    const offered = felt.options.map(({ key }) => key).filter((key) => key !== "nothing");
    const known = seedThemes.filter(({ kind, parent }) => kind === "emotion" && parent !== null).map(({ key }) => key);
    assert.deepEqual(offered.toSorted(), known.toSorted());
  });

  test("a story is asked for in its parts, and whom it was told", () => {
    const { definition } = templateOf("story")!;
    const asked = visibleQuestions(definition, { score: 3 }, {}).map(({ key }) => key);
    assert.deepEqual(asked, ["score", "beginning", "turn", "end", "shared"]);
    const both = checkAnswers(definition, { score: 3, shared: ["nobody", "public"] }, {}, { partial: false });
    assert.equal(both.ok, false);
  });

  test("the expectation survey counts gaps and apologises for a worse outcome", () => {
    const { definition } = templateOf("expectation-result")!;
    const pair = { expectation: 6, result: 3 };
    const checked = checkAnswers(definition, { speed: pair, people: pair, outcome: pair }, {}, { partial: false });
    assert.ok(checked.ok);
    assert.deepEqual(
      scoresOf(definition, checked.value).map(({ kind, score }) => [kind, score]),
      [
        ["gap", -3],
        ["gap", -3],
        ["gap", -3],
      ],
    );
    assert.equal(endingOf(definition, checked.value, {}).key, "frank");
  });
});

test("a slug is short and has no sign that is mistaken for another", () => {
  let state = 0;
  const slug = slugFrom(() => (state = (state + 0.37) % 1));
  assert.match(slug, /^[2-9bcdfghjkmnpqrstvwxz]{7}$/);
});

describe("a definition that grows with a file", () => {
  const base = templateOf("transactional-nps")!.definition;

  test("stays the same when nothing is new", () => {
    assert.equal(grownDefinition(base, structuredClone(base)), undefined);
  });

  test("gains new questions, options, languages and fields and loses nothing", () => {
    const wanted = structuredClone(base);
    const last = wanted.pages.at(-1)!.questions[0]!;
    assert.equal(last.kind, "single");
    if (last.kind === "single") last.options = [{ key: "maybe", label: { en: "Maybe" } }];
    wanted.pages[0]!.questions = [
      { kind: "text", key: "extra", title: { en: "Extra" }, required: false, long: true, maxLength: 100 },
    ];
    wanted.languages = ["de"];
    wanted.hiddenFields = ["campaign"];

    const grown = grownDefinition(base, wanted);
    const questions = grown?.pages.flatMap((page) => page.questions) ?? [];
    assert.deepEqual(
      questions.map(({ key }) => key),
      ["score", "why_high", "why_middle", "why_low", "settled", "extra"],
    );
    const settled = questions.find((question) => question.key === "settled");
    assert.deepEqual(settled?.kind === "single" && settled.options.map(({ key }) => key), [
      "yes",
      "partly",
      "no",
      "maybe",
    ]);
    assert.deepEqual([grown?.languages, grown?.hiddenFields], [["en", "ru", "uk", "de"], ["campaign"]]);
  });
});
