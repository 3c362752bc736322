import assert from "node:assert/strict";
import { test } from "node:test";

import type { Figure } from "#feature/facts/contract";

import { cellAt, heatOf, hoursOf } from "./heat.ts";

function figure(value: number, halfWidth: number): Figure {
  const interval = { low: value - halfWidth, high: value + halfWidth, level: 0.95, method: "adjusted-wald" };
  const estimate = { value, n: 50, effectiveN: 50, standardError: halfWidth / 1.96, interval };
  const rest = { mean: null, distribution: null, groups: null, provisional: false, designEffect: null };
  return { state: "ok", n: 50, estimate, ...rest };
}

const few: Figure = { ...figure(0, 0), state: "too-few", n: 7, estimate: null };
const cells = [
  { weekday: 1, hour: 9, figure: figure(42, 10) },
  { weekday: 1, hour: 10, figure: figure(10, 8) },
  { weekday: 2, hour: 10, figure: figure(-25, 8) },
  { weekday: 7, hour: 20, figure: few },
];
const heatmap = { cells, total: figure(40, 2) };

test("a cell whose interval holds the whole stays plain, however far its value", () => {
  assert.equal(heatOf(cells[0], heatmap), "plain");
});

test("a cell that differs clearly is coloured to its side, the far ones stronger", () => {
  assert.equal(heatOf(cells[1], heatmap), "below-1");
  assert.equal(
    heatOf(cellAt({ ...heatmap }, 2, 10), { ...heatmap, cells: [...cells, ...cells.slice(1, 2)] }),
    "below-2",
  );
});

test("too few answers and no answers look different", () => {
  assert.equal(heatOf(cells[3], heatmap), "few");
  assert.equal(heatOf(undefined, heatmap), "none");
});

test("only hours that hold answers are drawn, with none left out between them", () => {
  assert.deepEqual(hoursOf(heatmap), [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
});
