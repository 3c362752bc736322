import assert from "node:assert/strict";
import { test } from "node:test";

import { conditionLimits, conditionSchema } from "./condition-schema.ts";
import type { Condition } from "./condition.ts";

const one = { field: "unit", op: "eq", value: "x" } as const;
const accepts = (condition: Condition) => conditionSchema.safeParse(condition).success;

test("a condition that people make is taken", () => {
  assert.ok(accepts({ all: [one, { any: [one, { not: { field: "score", op: "between", value: [1, 5] } }] }] }));
  assert.ok(accepts({ field: "unit", op: "in", value: Array.from({ length: 1000 }, (_, index) => `unit-${index}`) }));
});

test("a condition that no store could take is refused", () => {
  const list = (times: number, part: Condition = one) => ({ any: Array.from({ length: times }, () => part) });
  assert.ok(accepts(list(conditionLimits.comparisons)));
  assert.ok(!accepts(list(conditionLimits.comparisons + 1)));
  assert.ok(!accepts(list(4, { field: "unit", op: "in", value: Array.from({ length: 1000 }, () => "x") })));
  assert.ok(!accepts(list(3, { field: "unit", op: "in", value: Array.from({ length: 500 }, () => "x".repeat(50)) })));

  const nested = (levels: number) => Array.from({ length: levels }).reduce<Condition>((inner) => ({ not: inner }), one);
  assert.ok(accepts(nested(conditionLimits.levels - 1)));
  assert.ok(!accepts(nested(conditionLimits.levels)));
});
