import assert from "node:assert/strict";
import { test } from "node:test";

import { formatCount, formatDifference, formatShare, formatValue } from "./number.ts";

test("points are whole and carry a real minus", () => {
  assert.equal(formatValue("nps", -28.4, "en"), "−28");
  assert.equal(formatValue("nps", -0.3, "uk"), "0");
});

test("a mean shows a second decimal only where the interval is narrow enough to mean it", () => {
  assert.equal(formatValue("rating", 4.267, "en", { low: 4.1, high: 4.4 }), "4.3");
  assert.equal(formatValue("rating", 4.267, "ru", { low: 4.25, high: 4.28 }), "4,27");
});

test("a share is whole per cent and never a zero that is not one", () => {
  assert.equal(formatShare(0.824, "en"), "82%");
  assert.equal(formatShare(0.001, "en"), "<1%");
  assert.equal(formatShare(0, "en"), "0%");
  assert.equal(formatValue("csat", 82.4, "uk"), "82%");
});

test("a difference says its direction; shares differ in percentage points", () => {
  assert.equal(formatDifference("nps", 3.6, "en"), "+4");
  assert.equal(formatDifference("csat", -5.2, "en"), "−5");
  assert.equal(formatDifference("rating", 0.04, "en"), "0");
});

test("counts are grouped as the locale does it", () => {
  assert.equal(formatCount(2650, "en"), "2,650");
  assert.match(formatCount(12650, "ru"), /^12\s650$/);
});
