import assert from "node:assert/strict";
import { after, test } from "node:test";

import fc from "fast-check";

import { comparisonOperators, holds, type Condition } from "#kit/condition";
import { testStores } from "#testing/database";

import { conditionToSql, type SqlField } from "./condition-sql.ts";
import { sql } from "./postgres.ts";

const { postgres } = await testStores({ after });

interface Row {
  readonly word: string | null;
  readonly amount: number | null;
}

const fields: Record<string, SqlField> = {
  word: { type: "text", expression: sql`row.word` },
  amount: { type: "number", expression: sql`row.amount` },
};

function matching(condition: Condition, rows: readonly Row[]): Promise<number[]> {
  const records = rows.map((row, index) => ({ ...row, index }));
  return postgres.read(async (tx) => {
    const found = await tx.query<{ index: number }>(sql`
      select index from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as row (index integer, word text, amount float8)
      where ${conditionToSql(condition, (name) => fields[name])} order by index`);
    return found.map(({ index }) => index);
  });
}

const word = fc.constantFrom("", "a", "b", "Ab", "9", "10", "-3", "2.5", "київ", "Київ", "50%", "o'k");
const row: fc.Arbitrary<Row> = fc.record({
  word: fc.option(word),
  amount: fc.option(fc.constantFrom(-3, 0, 2.5, 9, 10)),
});
const scalar = fc.oneof(word, fc.constantFrom<number | null>(-3, 0, 2.5, 9, 10, null));

/** Texts are put in order by code unit in one place and by byte in the other, which differ beyond the BMP only. */
const comparison = fc.record(
  {
    field: fc.constantFrom("word", "amount"),
    op: fc.constantFrom(...comparisonOperators),
    value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  },
  { requiredKeys: ["field", "op"] },
);
const condition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
})).condition;

test("a condition finds in Postgres exactly the rows for which it holds here", async () => {
  await fc.assert(
    fc.asyncProperty(condition, fc.array(row, { minLength: 1, maxLength: 20 }), async (condition, rows) => {
      const expected = rows.flatMap((row, index) =>
        holds(condition, (field) => row[field as keyof Row]) ? [index] : [],
      );
      assert.deepEqual(await matching(condition, rows), expected);
    }),
    { numRuns: 400 },
  );
});

test("a field nobody knows is a mistake of the caller", () => {
  assert.throws(() => conditionToSql({ field: "nobody", op: "answered" }, () => undefined), RangeError);
});

test("a value that looks like SQL stays a value", async () => {
  const rows = [{ word: "x' or '1'='1", amount: 1 }];
  assert.deepEqual(await matching({ field: "word", op: "eq", value: "x' or '1'='1" }, rows), [0]);
  assert.deepEqual(await matching({ field: "word", op: "contains", value: "' or '" }, rows), [0]);
});
