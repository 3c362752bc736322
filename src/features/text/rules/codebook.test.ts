import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { sayingsOf } from "#seeds";

import { analyse } from "./analyse.ts";
import { seedThemes, seedThemesFor, type SeedLanguage, type SeedTheme } from "./codebook.ts";
import { themesOfSamplePraise } from "./codebook/sample-themes.ts";
import { lexicons } from "./lexicon.ts";
import { createMatcher } from "./matcher.ts";
import { compilePattern } from "./patterns.ts";
import { createSentimentReader } from "./sentiment.ts";

const languages: readonly SeedLanguage[] = ["en", "ru", "uk"];
const sides = ["problem", "praise"] as const;
const groups = seedThemes.filter(({ parent }) => parent === null);
const leaves = seedThemes.filter(({ parent }) => parent !== null);
const matcher = createMatcher(seedThemes, { sentiment: createSentimentReader(lexicons) });

describe("the seeded codebook", () => {
  it("is a tree of two floors with keys of their own", () => {
    assert.ok(groups.length >= 12 && leaves.length >= 100, `${groups.length} groups, ${leaves.length} themes`);
    assert.equal(new Set(seedThemes.map(({ key }) => key)).size, seedThemes.length);
    const parents = new Set(groups.map(({ key }) => key));
    for (const { key, parent } of seedThemes) {
      assert.match(key, /^[a-z][a-z0-9_]*$/);
      assert.ok(parent === null || parents.has(parent), key);
    }
  });

  it("names and describes every theme in three languages, each in its own letters", () => {
    for (const theme of seedThemes) {
      for (const language of languages) {
        const texts = [theme.names, theme.about, ...Object.values(theme.sides)].map((text) => text[language]);
        for (const text of texts) {
          assert.ok(text.length >= 2, `${theme.key} ${language}`);
          if (language === "en") assert.doesNotMatch(text, /[а-яіїєґ]/i, theme.key);
          if (language === "ru") assert.doesNotMatch(text, /[іїєґ]/i, theme.key);
          if (language === "uk") assert.doesNotMatch(text, /[ыэъё]/i, theme.key);
        }
        assert.ok(theme.names[language].length <= 48, `${theme.key} ${language}: ${theme.names[language]}`);
        assert.match(theme.about[language], /\.$/, theme.key);
      }
      assert.equal(new Set(languages.map((language) => theme.about[language])).size, 3, theme.key);
    }
  });

  it("has patterns and two examples for every side a theme has, in three languages", () => {
    for (const theme of leaves) {
      assert.ok(theme.sides.problem ?? theme.sides.praise, theme.key);
      for (const language of languages) {
        for (const side of sides) {
          const [patterns, examples] = [theme.patterns[language][side], theme.examples[language][side]];
          const where = `${theme.key} ${language} ${side}`;
          if (theme.sides[side] === undefined) assert.deepEqual([...patterns, ...examples], [], where);
          else assert.ok(patterns.length > 0 && examples.length >= 2, where);
        }
      }
    }
  });

  it("keeps to patterns that can be read", () => {
    assert.deepEqual(matcher.problems, []);
    for (const theme of leaves) {
      for (const { problem, praise, topic } of Object.values(theme.patterns)) {
        for (const pattern of [...problem, ...praise, ...topic]) assert.ok(compilePattern(pattern).ok, pattern);
      }
    }
  });

  it("lists no pattern for two topics or twice for one theme", () => {
    const seen = new Map<string, SeedTheme>();
    for (const theme of leaves) {
      for (const language of languages) {
        for (const side of ["problem", "praise", "topic"] as const) {
          for (const pattern of theme.patterns[language][side]) {
            const place = `${theme.kind} ${language} ${side} ${pattern}`;
            assert.equal(seen.get(place)?.key, undefined, `${place} also in ${theme.key}`);
            seen.set(place, theme);
          }
        }
      }
    }
  });

  it("finds every example by its own theme and side", () => {
    const missed = leaves.flatMap((theme) =>
      languages.flatMap((language) =>
        sides.flatMap((side) =>
          theme.examples[language][side].filter((example) => {
            const hits = matcher.match(analyse(example, { hint: language }));
            return !hits.some((hit) => hit.theme === theme.key && hit.side === side);
          }),
        ),
      ),
    );
    assert.deepEqual(missed, []);
  });

  it("offers a company the themes of its industry with their groups", () => {
    const keys = new Set(seedThemesFor(["bank"]).map(({ key }) => key));
    assert.ok(keys.has("loan_refused") && keys.has("bank") && keys.has("rude_staff") && keys.has("anger"));
    assert.ok(!keys.has("roaming") && !keys.has("network") && !keys.has("freshness"));
  });
});

describe("the codebook and the sample company", () => {
  const leafKeys = new Set(leaves.map(({ key }) => key));

  it("has a theme of the same key for every problem, and themes for every praise", () => {
    const { problems, praise } = sayingsOf(1, "en", 1);
    assert.ok(Object.keys(problems).length >= 27);
    assert.deepEqual(
      Object.keys(problems).filter((key) => !leafKeys.has(key)),
      [],
    );
    assert.deepEqual(Object.keys(themesOfSamplePraise).toSorted(), Object.keys(praise).toSorted());
    for (const key of Object.values(themesOfSamplePraise).flat()) assert.ok(leafKeys.has(key), key);
  });

  for (const language of languages) {
    it(`finds nine in ten of what its people tell in ${language}, and most of every kind`, () => {
      const sayings = sayingsOf(11, language, 40);
      const isFound = (text: string, side: "problem" | "praise", wanted: readonly string[]) =>
        matcher.match(analyse(text, { hint: language })).some((hit) => hit.side === side && wanted.includes(hit.theme));
      const kinds = [
        ...Object.entries(sayings.problems).map(([key, texts]) => ({ side: "problem", wanted: [key], texts }) as const),
        ...Object.entries(sayings.praise).map(
          ([key, texts]) => ({ side: "praise", wanted: themesOfSamplePraise[key] ?? [], texts }) as const,
        ),
      ];

      const found = kinds.map(({ side, wanted, texts }) => {
        const count = texts.filter((text) => isFound(text, side, wanted)).length;
        assert.ok(count >= 0.6 * texts.length, `${language} ${side} ${wanted.join()}: ${count} of ${texts.length}`);
        return count;
      });
      const all = kinds.reduce((sum, { texts }) => sum + texts.length, 0);
      assert.ok(found.reduce((sum, count) => sum + count, 0) >= 0.9 * all, language);
    });
  }
});
