import assert from "node:assert/strict";
import { test } from "node:test";

import type { Figure } from "#feature/facts/contract";
import type { Heatmap } from "#feature/insight/contract";

import { cellAt, heatOf, hoursOf } from "./heat.ts";

function figure(value: number, halfWidth: number): Figure {
  const interval = { low: value - halfWidth, high: value + halfWidth, level: 0.95, method: "adjusted-wald" };
  const estimate = { value, n: 50, effectiveN: 50, standardError: halfWidth / 1.96, interval };
  const rest = { mean: null, distribution: null, groups: null, provisional: false, designEffect: null };
  return { state: "ok", n: 50, estimate, ...rest };
}

const few: Figure = { ...figure(0, 0), state: "too-few", n: 7, estimate: null };
const interval = { low: 0, high: 0, level: 0.95, method: "adjusted-wald" };
const apart = (value: number) => ({ versusRest: { value, interval, p: 0.001, clear: true }, adjustedP: 0.01 });
const cells: Heatmap["cells"] = [
  { weekday: 1, hour: 9, figure: figure(70, 40), ...apart(30), adjustedP: 0.2, verdict: "no-clear-difference" },
  { weekday: 1, hour: 10, figure: figure(10, 8), ...apart(-30), verdict: "below" },
  { weekday: 2, hour: 10, figure: figure(-25, 8), ...apart(-65), verdict: "below" },
  { weekday: 3, hour: 10, figure: figure(12, 8), ...apart(-28), verdict: "below" },
  { weekday: 7, hour: 20, figure: few, versusRest: null, adjustedP: null, verdict: "too-few" },
];
const heatmap: Heatmap = { cells, total: figure(40, 2), falseDiscoveryRate: 0.05, tested: 4 };

test("a cell that may be chance stays plain, however far its value", () => {
  assert.equal(heatOf(cells[0], heatmap), "plain");
});

test("a cell that differs clearly is coloured to its side, the far ones stronger", () => {
  assert.equal(heatOf(cells[1], heatmap), "below-1");
  assert.equal(heatOf(cellAt(heatmap, 2, 10), heatmap), "below-2");
});

test("too few answers and no answers look different", () => {
  assert.equal(heatOf(cells[4], heatmap), "few");
  assert.equal(heatOf(undefined, heatmap), "none");
});

test("only hours that hold answers are drawn, with none left out between them", () => {
  assert.deepEqual(hoursOf(heatmap), [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});
