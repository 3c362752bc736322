import assert from "node:assert/strict";
import { test } from "node:test";

import { asMonday, nextHours, stretchesOf, usualWeek, withDay, wrongDays } from "./calendar-draft.ts";

test("a week is told in stretches of days that are worked alike", () => {
  const week = withDay(usualWeek, 5, [
    { from: "10:00", to: "13:00" },
    { from: "14:00", to: "16:00" },
  ]);
  assert.deepEqual(stretchesOf(week), [
    { first: 0, last: 4, hours: "09:00–18:00" },
    { first: 5, last: 5, hours: "10:00–13:00, 14:00–16:00" },
  ]);
});

test("hours that overlap or end before they begin are found; a further stretch fits behind the last", () => {
  const day = [{ from: "09:00", to: "13:00" }];
  assert.deepEqual(nextHours(day), { from: "14:00", to: "24:00" });
  assert.deepEqual(wrongDays(withDay(usualWeek, 0, [...day, nextHours(day)])), []);
  assert.deepEqual(wrongDays(withDay(usualWeek, 2, [...day, { from: "12:00", to: "18:00" }])), [2]);
  assert.deepEqual(wrongDays(withDay(usualWeek, 6, [{ from: "18:00", to: "09:00" }])), [6]);
});

test("Monday's hours go to the days that are worked, days off stay", () => {
  const week = asMonday(withDay(usualWeek, 0, [{ from: "08:00", to: "12:00" }]));
  assert.deepEqual(stretchesOf(week), [{ first: 0, last: 4, hours: "08:00–12:00" }]);
});
