import assert from "node:assert/strict";
import { after, test } from "node:test";

import { testStores } from "#testing/database";

import { sql } from "./postgres.ts";
import { timeZones } from "./time-zones.ts";

const { postgres } = await testStores({ after });

test("the zones people choose from are known, whatever their case", async () => {
  const { nameOf } = await postgres.read(timeZones);
  assert.deepEqual(["europe/kyiv", "Asia/Kathmandu", "utc"].map(nameOf), ["Europe/Kyiv", "Asia/Kathmandu", "UTC"]);
  const unknown = Intl.supportedValuesOf("timeZone").filter((zone) => nameOf(zone) === undefined);
  assert.deepEqual(unknown, []);
});

test("names that only one side knows, or that mean two things, are not known", async () => {
  const { nameOf } = await postgres.read(timeZones);
  for (const zone of ["+05:30", "US/Pacific-New", "ACT", "PST", "MSK", "Factory", "", "'; select 1"])
    assert.equal(nameOf(zone), undefined, zone);
});

test("the database and this runtime tell the same hour in every known zone, in winter and in summer", async () => {
  for (const moment of [new Date("2026-01-15T12:34:00Z"), new Date("2026-07-15T12:34:00Z")]) {
    const { nameOf } = await postgres.read(timeZones);
    const rows = await postgres.read((tx) =>
      tx.query<{ name: string; local: string }>(sql`
        select name, to_char(${moment}::timestamptz at time zone name, 'YYYY-MM-DD HH24:MI') as local
        from pg_timezone_names`),
    );
    const known = rows.filter(({ name }) => nameOf(name) !== undefined);
    assert.ok(known.length > 400);
    const differing = known.filter(({ name, local }) => localAt(moment, name) !== local).map(({ name }) => name);
    assert.deepEqual(differing, []);
  }
});

function localAt(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(moment);
}
