import assert from "node:assert/strict";
import { test } from "node:test";

import { byProgramme, headlineOf, verdictOf, type OverviewItem } from "./headline.ts";
import { daysOfStep } from "./steps.ts";

interface Sample {
  readonly ref: string;
  readonly low: number;
  readonly high: number;
  readonly n?: number;
}

function item({ ref, low, high, n = 100 }: Sample): OverviewItem {
  const [kind, programme, surveyId = null, question = null] = ref.split(":") as [
    OverviewItem["measure"]["kind"],
    string,
  ];
  const interval = { low, high, level: 0.95, method: "adjusted-wald" };
  const estimate = { value: (low + high) / 2, n, effectiveN: n, standardError: 1, interval };
  const rest = { mean: null, distribution: null, groups: null, provisional: false, designEffect: null };
  const measure = { ref, kind, programme, surveyId, question, title: "", surveyName: "", scale: null, n };
  return {
    measure: { ...measure, weighted: false, from: null, to: null },
    figure: { state: "ok", n, estimate, ...rest },
    before: null,
    difference: null,
    tail: null,
    spark: [],
  };
}

const survey = "018f0000-0000-7000-8000-000000000001";
const question = item({ ref: `rating:relational:${survey}:speed`, low: 4, high: 4.2, n: 9000 });
const nps = item({ ref: "nps:transactional", low: -32, high: -24 });
const csat = item({ ref: "csat:relational", low: 48, high: 55 });
const enps = item({ ref: "enps:employee", low: -4, high: 9, n: 5000 });

test("recommendation of customers speaks for the whole, unless another measure was asked for", () => {
  assert.equal(headlineOf([question, enps, csat, nps], undefined), nps);
  assert.equal(headlineOf([question, csat, nps], question.measure.ref), question);
  assert.equal(headlineOf([question, csat, nps], "nps:gone"), nps);
  assert.equal(headlineOf([], undefined), undefined);
});

test("one measure that was chosen leads everybody wherever it has answers", () => {
  assert.equal(headlineOf([question, csat, nps], undefined, csat.measure.ref), csat);
  assert.equal(headlineOf([question, csat, nps], nps.measure.ref, csat.measure.ref), nps);
  assert.equal(headlineOf([question, nps], undefined, csat.measure.ref), nps);
});

test("the sentence takes a side only when the whole interval lies on it", () => {
  assert.equal(verdictOf(nps), "headline.nps-bad");
  assert.equal(verdictOf(enps), "headline.enps-even");
  assert.equal(verdictOf(item({ ref: "nps:relational", low: 1, high: 9 })), "headline.nps-good");
  assert.equal(verdictOf(item({ ref: "csat:relational", low: 51, high: 60 })), "headline.csat-good");
  assert.equal(verdictOf(csat), "headline.csat-even");
  assert.equal(verdictOf(question), "headline.plain");
});

test("kinds of programme stay apart, whole-programme measures before single questions", () => {
  const groups = byProgramme([question, enps, csat, nps]);
  assert.deepEqual(
    groups.map(({ programme, items }) => [programme, items.map(({ measure }) => measure.ref)]),
    [
      ["relational", [csat.measure.ref, question.measure.ref]],
      ["transactional", [nps.measure.ref]],
      ["employee", [enps.measure.ref]],
    ],
  );
});

test("a point of a trend opens exactly its days", () => {
  assert.deepEqual(daysOfStep("2024-02-01", "month"), { from: "2024-02-01", to: "2024-02-29" });
  assert.deepEqual(daysOfStep("2025-12-29", "week"), { from: "2025-12-29", to: "2026-01-04" });
  assert.deepEqual(daysOfStep("2025-10-01", "quarter"), { from: "2025-10-01", to: "2025-12-31" });
  assert.deepEqual(daysOfStep("2025-10-01", "day"), { from: "2025-10-01", to: "2025-10-01" });
});
