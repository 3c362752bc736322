import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { productLanguages } from "#kit/language";
import { screenWords } from "#platform/screen-words";

import { changeQuerySchema, explanationSchema, verdicts, warningKinds, type Explanation } from "./contract.ts";
import { wantedOf } from "./rules/telling/asked.ts";
import { warningsIn } from "./rules/telling/sentences-warnings.ts";
import { sentencesOf, tellingOf } from "./rules/telling/sentences.ts";
import { slopeOf, spread } from "./rules/telling/slope.ts";
import { suggestionsSentence } from "./rules/telling/suggestions.ts";
import { waterfallOf } from "./rules/telling/waterfall.ts";
import { changeWords } from "./rules/telling/words.ts";

const wordsIn = screenWords("changes");
const languages = ["en", "ru", "uk"] as const;

function words(language: string) {
  return changeWords(wordsIn(language), language, {
    measure: () => "NPS",
    dimension: (dimension) => ({ segment: "Segment", unit: "Unit" })[dimension] ?? dimension,
    value: (_, value, name) => name || value,
  });
}

const interval = (low: number, high: number) => ({ low, high, level: 0.95, method: "test" });
const part = (value: number, half = 1) => ({
  value,
  standardError: half / 1.96,
  interval: interval(value - half, value + half),
  pValue: Math.abs(value) > half ? 0.001 : 0.4,
  clear: Math.abs(value) > half,
});
const figure = (value: number, n: number): Explanation["a"] => ({
  state: "ok",
  n,
  estimate: { value, n, effectiveN: n, standardError: 1, interval: interval(value - 2, value + 2) },
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
});
const key = (dimension: string, value: string) => [{ dimension, value, name: value, resolved: true }];
const standing = (n: number, share: number, mean: number | null) => ({ n, share, mean });

const march = { period: { from: "2026-03-01", to: "2026-03-31" } };
const april = { period: { from: "2026-04-01", to: "2026-04-30" } };

/** A fall of five points made of mix, one place, one theme. */
function explanation(differences: Partial<Explanation> = {}): Explanation {
  const category = {
    key: key("segment", "young"),
    isRest: false,
    a: standing(300, 0.2, 10),
    b: standing(900, 0.6, 11),
    mix: part(-6),
    performance: part(0.2),
  };
  return explanationSchema.parse({
    query: changeQuerySchema.parse({ measure: "nps:relational", a: march, b: april }),
    named: [],
    kind: "nps",
    isLowGood: false,
    a: figure(36, 1500),
    b: figure(31, 1520),
    difference: { value: -5, interval: interval(-8, -2), p: 0.001, clear: true },
    verdict: "down",
    detectable: 4.2,
    parts: {
      difference: part(-5, 3),
      mix: part(-6),
      performance: part(1, 2),
      threefold: { mix: part(-6), performance: part(1, 2), interaction: part(0, 1) },
      dimensions: [
        { dimension: "segment", mix: part(-6), heterogeneity: null, categories: [category] },
        { dimension: "unit", mix: part(0.1), heterogeneity: null, categories: [] },
      ],
      cells: { shared: 10, onlyA: 0, onlyB: 0 },
    },
    without: null,
    places: [],
    tested: 12,
    reversals: [],
    themes: [],
    testedThemes: 0,
    warnings: [],
    looked: [],
    falseDiscoveryRate: 0.05,
    asOf: null,
    ...differences,
  });
}

function told(language: string, differences: Partial<Explanation> = {}): readonly string[] {
  return sentencesOf(explanation(differences), words(language)).map(({ text }) =>
    text.replaceAll(/[\u00a0\u202f]/g, " "),
  );
}

test("a fall is told with its interval and n of both, by the words of each language", () => {
  assert.deepEqual(
    languages.map((language) => told(language)[0]),
    [
      "NPS fell by 5 points (2 to 8): from 36 (34 to 38), n 1,500, to 31 (29 to 33), n 1,520.",
      "NPS: снижение на 5 пунктов (от 2 до 8), с 36 (от 34 до 38), n 1 500, до 31 (от 29 до 33), n 1 520.",
      "NPS: зниження на 5 пунктів (від 2 до 8), з 36 (від 34 до 38), n 1 500, до 31 (від 29 до 33), n 1 520.",
    ],
  );
});

test("points take the form their number asks for", () => {
  const rise = (value: number) => ({
    verdict: "up" as const,
    difference: { value, interval: interval(value - 0.9, value + 3), p: 0.01, clear: true },
  });
  const amount = (language: string, value: number) =>
    /\d[\d.,]*\s[^\d\s()]+/u.exec(told(language, rise(value))[0] ?? "")?.[0];
  assert.deepEqual(
    [1, 2, 5].map((value) => amount("en", value)),
    ["1.0 point", "2 points", "5 points"],
  );
  assert.deepEqual(
    [2, 5, 21].map((value) => amount("ru", value)),
    ["2 пункта", "5 пунктов", "21 пункт"],
  );
  assert.deepEqual(
    [2, 5, 21].map((value) => amount("uk", value)),
    ["2 пункти", "5 пунктів", "21 пункт"],
  );
});

test("no clear change is said plainly, with the smallest that would have shown", () => {
  const still = {
    verdict: "no-clear-change" as const,
    difference: { value: -1, interval: interval(-4, 2), p: 0.5, clear: false },
  };
  const [en = "", ru = "", uk = ""] = languages.map((language) => told(language, still)[0]);
  assert.match(en, /no clear change, −1 point \(−4 to \+2\) can be chance.*A change of 4 points would have shown/);
  assert.match(ru, /явного изменения нет.*Изменение на 4 пункта было бы видно/);
  assert.match(uk, /явної зміни немає.*Зміну на 4 пункти було б видно/);
});

test("every verdict, way of comparing, part and warning has its sentence in every language", () => {
  const groups = changeQuerySchema.parse({
    measure: "nps:relational",
    a: { where: { field: "unit", op: "in", value: ["NORTH"] } },
    b: { where: { field: "unit", op: "in", value: ["SOUTH"] } },
  });
  const signs = [
    [-6, -3],
    [-6, 3],
    [-6, 0],
    [0, -6],
    [0, 0],
  ] as const;
  const all = languages.flatMap((language) => [
    ...verdicts.flatMap((verdict) => [...told(language, { verdict }), ...told(language, { verdict, query: groups })]),
    ...(["protected", "too-few", "mixed-scale", "no-dimensions"] as const).flatMap((without) =>
      told(language, { parts: null, without }),
    ),
    ...signs.flatMap(([mix, performance]) => {
      const { parts } = explanation();
      const own = parts === null ? null : { ...parts, mix: part(mix), performance: part(performance) };
      return (["down", "no-clear-change"] as const).flatMap((verdict) => told(language, { verdict, parts: own }));
    }),
    ...warningsIn(
      explanation({ warnings: warningKinds.map((kind) => ({ kind, value: 1.8, dimension: "unit" })) }),
      words(language),
    ),
  ]);
  for (const text of all) {
    assert.ok(text.length > 20, text);
    assert.doesNotMatch(text, /\{\{|\b[a-z]+\.[a-z]+\.[a-z]/, text);
    assert.doesNotMatch(text, /undefined|NaN|null/, text);
  }
  for (const language of productLanguages.filter((one) => one !== "en")) {
    const texts = told(language).join(" ");
    assert.doesNotMatch(texts.replaceAll(/NPS|Segment|Unit|young|\bn\b/g, ""), /[a-z]{3,}/i);
  }
});

test("mix alone is told as mix, the dimension that did most with its largest shift", () => {
  const [, parts = "", mix = ""] = told("en");
  assert.match(parts, /^It comes from who answered, not from how: mix −6.0 points/);
  assert.match(
    mix,
    /^Who answered changed most by Segment: that did −6.0 points .* “young” makes up 60% of the answers instead of 20%/,
  );
});

const place = {
  key: key("unit", "West"),
  a: standing(400, 0.2, 40),
  b: standing(410, 0.2, 5),
  contribution: part(-4),
  change: part(-35, 6),
  against: part(-30, 7),
  adjustedP: 0.001,
  clear: true,
  rank: 1,
  tied: false,
};

test("places that stand out are told once, with what was looked at; none is told too", () => {
  const twice = [place, { ...place, key: key("touchpoint", "Till") }];
  const texts = told("en", { places: twice }).filter((text) => /West|Till|place/i.test(text));
  assert.equal(texts.length, 2);
  assert.match(texts[0] ?? "", /^2 places of 12 looked at changed otherwise than the rest, first “Unit: West”/);
  assert.match(
    texts[1] ?? "",
    /^Unit: West: −35 points \(−41 to −29\); against the rest −30 points .* n 400 and 410\.$/,
  );
  assert.ok(
    told("ru").some((text) => text.startsWith("Ни одно место не отличилось явно от остальных: просмотрено 12")),
  );
});

test("Simpson’s paradox is called by its name in two sentences", () => {
  const reversal = {
    dimension: "segment",
    kind: "paradox" as const,
    whole: part(-5),
    sameMix: part(3),
    counts: { withWhole: 0, against: 2, unclear: 1 },
    parts: [
      { key: key("segment", "young"), a: standing(300, 0.2, 10), b: standing(900, 0.6, 14), change: part(4) },
      { key: key("segment", "old"), a: standing(1200, 0.8, 42), b: standing(620, 0.4, 45), change: part(3) },
    ],
  };
  const names = {
    en: /^This is Simpson’s paradox, by Segment/,
    ru: /^Это парадокс Симпсона/,
    uk: /^Це парадокс Сімпсона/,
  };
  for (const language of languages) {
    const text = told(language, { reversals: [reversal] }).find((one) => names[language].test(one)) ?? assert.fail();
    assert.equal(text.split(/\.\s/).length, 2, text);
  }
  const telling = tellingOf(explanation({ reversals: [reversal] }), words("en"));
  assert.deepEqual(
    slopeOf(reversal, telling).map(({ name, said, isWhole }) => [name, said.from, said.to, isWhole]),
    [
      ["young", "10", "14", false],
      ["old", "42", "45", false],
      ["Whole", "36", "31", true],
    ].toSorted((x, y) => Number(x[3]) - Number(y[3]) || Number(y[1]) - Number(x[1])),
  );
});

test("a problem that is named more often is told with both shares, as worse", () => {
  const share = (n: number, of: number) => ({ n, of, value: (100 * n) / of, interval: interval(8, 12) });
  const theme = {
    code: "queue-",
    name: "Queue",
    about: "",
    side: "problem" as const,
    a: share(100, 1000),
    b: share(250, 1000),
    difference: { value: 15, interval: interval(12, 18), p: 0.0001, clear: true },
    adjustedP: 0.001,
    clear: true,
  };
  const found = sentencesOf(explanation({ themes: [theme], testedThemes: 9 }), words("en")).at(-1) ?? assert.fail();
  assert.match(found.text, /^The problem “Queue” is named more often: 25% \(8% to 12%\), n 1,000, instead of 10%/);
  assert.deepEqual([found.tone, found.evidence?.rows.length, found.theme?.code], ["worse", 1, "queue-"]);
  const opens = found.evidence?.rows[0]?.flatMap((cell) => (cell.opens === undefined ? [] : [cell.opens.side]));
  assert.deepEqual(opens, ["a", "b"]);
  assert.match(told("uk", { themes: [theme], testedThemes: 9 }).at(-1) ?? "", /^Проблему «Queue» називають частіше/);
});

test("the way from A to B passes every part and ends at B", () => {
  const telling = tellingOf(explanation(), words("en"));
  const steps = waterfallOf(telling) ?? assert.fail();
  assert.deepEqual(
    steps.map(({ name }) => name),
    ["Mar 1 – 31, 2026", "Mix: Segment", "Mix: Unit", "Performance", "Apr 1 – 30, 2026"],
  );
  assert.equal(steps[1]?.from, 36);
  assert.equal(waterfallOf(tellingOf(explanation({ parts: null }), words("en"))), null);
});

test("labels beside a picture never lie on each other, and stay inside", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 240, noNaN: true }), { minLength: 1, maxLength: 8 }), (wanted) => {
      const placed = spread(wanted, 17, 240).toSorted((x, y) => x - y);
      for (let at = 1; at < placed.length; at += 1) assert.ok((placed[at] ?? 0) - (placed[at - 1] ?? 0) > 16.99);
      assert.ok((placed.at(-1) ?? 0) <= 240);
    }),
  );
});

test("suggestions say how many were looked at, and what would have shown when nothing changed", () => {
  const item = {
    measure: {
      ref: "nps:relational",
      kind: "nps" as const,
      programme: "relational",
      surveyId: null,
      question: null,
      title: "",
      surveyName: "",
      scale: null,
      n: 3000,
      weighted: false,
      from: null,
      to: null,
    },
    figure: figure(31, 1500),
    before: figure(30, 1500),
    difference: { value: 1, interval: interval(-2, 4), p: 0.5, clear: false },
    adjustedP: 0.5,
    clear: false,
    detectable: 5,
  };
  const found = {
    period: april.period,
    before: march.period,
    items: [item],
    tested: 1,
    falseDiscoveryRate: 0.05,
  };
  assert.equal(
    suggestionsSentence(found, words("en")),
    "Nothing clearly changed in Apr 1 – 30, 2026 against Mar 1 – 31, 2026: 1 measure looked at. " +
      "In NPS, which has most answers, a change of 5 points would have shown four times in five.",
  );
  assert.match(
    suggestionsSentence({ ...found, items: [{ ...item, clear: true }] }, words("ru")),
    /явно изменился 1 показатель из 1: «NPS»/,
  );
  assert.match(suggestionsSentence({ ...found, period: null, items: [] }, words("uk")), /Поки немає відповідей/);
});

test("an address is read as it stands; what is malformed counts as not said", () => {
  const unit = (value: string) => JSON.stringify({ field: "unit", op: "in", value: [value] });
  const [measure, period] = ["nps:relational", april.period];
  const shown = (asked: Parameters<typeof wantedOf>[0]) => wantedOf(asked).show;
  assert.deepEqual(
    [
      shown({}),
      shown({ measure }),
      shown({ measure, period }),
      shown({ measure, period, compare: { from: "2026-04-10", to: "2026-05-01" } }),
      shown({ measure: "<script>", period }),
      shown({ measure, by: "unit" }),
      shown({ measure, a: unit("K1"), b: "{not json" }),
      shown({ measure, a: unit("K1"), b: unit("K2") }),
    ],
    ["suggestions", "suggestions", "explanation", "periods", "suggestions", "groups", "groups", "explanation"],
  );
  const wanted = wantedOf({ measure, period, dimensions: "unit,unit,no such dimension" });
  assert.ok(wanted.show === "explanation" && wanted.query.dimensions === undefined);
  assert.deepEqual(wanted.query.a.period, march.period);
});
