import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, constantFrom, date, property } from "fast-check";

import { periodOf } from "#web/filters/periods.ts";

import { periodPresets, viewStateSchema } from "../contract.ts";
import { presetDays } from "../rules.ts";
import { moved, widened } from "./dashboards/cards.ts";
import { linePath } from "./pictures/line-path.ts";
import { searchOf, stateOf } from "./state.ts";

test("relative periods are those of the filter bar, on any day", () => {
  check(
    property(
      date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      constantFrom(...periodPresets),
      (at, preset) => {
        const today = at.toISOString().slice(0, 10);
        assert.deepEqual(presetDays(preset, today), periodOf(preset, today));
      },
    ),
  );
});

test("a state survives the URL and back", () => {
  const states = [
    { measures: ["nps:relational"] },
    {
      measures: ["nps:relational", "csat:relational"],
      by: ["unit", "attr.Тариф 1"],
      where: { unit: ["K1", "K,2"] },
      weight: true,
    },
    {
      measures: ["csat:product"],
      by: ["month"],
      period: "last-90",
      compare: "previous",
      picture: "table",
      sort: "value-up",
      top: 7,
    },
    {
      measures: ["csat:product"],
      period: { from: "2026-01-01", to: "2026-02-01" },
      compare: { from: "2025-01-01", to: "2025-02-01" },
      step: "week",
    },
    {
      measures: ["ces:product"],
      groups: { a: { field: "unit", op: "in", value: ["a"] }, b: { not: { field: "unit", op: "eq", value: "a" } } },
    },
  ].map((state) => viewStateSchema.parse(state));
  for (const state of states) assert.deepEqual(stateOf(searchOf(state)), state);
  assert.equal(stateOf({ measure: "<script>" }), undefined);
  assert.deepEqual(
    stateOf({ measure: "nps:relational", by: "unit,unit,../x", a: "{", b: "[]", top: "-3", sort: "no" }),
    {
      measures: ["nps:relational"],
      by: ["unit"],
      where: {},
      weight: false,
    },
  );
});

test("points without a figure are gaps in a line", () => {
  const at = (value: number) => ({ value, interval: { low: value - 1, high: value + 1 } });
  const { line, dots } = linePath([at(1), at(2), null, at(3)], { low: 0, high: 4 });
  assert.equal(line.match(/M/g)?.length, 2);
  assert.equal(dots.length, 3);
});

test("cards keep their number when moved and stay within their steps", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b"], 1, 2), ["a", "b"]);
  assert.equal(widened({ width: 12 }, 1).width, 12);
  assert.equal(widened({ width: 4 }, -1).width, 3);
});
