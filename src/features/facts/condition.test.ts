import assert from "node:assert/strict";
import { after, test } from "node:test";

import fc from "fast-check";

import { comparisonOperators, holds, type Condition } from "#kit/condition";
import { testStores } from "#testing/database";

import { conditionToClickHouse, createBinder } from "./rules/condition-to-clickhouse.ts";

const { clickhouse } = await testStores({ after });

const texts = ["", "web", "Web", "10", "9", "2.5", "Київ", "it's", "a\\b", "%", "-3"];
const numbers = [0, 1, 9, 10, 2.5, -3];

const anyValue = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...numbers), fc.constant(null));
const listOperators = ["in", "nin", "between"] as const;
const anyField = fc.constantFrom("text", "number");
const anyComparison = fc.oneof(
  fc.record({
    field: anyField,
    op: fc.constantFrom(...comparisonOperators.filter((op) => !listOperators.some((list) => list === op))),
    value: anyValue,
  }),
  fc.record({ field: anyField, op: fc.constantFrom(...listOperators), value: fc.array(anyValue, { maxLength: 3 }) }),
);
const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyComparison,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));

test("a filter means in the facts what it means everywhere else", async () => {
  const conditions = fc.sample(anyCondition, { numRuns: 300, seed: 42 });
  const rows = texts.flatMap((text) => [...numbers, Number.NaN].map((number) => ({ text, number })));
  await clickhouse.command(
    "create table sample (id UInt32, text LowCardinality(String), number Float64) engine = Memory",
  );
  await clickhouse.insert(
    "sample",
    rows.map(({ text, number }, id) => ({ id, text, number: Number.isNaN(number) ? "nan" : number })),
  );

  for (const condition of conditions) {
    const { bind, params } = createBinder();
    const predicate = conditionToClickHouse(
      condition,
      (name) => ({ type: name === "number" ? "number" : "text", expression: name }),
      bind,
    );
    const found = await clickhouse.query<{ id: number }>(
      `select id from sample where ${predicate} order by id`,
      params,
    );
    const meant = rows.flatMap((row, id) => (holds(condition, (field) => valueOf(row, field)) ? [id] : []));
    assert.deepEqual(
      found.map(({ id }) => id),
      meant,
      `${JSON.stringify(condition)} as ${predicate}`,
    );
  }
});

function valueOf(row: { text: string; number: number }, field: string): unknown {
  if (field === "text") return row.text;
  return Number.isNaN(row.number) ? undefined : row.number;
}
