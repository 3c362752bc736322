import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import type { Definition } from "#feature/surveys/contract";
import { checkDefinition, structureProblems, visibleQuestions } from "#feature/surveys/runtime";

import { changesBetween } from "../changes/changes.ts";
import { blanksIn, obstaclesOf, topLevelCount } from "../check/concerns.ts";
import { branching, long } from "../example-surveys.ts";
import { previewQuery } from "../preview/preview-address.ts";
import { withItem, withLanguage, withoutLanguage, withoutOption, withOption, withText } from "./editing.ts";
import {
  addableQuestions,
  likelyOrigin,
  optionalQuestions,
  withoutQuestion,
  withQuestion,
} from "./optional-questions.ts";

const example = fc.constantFrom(branching, long);

test("an emptied note disappears, an emptied title stays to be filled", () => {
  const definition = branching;
  const path = "pages.1.questions.0";
  const languages = ["en", "uk"];
  const without = (field: string) =>
    languages.reduce((now, language) => withText(now, `${path}.${field}`, { language, text: " " }), definition);

  assert.equal(without("help").pages[1]?.questions[0]?.help, undefined);
  assert.deepEqual(without("title").pages[1]?.questions[0]?.title, {});
  assert.deepEqual(
    obstaclesOf(without("title")).map(({ code, path: place }) => [code, place]),
    [["empty_text", `${path}.title`]],
  );
});

test("writing a text changes that text in that language and nothing else", () => {
  const definition = branching;
  const next = withText(definition, "title", { language: "uk", text: "Інакше" });

  assert.deepEqual(next, { ...definition, title: { ...definition.title, uk: "Інакше" } });
});

test("a new option gets a key nobody has, and comes back where it was", () => {
  const definition = branching;
  const path = "pages.2.questions.0.options";
  const grown = withOption(withOption(definition, path), path);
  const options = optionsAt(grown);

  assert.equal(new Set(options.map(({ key }) => key)).size, 5);
  assert.deepEqual(withItem(withoutOption(grown, `${path}.1`), path, { index: 1, item: options[1] }), grown);
});

test("a language added is a draft that keeps nobody from publishing; removed it leaves its words", () => {
  const definition = branching;
  const polish = withLanguage(definition, "pl");

  assert.deepEqual(checkDefinition(polish), []);
  assert.ok(blanksIn(polish, "pl").length > 0);
  assert.deepEqual(obstaclesOf(polish), []);
  assert.deepEqual(withoutLanguage(polish, "pl"), definition);
  assert.equal(withoutLanguage(definition, definition.defaultLanguage), definition);
});

test("every optional question of every survey can be taken out and put back", () => {
  fc.assert(
    fc.property(example, fc.nat(), (definition, choice) => {
      const optional = optionalQuestions(definition);
      const chosen = optional[choice % Math.max(1, optional.length)];
      if (chosen === undefined) return;
      const keys = [chosen.question, ...chosen.followers].map(({ key }) => key);
      const smaller = withoutQuestion(definition, chosen.question.key);

      assert.deepEqual(structureProblems(smaller), []);
      assert.equal(
        keysOf(smaller).some((key) => keys.includes(key)),
        false,
      );
      assert.ok(addableQuestions(smaller, definition).some(({ key }) => key === chosen.question.key));
      assert.deepEqual(
        keys.reduce((grown, key) => withQuestion(grown, definition, key), smaller),
        definition,
      );
    }),
  );
});

test("whether somebody is a customer takes the question why not with it", () => {
  const definition = branching;
  const customer = optionalQuestions(definition).find(({ question }) => question.key === "customer");

  assert.deepEqual(
    customer?.followers.map(({ key }) => key),
    ["why_not"],
  );
  assert.deepEqual(
    addableQuestions(withoutQuestion(definition, "customer"), definition).map(({ key }) => key),
    ["customer"],
  );
});

test("a survey knows the ready one it was made from by its questions and its programme", () => {
  const ready = [
    { key: "long", programme: "transactional", definition: long },
    { key: "branching", programme: "transactional", definition: branching },
    { key: "employees", programme: "employee", definition: long },
  ];
  const smaller = withoutQuestion(branching, "customer");

  assert.equal(likelyOrigin(smaller, "transactional", ready)?.key, "branching");
  assert.equal(likelyOrigin(smaller, "employee", ready), undefined);
});

test("questions for everybody are those without a condition that can be answered", () => {
  assert.equal(topLevelCount(branching), 2);
  assert.equal(topLevelCount(long), 6);
});

test("changes are told by question, option, language and word", () => {
  const before = branching;
  const after = withText(withOption(withoutQuestion(before, "why_low"), "pages.2.questions.0.options"), "title", {
    language: "en",
    text: "Your call",
  });

  assert.deepEqual(
    new Set(changesBetween(before, after).map((change) => change.code)),
    new Set(["question-removed", "option-added", "words"]),
  );
  assert.deepEqual(changesBetween(before, structuredClone(before)), []);
});

test("the preview of any part carries answers that lead to it", () => {
  fc.assert(
    fc.property(example, fc.nat(), (definition, choice) => {
      const keys = keysOf(definition);
      const key = keys[choice % keys.length] ?? "";
      const { page, ...answers } = previewQuery(definition, { question: key });
      const read = Object.fromEntries(
        Object.entries(answers).map(([name, value]) => [name, Number.isNaN(Number(value)) ? value : Number(value)]),
      );

      assert.ok(visibleQuestions(definition, read, {}).some((question) => question.key === key));
      assert.ok(definition.pages.some((each) => each.key === page));
    }),
  );
});

function keysOf(definition: Definition): readonly string[] {
  return definition.pages.flatMap(({ questions }) => questions.map(({ key }) => key));
}

function optionsAt(definition: Definition) {
  const question = definition.pages[2]?.questions[0];
  assert.ok(question?.kind === "single");
  return question.options;
}
