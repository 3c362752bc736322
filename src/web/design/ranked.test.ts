import assert from "node:assert/strict";
import { test } from "node:test";

import type { Ranking } from "#feature/insight/contract";

import { rankedItems } from "./ranked.ts";

type Item = Ranking["items"][number];

function item(name: string, n: number, value: number | null, verdict: Item["verdict"]): Item {
  const interval = { low: 0, high: 1, level: 0.95, method: "t" };
  const estimate = value === null ? null : { value, n, effectiveN: n, standardError: 1, interval };
  const rest = { mean: null, distribution: null, groups: null, provisional: false, designEffect: null };
  return {
    value: name,
    name,
    resolved: true,
    figure: { state: value === null ? "too-few" : "ok", n, estimate, ...rest },
    versusRest: null,
    adjustedP: null,
    verdict,
    shrunken: value,
    rank: null,
    tied: false,
  };
}

const items = [
  item("large", 900, 30, "no-clear-difference"),
  item("few", 9, null, "too-few"),
  item("middle", 300, 50, "no-clear-difference"),
  item("small but below", 40, -20, "below"),
  item("small", 30, 60, "no-clear-difference"),
];

test("a group that stands out is shown however small it is, in the order of its figure", () => {
  assert.deepEqual(
    rankedItems(items, 3).map(({ name }) => name),
    ["middle", "large", "small but below"],
  );
});

test("groups without a figure come last and nothing is lost when all fit", () => {
  assert.deepEqual(
    rankedItems(items, 99).map(({ name }) => name),
    ["small", "middle", "large", "small but below", "few"],
  );
});
