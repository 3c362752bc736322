import assert from "node:assert/strict";
import { test } from "node:test";

import { columnKey, latinWords } from "./rules.ts";

test("names in any alphabet of the product become words of addresses and keys", () => {
  assert.equal(latinWords("Опитування клієнтів, березень", "-"), "opytuvannia-kliientiv-berezen");
  assert.equal(latinWords("Ещё отзывы № 5", "-"), "eshche-otzyvy-5");
  assert.equal(latinWords("Café — NPS_Score", "_"), "cafe_nps_score");
  assert.equal(latinWords("お客様", "-"), "");
});

test("keys begin with a letter, are short, and are never taken twice", () => {
  assert.equal(columnKey("2. Чому?", new Set()), "chomu");
  assert.equal(columnKey("Чому", new Set(["chomu", "chomu_2"])), "chomu_3");
  assert.equal(columnKey("№", new Set()), "column");
  assert.match(columnKey("x".repeat(300), new Set()), /^x{36}$/);
});
