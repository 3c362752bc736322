import assert from "node:assert/strict";
import { test } from "node:test";

import {
  afterWorkingMinutes,
  alwaysWorking,
  isSameWorkingDay,
  isWorkingDay,
  isWorkingTime,
  nextWorkingMoment,
  type WorkingHours,
} from "./calendar.ts";

const workday = [
  { from: "09:00", to: "13:00" },
  { from: "14:00", to: "18:00" },
];
const office: WorkingHours = {
  weekly: [workday, workday, workday, workday, workday, [], []],
  holidays: [{ date: "2026-08-24", name: "Independence Day" }],
};
const zone = "Europe/Kyiv";

test("working time begins with its span, ends before its end, and stops for lunch", () => {
  const isWorking = (text: string) => isWorkingTime(office, zone, new Date(text));
  assert.equal(isWorking("2026-11-16T09:00:00+02:00"), true);
  assert.equal(isWorking("2026-11-16T08:59:59+02:00"), false);
  assert.equal(isWorking("2026-11-16T13:00:00+02:00"), false);
  assert.equal(isWorking("2026-11-16T17:59:59+02:00"), true);
  assert.equal(isWorking("2026-11-21T12:00:00+02:00"), false);
});

test("nobody works on a holiday, and the next moment lies after it", () => {
  const friday = new Date("2026-08-21T19:00:00+03:00");
  assert.equal(isWorkingDay(office, zone, new Date("2026-08-24T12:00:00+03:00")), false);
  assert.equal(nextWorkingMoment(office, zone, friday)?.toISOString(), "2026-08-25T06:00:00.000Z");
});

test("hours keep to the wall clock when the clocks change", () => {
  // Kyiv goes back on 25 October 2026 (Sunday): Friday 18:00 is UTC+3, Monday 9:00 is UTC+2.
  assert.equal(
    nextWorkingMoment(office, zone, new Date("2026-10-23T18:00:00+03:00"))?.toISOString(),
    "2026-10-26T07:00:00.000Z",
  );
  const sunday: WorkingHours = { weekly: [[], [], [], [], [], [], [{ from: "00:00", to: "24:00" }]], holidays: [] };
  const since = new Date("2026-10-25T00:00:00+03:00");
  // That Sunday has 25 hours; the one in spring has 23.
  assert.equal(
    afterWorkingMinutes(sunday, zone, { since, minutes: 25 * 60 })?.toISOString(),
    "2026-10-25T22:00:00.000Z",
  );
  const spring = new Date("2026-03-29T00:00:00+02:00");
  assert.equal(
    afterWorkingMinutes(sunday, zone, { since: spring, minutes: 23 * 60 })?.toISOString(),
    "2026-03-29T21:00:00.000Z",
  );
});

test("the same working day is the local one", () => {
  const one = new Date("2026-11-16T00:30:00+02:00");
  const other = new Date("2026-11-16T23:30:00+02:00");
  assert.equal(isSameWorkingDay(office, zone, { one, other }), true);
  assert.equal(isSameWorkingDay(office, "America/New_York", { one, other }), false);
  const saturday = new Date("2026-11-21T10:00:00+02:00");
  assert.equal(isSameWorkingDay(office, zone, { one: saturday, other: saturday }), false);
});

test("deadlines count working minutes only", () => {
  const since = new Date("2026-11-20T17:00:00+02:00");
  assert.equal(afterWorkingMinutes(office, zone, { since, minutes: 120 })?.toISOString(), "2026-11-23T08:00:00.000Z");
  const night = new Date("2026-11-21T03:00:00Z");
  assert.equal(
    afterWorkingMinutes(alwaysWorking, zone, { since: night, minutes: 90 })?.toISOString(),
    "2026-11-21T04:30:00.000Z",
  );
});

test("where nobody ever works there is no next moment", () => {
  const never: WorkingHours = { weekly: [[], [], [], [], [], [], []], holidays: [] };
  assert.equal(nextWorkingMoment(never, zone, new Date("2026-11-20T17:00:00Z")), undefined);
  assert.equal(afterWorkingMinutes(never, zone, { since: new Date(), minutes: 1 }), undefined);
});
