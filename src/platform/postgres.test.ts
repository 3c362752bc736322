import assert from "node:assert/strict";
import { after, test } from "node:test";

import { testStores } from "#testing/database";

import { isUniqueViolation, sql } from "./postgres.ts";

const { postgres } = await testStores({ after });
await postgres.transaction((tx) =>
  tx.query(sql`create table wallet (id integer primary key, balance integer, name text unique)`),
);

test("values are bound, fragments nest and lists join", () => {
  const filter = sql`name = ${"o'neil"} and balance > ${5}`;
  const columns = sql.join([sql.identifier("id"), sql.identifier("a", 'we"ird')]);
  const statement = sql`select ${columns} from wallet where ${filter} or id = any(${[1, 2]}) limit ${1}`;

  assert.equal(
    statement.text,
    'select "id", "a"."we""ird" from wallet where name = $1 and balance > $2 or id = any($3) limit $4',
  );
  assert.deepEqual(statement.values, ["o'neil", 5, [1, 2], 1]);
});

test("an undefined value is an error at once and not a null", () => {
  assert.throws(() => sql`select ${undefined}`, /undefined. Use null/);
});

test("what looks like a fragment but did not come from the tag is bound and not spliced", () => {
  const forged = { text: "1; drop table wallet", values: [] };
  assert.equal(sql`select ${forged}`.text, "select $1");
});

test("counts and sums are numbers, instants are dates, days stay text, large integers stay exact", async () => {
  const row = await postgres.read((tx) =>
    tx.one(sql`
      select count(*) as n, 1.25::numeric as half, '2026-03-29 01:30:00+02'::timestamptz as at, date '2026-03-29' as day,
        9007199254740993::int8 as big, array[1, null, 3]::int8[] as list, ${sql.json([{ a: 1 }])} as json
      from wallet`),
  );
  assert.deepEqual(row, {
    n: 0,
    half: 1.25,
    at: new Date("2026-03-28T23:30:00Z"),
    day: "2026-03-29",
    big: 9_007_199_254_740_993n,
    list: [1, null, 3],
    json: [{ a: 1 }],
  });
});

test("work that throws leaves nothing behind, and a savepoint may fail alone", async () => {
  await assert.rejects(
    postgres.transaction(async (tx) => {
      await tx.query(sql`insert into wallet values (1, 10, 'a')`);
      throw new Error("no");
    }),
    /no/,
  );
  await postgres.transaction(async (tx) => {
    await tx.query(sql`insert into wallet values (2, 10, 'b')`);
    const error = await tx
      .savepoint((inner) => inner.query(sql`insert into wallet values (3, 1, 'b')`))
      .catch((e: unknown) => e);
    assert.ok(isUniqueViolation(error, "wallet_name_key"));
    assert.ok(!isUniqueViolation(error, "wallet_pkey"));
  });
  assert.deepEqual(await postgres.read((tx) => tx.query(sql`select id from wallet`)), [{ id: 2 }]);
});

test("a read cannot write", async () => {
  await assert.rejects(
    postgres.read((tx) => tx.query(sql`insert into wallet values (9, 1, 'z')`)),
    { code: "25006" },
  );
});

test("two serializable increments at once both count when retries are allowed", async () => {
  const increment = () =>
    postgres.transaction(
      async (tx) => {
        const { balance } = await tx.one<{ balance: number }>(sql`select balance from wallet where id = 2`);
        await tx.query(sql`update wallet set balance = ${balance + 1} where id = 2`);
      },
      { isolation: "serializable", retries: 20 },
    );
  await Promise.all(Array.from({ length: 8 }, increment));
  const { balance } = await postgres.read((tx) =>
    tx.one<{ balance: number }>(sql`select balance from wallet where id = 2`),
  );
  assert.equal(balance, 18);
});

test("a pooled connection that was cut is replaced without anybody noticing", async () => {
  const { pid } = await postgres.read((tx) => tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`));
  const { client } = await postgres.transaction((tx) => Promise.resolve({ client: tx.client }));
  assert.ok(client);
  await postgres.transaction(async (tx) => {
    await tx.query(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });
  const rows = await Promise.all(Array.from({ length: 5 }, () => postgres.read((tx) => tx.query(sql`select 1 as n`))));
  assert.equal(rows.length, 5);
  assert.ok(pid > 0);
});

test("one refuses none and many", async () => {
  await assert.rejects(
    postgres.read((tx) => tx.one(sql`select 1 where false`)),
    /none/,
  );
  await assert.rejects(
    postgres.read((tx) => tx.maybeOne(sql`select generate_series(1, 2)`)),
    /got 2/,
  );
});
