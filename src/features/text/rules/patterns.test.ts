import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { analyse } from "./analyse.ts";
import { createMatcher } from "./matcher.ts";
import { compilePattern, patternProblems } from "./patterns.ts";

function holds(pattern: string, text: string): boolean {
  const cyrillic = pattern.includes("'") ? "uk" : "ru";
  const language = /[а-я]/i.test(pattern) ? cyrillic : "en";
  const { match, problems } = createMatcher([{ key: "t", patterns: { [language]: { topic: [pattern] } } }]);
  assert.deepEqual(problems, []);
  return match(analyse(text, { hint: language })).length > 0;
}

describe("a pattern", () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      "долго ждал",
      ["долго ждал", "Долго я его ЖДАЛ", "долго-долго ждал"],
      ["ждал долго", "долго и очень скучно там ждал", "Долго. Ждал"],
    ],
    ["очеред*", ["очередь", "Огромные очереди"], ["очевидно"]],
    ["очередь", ["очередь была"], ["очереди были"]],
    ['"не работает"', ["не работает"], ["не всегда работает"]],
    ["(списал*|снял*) деньги", ["списали деньги", "сняли все деньги"], ["вернули деньги"]],
    [
      '(грубо|"на повышенных тонах") говор*',
      ["говорили грубо, грубо говорили", "на повышенных тонах говорила"],
      ["на тонах говорила"],
    ],
    ["дорог* -подарок", ["дорогой тариф"], ["дорогой подарок"]],
    ['дорог* -"дорогие друзья"', ["дорого"], ["дорогие друзья, все дорого"]],
    ["никто * отвечает", ["никто не отвечает"], ["никто отвечает"]],
    ["ещё", ["еще раз"], ["ещ"]],
    ["зв'язок", ["зв’язок"], []],
    ["wi-fi", ["wi-fi slow", "Wi fi"], ["wifi"]],
    ["/не (работа|фурыч)[а-я]+/", ["Интернет НЕ работает!"], ["работает"]],
    ["/(a+)+$/", ["aaa"], ["b"]],
    ["hold* (times|time)", ["hold time", "holding times"], ["time on hold"]],
  ];
  for (const [pattern, yes, no] of cases) {
    it(`${pattern} holds where it should`, () => {
      for (const text of yes) assert.ok(holds(pattern, text), `should hold: ${text}`);
      for (const text of no) assert.ok(!holds(pattern, text), `should not hold: ${text}`);
    });
  }

  it("that cannot be read is refused with a closed code", () => {
    const refused = {
      "": "empty_pattern",
      '"не работает': "unclosed_quote",
      "(a|b": "unclosed_group",
      "(a||b)": "empty_group",
      "a)": "unclosed_group",
      "/abc": "unclosed_expression",
      "/(/": "invalid_expression",
      "/(?<=a)b/": "invalid_expression",
      "/((a{100}){100}){100}/": "invalid_expression",
      "/a{900}b{900}/": "expression_too_large",
      "/a*/": "only_wildcards",
      "* *": "only_wildcards",
      "-нет": "empty_pattern",
      "a b c d e f g h i j k l m": "too_many_parts",
    };
    for (const [pattern, code] of Object.entries(refused)) {
      const outcome = compilePattern(pattern);
      assert.ok(!outcome.ok && outcome.code === code, `${pattern}: ${JSON.stringify(outcome)}`);
    }
    assert.deepEqual(patternProblems(["ok", "("]), [{ index: 1, problem: "unclosed_group" }]);
  });

  it("of any kind compiles or is refused, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aб*"()|-/\\[]{}+?^$ .1'.split("")) }), (source) => {
        const outcome = compilePattern(source);
        assert.ok(outcome.ok || outcome.code.length > 0);
      }),
    );
  });

  it("that would explode elsewhere takes linear time", () => {
    const patterns = ["/(a+)+$/", "/(a|a)*b/", "/(x+x+)+y/", "/(.*)(.*)(.*)(.*)(.*)z/"];
    const { match, problems } = createMatcher([{ key: "t", patterns: { en: { topic: patterns } } }]);
    assert.deepEqual(problems, []);
    const started = performance.now();
    match(analyse(`${"a".repeat(50_000)} ${"x".repeat(40_000)}!`));
    assert.ok(performance.now() - started < 4000);
  });
});

describe("thousands of patterns", () => {
  it("are tried at little cost", () => {
    const themes = Array.from({ length: 300 }, (_, theme) => ({
      key: `t${theme}`,
      patterns: {
        ru: { topic: Array.from({ length: 20 }, (_, n) => `(слово${theme}x${n}|другое${theme}*) не (работа*|помог*)`) },
      },
    }));
    const { match } = createMatcher(themes);
    const analysed = analyse("Интернет не работает третий день, слово5x3 не работает, в поддержке никто не помог.");
    assert.equal(match(analysed).length, 1);
    const started = performance.now();
    for (let round = 0; round < 500; round += 1) match(analysed);
    assert.ok(performance.now() - started < 1500);
  });
});
