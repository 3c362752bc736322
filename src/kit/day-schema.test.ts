import assert from "node:assert/strict";
import { test } from "node:test";

import { calendarDaySchema } from "./day-schema.ts";

test("a calendar day is a real one that both stores can hold", () => {
  for (const day of ["1900-01-01", "2024-02-29", "2199-12-31"])
    assert.equal(calendarDaySchema.safeParse(day).success, true);
  for (const day of ["0000-01-01", "1899-12-31", "9999-12-31", "2026-02-30", "2026-1-1", "2026-01-01T00:00:00Z", 5])
    assert.equal(calendarDaySchema.safeParse(day).success, false);
});
