import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { belongingOn, dawn, placementOn, spansBelow, stepsOf, type Forest } from "./forest.ts";
import {
  checkGrowth,
  close,
  concernedBy,
  merge,
  move,
  plant,
  reopen,
  writtenIn,
  type Growing,
  type Grown,
} from "./growth.ts";

function sample(): Growing {
  const tree: Growing = new Map();
  for (const [id, parent] of Object.entries({ HQ: null, A: "HQ", B: "HQ", a1: "A", a2: "A", b1: "B" }))
    plant(tree, id, { from: dawn, parent });
  return tree;
}

function pathOn(forest: Forest, id: string, day: string): string {
  return belongingOn(forest, id, day)?.path.join(" ") ?? "";
}

function changed(tree: Growing, run: (next: Growing) => Grown): { next: Growing; outcome: Grown } {
  const next = new Map(tree);
  const done = run(next);
  return { next, outcome: done.ok ? checkGrowth(next, writtenIn(tree, next)) : done };
}

test("a move holds from its day on, for what lies below too, and never before", () => {
  const before = sample();
  const { next, outcome } = changed(before, (tree) => move(tree, ["A"], { from: "2026-12-01", parent: "B" }));
  assert.ok(outcome.ok);
  assert.equal(pathOn(next, "a1", "2026-11-30"), "a1 A HQ");
  assert.equal(pathOn(next, "a1", "2026-12-01"), "a1 A B HQ");
  assert.deepEqual(
    [...concernedBy(before, next)].toSorted((a, b) => a[0].localeCompare(b[0])),
    [
      ["A", "2026-12-01"],
      ["a1", "2026-12-01"],
      ["a2", "2026-12-01"],
    ],
  );
  assert.deepEqual(
    spansBelow(next, ["B"]).filter(({ id }) => id === "a1"),
    [{ id: "a1", from: "2026-12-01", to: "9999-12-31" }],
  );
});

test("merged units are their successor from that day on, and what lay below them lies below it", () => {
  const { next, outcome } = changed(sample(), (tree) => merge(tree, ["A", "B"], { into: "B", from: "2026-12-01" }));
  assert.ok(outcome.ok);
  assert.equal(pathOn(next, "A", "2026-11-30"), "A HQ");
  assert.equal(pathOn(next, "A", "2026-12-01"), "B HQ");
  assert.equal(pathOn(next, "a1", "2026-12-01"), "a1 B HQ");
  const again = changed(next, (tree) => merge(tree, ["A", "B"], { into: "B", from: "2026-12-01" }));
  assert.deepEqual(writtenIn(next, again.next), []);
});

test("a unit may be merged into one below it, which then stands where it stood", () => {
  const { next, outcome } = changed(sample(), (tree) => merge(tree, ["A"], { into: "a1", from: "2026-12-01" }));
  assert.ok(outcome.ok);
  assert.equal(pathOn(next, "a2", "2026-12-01"), "a2 a1 HQ");
  assert.equal(pathOn(next, "A", "2026-12-02"), "a1 HQ");
});

test("answers of a closed unit stay where it stood last; open again it is itself", () => {
  const first = changed(sample(), (tree) => close(tree, "a1", "2026-03-01"));
  assert.ok(first.outcome.ok);
  const moved = changed(first.next, (tree) => move(tree, ["A"], { from: "2026-06-01", parent: "B" }));
  assert.equal(pathOn(moved.next, "a1", "2026-07-01"), "a1 A HQ");
  assert.equal(belongingOn(moved.next, "a1", "2026-07-01")?.state, "closed");
  const open = changed(moved.next, (tree) => reopen(tree, "a1", { from: "2026-08-01", parent: "A" }));
  assert.ok(open.outcome.ok);
  assert.equal(pathOn(open.next, "a1", "2026-08-01"), "a1 A B HQ");
  assert.equal(pathOn(open.next, "a1", "2026-07-31"), "a1 A HQ");
});

test("circles, parents that are not open and units left open below are refused", () => {
  const refusalOf = (run: (tree: Growing) => Grown) => {
    const { outcome } = changed(sample(), run);
    return outcome.ok ? "" : outcome.code;
  };
  assert.equal(
    refusalOf((tree) => move(tree, ["HQ"], { from: "2026-12-01", parent: "a1" })),
    "organisation.cycle",
  );
  assert.equal(
    refusalOf((tree) => close(tree, "A", "2026-12-01")),
    "organisation.open_below",
  );
  assert.equal(
    refusalOf((tree) => reopen(tree, "A", { from: "2026-12-01", parent: "B" })),
    "organisation.already_open",
  );

  const late = sample();
  plant(late, "new", { from: "2026-05-01", parent: "HQ" });
  plant(late, "n1", { from: "2026-01-01", parent: "new" });
  const outcome = checkGrowth(late, ["n1"]);
  assert.equal(outcome.ok ? "" : outcome.code, "organisation.parent_not_open");
});

test("a circle that would only close on a later day is refused", () => {
  const planned = changed(sample(), (tree) => move(tree, ["B"], { from: "2027-01-01", parent: "a1" }));
  assert.ok(planned.outcome.ok);
  const { outcome } = changed(planned.next, (tree) => move(tree, ["A"], { from: "2026-06-01", parent: "b1" }));
  assert.equal(outcome.ok ? "" : outcome.code, "organisation.cycle");
});

const ids = Array.from({ length: 8 }, (_, index) => `u${index}`);
const id = fc.constantFrom(...ids);
const day = fc.integer({ min: 1, max: 28 }).map((one) => `2026-05-${String(one).padStart(2, "0")}`);
const days = Array.from({ length: 30 }, (_, index) => `2026-05-${String(index + 1).padStart(2, "0")}`);
const deed = fc.oneof(
  fc.record({ kind: fc.constant("move"), id, other: id, day }),
  fc.record({ kind: fc.constant("merge"), id, other: id, day }),
  fc.record({ kind: fc.constant("close"), id, other: id, day }),
  fc.record({ kind: fc.constant("reopen"), id, other: id, day }),
  fc.record({ kind: fc.constant("split"), id, other: id, day }),
);

function act(tree: Growing, one: { kind: string; id: string; other: string; day: string }): Grown {
  const from = one.day;
  switch (one.kind) {
    case "move":
      return move(tree, [one.id], { from, parent: one.other });
    case "merge":
      return merge(tree, [one.id], { into: one.other, from });
    case "close":
      return close(tree, one.id, from);
    case "reopen":
      return reopen(tree, one.id, { from, parent: one.other });
    default: {
      const part = `${one.id}-${from}`;
      const unit = tree.get(one.id);
      const placement = unit && placementOn(unit, from);
      if (tree.has(part) || placement === undefined) return { ok: false, code: "organisation.not_open" };
      plant(tree, part, { from, parent: placement.parent });
      return close(tree, one.id, from);
    }
  }
}

test("units that take each other's places one after the other belong where they should, whoever is asked first", () => {
  for (const first of ["a", "b"]) {
    const tree: Growing = new Map();
    plant(tree, "top", { from: dawn, parent: null });
    for (const one of ["a", "b"]) plant(tree, one, { from: dawn, parent: "top" });
    assert.ok(merge(tree, ["a"], { into: "b", from: "2026-01-05" }).ok);
    assert.ok(reopen(tree, "a", { from: "2026-01-09", parent: "top" }).ok);
    assert.ok(merge(tree, ["b"], { into: "a", from: "2026-01-11" }).ok);
    stepsOf(tree, first);
    assert.deepEqual(belongingOn(tree, "a", "2026-01-07")?.path, ["b", "top"]);
    assert.deepEqual(belongingOn(tree, "b", "2026-01-12")?.path, ["a", "top"]);
  }
});

test("a closed unit is given a successor afterwards, from a day on which that is open", () => {
  const tree: Growing = new Map();
  plant(tree, "top", { from: dawn, parent: null });
  plant(tree, "old", { from: dawn, parent: "top" });
  plant(tree, "heir", { from: "2026-02-01", parent: "top" });
  close(tree, "old", "2026-01-05");
  const early = merge(new Map(tree), ["old"], { into: "heir", from: "2026-01-05" });
  assert.equal(early.ok ? "" : early.code, "organisation.not_open");
  assert.ok(merge(tree, ["old"], { into: "heir", from: "2026-02-01" }).ok);
  assert.deepEqual(belongingOn(tree, "old", "2026-01-31")?.path, ["old", "top"]);
  assert.deepEqual(belongingOn(tree, "old", "2026-02-01")?.path, ["heir", "top"]);
});

test("whatever is done in whatever order, every day has a forest, and days before a change stay as they were", () => {
  let accepted = 0;
  const run = fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
    let tree: Growing = new Map();
    for (const [index, one] of ids.entries())
      plant(tree, one, { from: dawn, parent: index === 0 ? null : ids[(index - 1) >> 1]! });
    for (const one of deeds) {
      const { next, outcome } = changed(tree, (growing) => act(growing, one));
      if (!outcome.ok) continue;
      accepted += 1;
      for (const unit of tree.keys())
        for (const when of days.filter((other) => other < one.day))
          assert.equal(pathOn(next, unit, when), pathOn(tree, unit, when));
      tree = next;
    }
    assertForest(tree);
  });
  fc.assert(run, { numRuns: 300 });
  assert.ok(accepted > 300, `only ${accepted} changes were accepted`);
});

function assertForest(tree: Forest): void {
  for (const when of days) {
    for (const [one, standing] of tree) {
      const seen = new Set<string>();
      let at: string | null = placementOn(standing, when) === undefined ? null : one;
      while (at !== null) {
        assert.ok(!seen.has(at), `a circle on ${when} through ${at}`);
        seen.add(at);
        const unit = tree.get(at)!;
        const placement = placementOn(unit, when);
        assert.ok(placement !== undefined, `${at} is not open on ${when}`);
        at = placement.parent;
      }
      if (seen.size > 0) assert.deepEqual(belongingOn(tree, one, when)?.path, [...seen]);
      assert.equal(stepsOf(tree, one)[0]?.from, dawn);
    }
  }
}
