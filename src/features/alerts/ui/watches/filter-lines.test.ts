import assert from "node:assert/strict";
import { test } from "node:test";

import { apart, scoreLimitOf, together, withScoreLimit } from "./filter-lines.ts";
import { ruleKinds, ruleOfKind, sensitivityOf } from "./rule-choices.ts";

test("conditions are taken apart for the fields and put together as they were", () => {
  const where = {
    all: [
      { field: "unit", op: "in", value: ["a"] },
      { field: "score", op: "lte", value: 3 },
      { not: { field: "channel", op: "eq", value: "sms" } },
    ],
  } as const;
  const parts = apart(where);
  assert.deepEqual([parts.lines.length, parts.rest.length, scoreLimitOf(parts)], [1, 2, 3]);
  assert.deepEqual(together(parts), where);
  assert.deepEqual(scoreLimitOf(withScoreLimit(parts, null)), null);
  assert.equal(together({ lines: [{ field: "unit", values: [] }], rest: [] }), undefined);
  assert.deepEqual(apart(undefined), { lines: [], rest: [] });
});

test("the word for a rate of false alarms is the nearest one", () => {
  assert.deepEqual([0.5, 1, 3, 12, 100].map(sensitivityOf), ["calm", "calm", "balanced", "watchful", "nervous"]);
});

test("a rule of another kind keeps filter, measure and watchfulness", () => {
  const where = { field: "unit", op: "in", value: ["a"] } as const;
  let rule = ruleOfKind("measure", { kind: "rest", measure: "nps:relational", where, by: "product", days: 30 });
  for (const kind of ["volume", "share", "measure"] as const) rule = ruleOfKind(kind, rule);
  assert.ok(rule.kind === "measure" && rule.measure === "nps:relational" && rule.falseAlarms === 4);
  assert.deepEqual(rule.where, where);
  assert.deepEqual(
    ruleKinds.map((kind) => ruleOfKind(kind, rule).kind),
    [...ruleKinds],
  );
});
