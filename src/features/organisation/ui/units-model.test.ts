import assert from "node:assert/strict";
import { test } from "node:test";

import type { Tree } from "#feature/organisation/contract";

import { firstOpen, modelOf, visibleRows } from "./units-model.ts";

const tree: Tree = {
  revision: "r",
  asOf: "2026-11-21",
  kinds: [{ id: "k", name: "Region" }],
  ids: ["hq", "n", "k1", "k2", "s"],
  codes: ["HQ", "N", "K1", "K2", "S"],
  names: ["Head office", "North", "Kyiv 1", "Kyiv 2", "South"],
  parents: [-1, 0, 1, 1, 0],
  kindOf: [-1, 0, -1, -1, 0],
  unmanaged: [0, 0, 1, 0, 0],
  absent: 0,
};
const shown = (how: { open?: string[]; search?: string; unmanaged?: boolean }) =>
  visibleRows(modelOf(tree), {
    open: new Set(how.open ?? []),
    search: how.search ?? "",
    unmanaged: how.unmanaged ?? false,
  }).map(({ code }) => code);

test("levels and counts follow from the parents", () => {
  const { rows, levels } = modelOf(tree);
  assert.deepEqual(
    rows.map(({ level, below, children }) => [level, below, children]),
    [
      [0, 4, 2],
      [1, 2, 2],
      [2, 0, 0],
      [2, 0, 0],
      [1, 0, 0],
    ],
  );
  assert.equal(levels, 3);
  assert.deepEqual([...firstOpen(modelOf(tree))], ["hq", "n"]);
});

test("closed units hide what is below; a search and a filter show what they find with the way to it", () => {
  assert.deepEqual(shown({}), ["HQ"]);
  assert.deepEqual(shown({ open: ["hq"] }), ["HQ", "N", "S"]);
  assert.deepEqual(shown({ open: ["n"] }), ["HQ"]);
  assert.deepEqual(shown({ search: "kyiv 2" }), ["HQ", "N", "K2"]);
  assert.deepEqual(shown({ unmanaged: true }), ["HQ", "N", "K1"]);
});
