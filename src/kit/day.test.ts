import assert from "node:assert/strict";
import { test } from "node:test";

import { isWithinReach } from "./day.ts";

test("days that both stores can hold are within reach", () => {
  for (const day of ["1900-01-01", "2024-02-29", "2199-12-31"]) assert.ok(isWithinReach(day));
  for (const day of ["0000-01-01", "1899-12-31", "2200-01-01", "9999-12-31"]) assert.ok(!isWithinReach(day));
});
