import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, constantFrom, date, integer, property, record } from "fast-check";

import { periodOf } from "#web/filters/periods.ts";

import { periodPresets, viewStateSchema } from "./contract.ts";
import { picturesFor, presetDays, questionOf } from "./rules.ts";
import { nextSlot } from "./rules/schedule.ts";
import { moved, widened } from "./ui/dashboards/cards.ts";
import { linePath } from "./ui/pictures/line-path.ts";
import { searchOf, stateOf } from "./ui/state.ts";

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

test("a comparison of groups leaves no comparison in time; without a period there is none before", () => {
  const condition = { field: "unit", op: "in" as const, value: ["a"] };
  const state = viewStateSchema.parse({ measures: ["nps:relational"], compare: "previous" });
  assert.equal(questionOf(state, "2026-03-01").compare, undefined);
  const both = { ...state, period: "last-7" as const, groups: { a: condition, b: condition } };
  assert.equal(questionOf(both, "2026-03-01").compare, undefined);
});

test("every question has a picture that can show it", () => {
  for (const by of [[], ["unit"], ["month"], ["unit", "month"], ["unit", "channel"], ["unit", "channel", "month"]]) {
    const state = viewStateSchema.parse({ measures: ["nps:relational"], by });
    assert.ok(picturesFor(state).length > 0);
    assert.equal(new Set(picturesFor(state)).size, picturesFor(state).length);
  }
});

test("a digest keeps its local hour through clock changes, skipped and doubled hours included", () => {
  const kyiv = { cadence: "daily", day: 1, minute: 0, timeZone: "Europe/Kyiv" } as const;
  const next = (wish: Parameters<typeof nextSlot>[0], after: string) => nextSlot(wish, new Date(after)).toISOString();
  assert.equal(next({ ...kyiv, hour: 9 }, "2026-03-28T12:00:00Z"), "2026-03-29T06:00:00.000Z");
  assert.equal(next({ ...kyiv, hour: 9 }, "2026-10-24T12:00:00Z"), "2026-10-25T07:00:00.000Z");
  assert.equal(next({ ...kyiv, hour: 3, minute: 30 }, "2026-03-28T12:00:00Z"), "2026-03-29T01:30:00.000Z");
  assert.equal(next({ ...kyiv, hour: 3, minute: 30 }, "2026-10-24T12:00:00Z"), "2026-10-25T00:30:00.000Z");
  assert.equal(next({ ...kyiv, hour: 3, minute: 30 }, "2026-10-25T00:30:00Z"), "2026-10-26T01:30:00.000Z");
  const monthly = { cadence: "monthly", day: 31, hour: 8, minute: 0, timeZone: "UTC" } as const;
  assert.equal(next(monthly, "2026-01-31T08:00:00Z"), "2026-02-28T08:00:00.000Z");
  const weekly = { cadence: "weekly", day: 1, hour: 8, minute: 0, timeZone: "Pacific/Auckland" } as const;
  assert.equal(next(weekly, "2026-03-02T09:00:00Z"), "2026-03-08T19:00:00.000Z");
});

test("slots always lie ahead and never further than their cadence", () => {
  const wish = record({
    cadence: constantFrom("daily" as const, "weekly" as const, "monthly" as const),
    day: integer({ min: 1, max: 7 }),
    hour: integer({ min: 0, max: 23 }),
    minute: integer({ min: 0, max: 59 }),
    timeZone: constantFrom("Europe/Kyiv", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"),
  });
  const moments = date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  check(
    property(wish, moments, (of, after) => {
      const days = (nextSlot(of, after).getTime() - after.getTime()) / 86_400_000;
      assert.ok(days > 0 && days <= { daily: 1, weekly: 7, monthly: 31 }[of.cadence] + 0.1, String(days));
    }),
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
