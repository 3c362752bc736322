import assert from "node:assert/strict";
import { test } from "node:test";

import type { Figure } from "#feature/facts/contract";

import type { Month, MovedFinding } from "./contract.ts";
import { amount, sayFinding, usualTolerance, type Speech } from "./rules.ts";
import { runLengthFor, stepFor } from "./rules/calendar.ts";
import { letterHtml, letterText } from "./rules/letter.ts";
import { nextMail } from "./rules/mail-slots.ts";
import { ruleProblem } from "./rules/rule-problem.ts";
import { monthsUntil, reviewDue, targetNews, toleranceOf, type TargetState } from "./rules/targets.ts";

const figure: Figure = {
  state: "ok",
  n: 100,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};
const month = (of: string, verdict: Month["verdict"], isRunning = false): Month => {
  return { month: of, figure, verdict, onTarget: verdict === "met", probability: 0.5, isRunning };
};
const calm: TargetState = {
  months: [month("2026-01-01", "met"), month("2026-02-01", "met"), month("2026-03-01", "unclear", true)],
  rule: { verdict: "met", onTarget: 11 },
  ruleBefore: { verdict: "met" },
  trend: null,
  validFrom: "2025-06-15",
  reviewDue: "2026-05-01",
};
const newsOf = (state: Partial<TargetState>, today = "2026-03-20") =>
  targetNews({ ...calm, ...state }, today).map(({ what }) => what);

test("a target that is met says nothing; each thing that goes wrong is said by its name", () => {
  assert.deepEqual(newsOf({}), []);
  assert.deepEqual(newsOf({ months: [month("2026-02-01", "missed"), month("2026-03-01", "none", true)] }), ["missed"]);
  const risky = [month("2026-02-01", "met"), month("2026-03-01", "missed", true)];
  assert.deepEqual(newsOf({ months: risky }), ["at-risk"]);
  assert.deepEqual(newsOf({ months: risky }, "2026-03-05"), []);
  assert.deepEqual(newsOf({ rule: { verdict: "missed", onTarget: 8 } }), ["rule-lost"]);
  assert.deepEqual(newsOf({ rule: { verdict: "missed", onTarget: 8 }, ruleBefore: { verdict: "missed" } }), []);
  assert.deepEqual(newsOf({ trend: { isClear: true, crossesIn: 2.2 } }), ["heading-away"]);
  assert.deepEqual(newsOf({ trend: { isClear: true, crossesIn: 5 } }), []);
  assert.deepEqual(newsOf({ reviewDue: "2026-03-20" }), ["review-due"]);
});

test("a month before the target held is shown and not told", () => {
  const months = [month("2026-02-01", "missed"), month("2026-03-01", "none", true)];
  assert.deepEqual(newsOf({ months, validFrom: "2026-03-01" }), []);
  assert.deepEqual(newsOf({ months, validFrom: "2026-02-20" }), ["missed"]);
});

test("tolerances are a share of the target where the unit has a zero, else an amount", () => {
  assert.equal(toleranceOf({ value: 80, tolerance: usualTolerance("csat", null) }), 4);
  assert.equal(toleranceOf({ value: 30, tolerance: usualTolerance("nps", { from: 0, to: 10 }) }), 5);
  assert.equal(toleranceOf({ value: 6, tolerance: usualTolerance("ces", { from: 1, to: 7 }) }), 0.3);
});

test("months are counted over the turn of the year, and a review is due after ninety days", () => {
  assert.deepEqual(monthsUntil("2026-02-01", 4), ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]);
  assert.equal(reviewDue(new Date("2026-01-01T10:00:00Z")), "2026-04-01");
});

test("the step is the finest that leaves enough answers, and false alarms are shared by the series", () => {
  assert.equal(stepFor(200, true), "day");
  assert.equal(stepFor(200, false), "week");
  assert.equal(stepFor(12, true), "week");
  assert.equal(stepFor(4, true), "month");
  assert.equal(stepFor(1, true), undefined);
  assert.ok(Math.abs(runLengthFor("week", 4, 60) - 782.7) < 0.1);
});

test("mails come at the reader's local hour, on Mondays, also across a change of the clock", () => {
  const wish = { notices: true, hour: 8, timeZone: "Europe/Kyiv" } as const;
  const after = new Date("2026-03-28T07:00:00Z");
  assert.equal(nextMail({ ...wish, cadence: "daily" }, after)?.toISOString(), "2026-03-29T05:00:00.000Z");
  assert.equal(nextMail({ ...wish, cadence: "weekly" }, after)?.toISOString(), "2026-03-30T05:00:00.000Z");
  assert.equal(nextMail({ ...wish, cadence: "off" }, after), null);
  const monday = new Date("2026-03-30T05:00:00Z");
  assert.equal(nextMail({ ...wish, cadence: "weekly" }, monday)?.toISOString(), "2026-04-06T05:00:00.000Z");
});

const speech: Speech = {
  t: (key, params) => `${key} ${JSON.stringify(params ?? {})}`,
  language: "en",
  measure: (ref) => ref,
  value: (_, __, name) => name,
};
const moved: MovedFinding = {
  type: "moved",
  kind: "measure",
  subject: { measure: "nps:relational", dimension: "unit", value: "k", name: "<Kyiv>" },
  step: "week",
  detector: "shift",
  move: "down",
  isWorse: true,
  before: { value: 40.4, low: 36, high: 45, n: 1040 },
  after: { value: -3.6, low: -12, high: 5, n: 60 },
  difference: { value: -44, low: -53, high: -35, clear: true },
  isNew: false,
  falseAlarms: 4,
  series: 60,
};

test("a finding is said with both figures, its interval and both n, without false precision", () => {
  const said = sayFinding({ finding: moved, onset: "2026-02-09" }, speech);
  assert.equal(said.about, "<Kyiv> · nps:relational");
  assert.match(said.what, /^say\.down \{"before":"40","after":"−4"/);
  assert.match(said.detail, /"by":"−44","low":"−53","high":"−35"/);
  assert.match(said.detail, /"after":"60","before":"1,040"/);
  const hidden = sayFinding(
    { finding: { ...moved, before: null, after: null, difference: null }, onset: "2026-02-09" },
    speech,
  );
  assert.match(hidden.what, /^say\.down-hidden/);
  assert.equal(amount("share", 3.24, { language: "en" }), "3.2%");
  assert.equal(amount("csat", 76.4, { language: "en" }), "76%");
  assert.equal(amount("rating", -0.04, { language: "en" }), "0.0");
});

test("a mail escapes what people wrote, in text and in HTML", () => {
  const letter = {
    language: "en",
    title: "1 thing",
    items: [{ about: "<Kyiv> & co", what: "fell", detail: "", link: "https://x.example/alerts/1" }],
    left: "",
    open: "Open",
    link: "https://x.example/alerts",
    end: "End",
    endPage: "https://x.example/alerts?state=mail",
    endLink: "https://x.example/end",
  };
  assert.match(letterHtml(letter), /&lt;Kyiv&gt; &amp; co/);
  assert.doesNotMatch(letterHtml(letter), /<Kyiv>/);
  assert.match(letterText(letter), /<Kyiv> & co: fell\nhttps:\/\/x.example\/alerts\/1/);
});

test("rules say what is wrong with them", () => {
  assert.equal(ruleProblem({ kind: "target" }), null);
  assert.equal(ruleProblem({ kind: "rest", measure: "every", by: "month", days: 30 })?.code, "alerts.no_breakdown");
});
