import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, constantFrom, date, integer, property, record } from "fast-check";

import { viewStateSchema } from "./contract.ts";
import { picturesFor, questionOf } from "./rules.ts";
import { nextSlot } from "./rules/schedule.ts";

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
