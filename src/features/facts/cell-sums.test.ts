import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putReference, updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { meanOfCell } from "#statistics/cell-moments";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { blockSums, cellSums, codeShares, marginSums, type TwoSidesQuery } from "./actions/cell-sums.ts";
import { slice } from "./actions/slice.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
const [january, february] = [
  { from: "2026-01-01", to: "2026-01-31" },
  { from: "2026-02-01", to: "2026-02-28" },
];
const query: TwoSidesQuery = {
  measure: "nps:relational",
  a: { period: january },
  b: { period: february },
  weight: false,
};
let survey: Survey;
let lviv = "";

before(async () => {
  await updateSettings(call, { minimumN: 5, timeZone: "UTC" });
  await putReference(call, { kind: "unit", code: "KYIV", name: "Kyiv" });
  lviv = (await putReference(call, { kind: "unit", code: "LVIV", name: "Lviv" })).id;
  survey = await publishSample(call, "Visit");
  await recordSample(
    stores,
    call.viewer,
    Array.from({ length: 240 }, (_, index) => ({
      survey: survey.slug,
      id: `r${index}`,
      answers: {
        nps: index % 5 === 0 ? 3 : index % 3 === 0 ? 8 : 10,
        food: 1 + (index % 5),
        visits: index,
        reasons: index % 2 === 0 ? ["price"] : ["staff", "place"],
      },
      answeredAt: index < 140 ? "2026-01-15T08:00:00Z" : "2026-02-10T08:00:00Z",
      timeZone: "UTC",
      weight: 1 + (index % 3),
      context: { unit: index % 3 === 0 ? "KYIV" : "LVIV", channel: ["web", "sms", "phone", "shop"][index % 4]! },
      attributes: { tariff: index % 2 === 0 ? "gold" : "basic" },
    })),
  );
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`
      insert into response_coding (response_id, codes)
      select id, case when n % 4 = 0 then '{queue-}' when n % 4 = 1 then '{staff+,queue-}' else '{}' end::text[]
      from (select id, (answers ->> 'visits')::int as n from response) numbered`);
    await tx.execute(sql`insert into outbox (kind, subject_id) select 'response', id from response`);
  });
  await projector.drain();
});

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("the total is that of the slice, weighted or not, and every margin adds up to it", async () => {
  for (const weight of [false, true]) {
    const found = await marginSums(call, { ...query, weight, by: ["unit", "channel", "attr.tariff", "weekday"] });
    const { total } = await slice(call, { measure: query.measure, weight, period: february, compare: january });
    assert.equal(found.total.b.n, total.figure.n);
    assert.equal(found.total.a.n, total.before?.n);
    assert.ok(Math.abs(meanOfCell(found.total.b) - (total.figure.estimate?.value ?? 0)) < 1e-9);
    assert.ok(Math.abs(meanOfCell(found.total.a) - (total.before?.estimate?.value ?? 0)) < 1e-9);
    for (const { dimension, values } of found.margins) {
      assert.equal(
        values.reduce((sum, { a }) => sum + a.n, 0),
        140,
        dimension,
      );
      assert.ok(Math.abs(values.reduce((sum, { b }) => sum + b.wwxx, 0) - found.total.b.wwxx) < 1e-6);
    }
    assert.deepEqual(
      found.margins.map(({ values }) => values.length),
      [2, 4, 2, 2],
    );
    assert.equal(found.margins[0]?.values[0]?.key.name, "Lviv");
    assert.equal(found.hasWeights, true);
    assert.deepEqual(found.bounds, { min: -100, max: 100 });
  }
});

test("cells are those of the slice; values not kept are one, and cells add up to the total", async () => {
  const cells = await cellSums(call, {
    ...query,
    by: [
      { dimension: "unit", values: ["KYIV", "LVIV"] },
      { dimension: "channel", values: ["web", "sms"] },
      { dimension: "attr.tariff", values: ["gold"] },
    ],
  });
  assert.equal(
    cells.reduce((sum, { a, b }) => sum + a.n + b.n, 0),
    240,
  );
  const { rows } = await slice(call, {
    measure: query.measure,
    period: january,
    by: ["unit", "channel", "attr.tariff"],
  });
  const row = rows.find(({ key }) => key.map(({ value }) => value).join() === "LVIV,sms,basic");
  const cell = cells.find(({ categories }) => categories.join() === "2,2,0");
  assert.equal(cell?.a.n, row?.figure.n);
  const others = cells.filter(({ categories }) => categories[1] === 0).reduce((sum, { a }) => sum + a.n, 0);
  const channels = await slice(call, { measure: query.measure, period: january, by: ["channel"] });
  const wanted = channels.rows.filter(({ key }) => ["phone", "shop"].includes(key[0]?.value ?? ""));
  assert.equal(
    others,
    wanted.reduce((sum, { figure }) => sum + (figure.n ?? 0), 0),
  );
});

test("what both groups take counts to A and is told; a viewer's units bound everything", async () => {
  const overlapping = await marginSums(call, {
    ...query,
    a: { where: { field: "unit", op: "eq", value: "LVIV" } },
    b: { where: { field: "channel", op: "in", value: ["web", "sms"] } },
    by: ["channel"],
  });
  assert.equal(overlapping.total.a.n, 160);
  assert.equal(overlapping.overlap, 80);
  assert.equal(overlapping.total.b.n, 40);

  const narrow = {
    ...call,
    viewer: viewerForTest({
      id: call.viewer.id,
      grants: [{ role: "x", permissions: ["insight.read"], units: [lviv] }],
    }),
  };
  const own = await marginSums(narrow, { ...query, by: ["unit"] });
  assert.deepEqual(
    own.margins[0]?.values.map(({ key }) => key.value),
    ["LVIV"],
  );
  const cells = await cellSums(narrow, { ...query, by: [{ dimension: "unit", values: ["KYIV"] }] });
  assert.ok(cells.every(({ categories }) => categories[0] === 0));
});

test("people are put in blocks that add up, and codes are counted among those that could have them", async () => {
  const blocks = await blockSums(call, query);
  assert.equal(
    blocks.reduce((sum, { a, b }) => sum + a.n + b.n, 0),
    240,
  );
  assert.ok(blocks.length > 50);

  const shares = new Map((await codeShares(call, query)).map((share) => [share.code, share]));
  assert.deepEqual([shares.get("queue-")?.a.n, shares.get("queue-")?.a.of], [70, 70]);
  assert.deepEqual([shares.get("staff+")?.b.n, shares.get("staff+")?.b.of], [25, 50]);
  const option = shares.get(`${survey.id}:reasons:price`);
  assert.deepEqual([option?.a.n, option?.a.of], [70, 140]);
});

test("protected answers, counted answers, unknown dimensions and too many cells are refused by their code", async () => {
  await assert.rejects(marginSums(call, { ...query, measure: "enps:employee", by: [] }), refused("facts.protected"));
  await assert.rejects(
    marginSums(call, { ...query, measure: `choice:relational:${survey.id}:reasons`, by: [] }),
    refused("facts.no_mean"),
  );
  await assert.rejects(
    marginSums(call, { ...query, where: { field: "nonsense", op: "eq", value: 1 }, by: [] }),
    refused("facts.unknown_field"),
  );
  const many = { dimension: "channel", values: Array.from({ length: 999 }, (_, index) => `c${index}`) };
  await assert.rejects(
    cellSums(call, { ...query, by: [many, { ...many, dimension: "unit" }] }),
    refused("facts.too_heavy"),
  );

  const anonymous = await publishSample(call, "Anonymous", { anonymous: true });
  await recordSample(
    stores,
    call.viewer,
    Array.from({ length: 30 }, (_, index) => ({
      survey: anonymous.slug,
      id: `a${index}`,
      answers: { nps: 9, reasons: ["price"] },
      answeredAt: "2026-02-11T08:00:00Z",
    })),
  );
  await projector.drain();
  const measure = `nps:relational`;
  await assert.rejects(marginSums(call, { ...query, measure, by: ["unit"] }), refused("facts.protected"));
  await assert.rejects(
    cellSums(call, { ...query, measure, by: [{ dimension: "unit", values: ["KYIV"] }] }),
    refused("facts.protected"),
  );
  await assert.rejects(blockSums(call, { ...query, measure }), refused("facts.protected"));
  await assert.rejects(codeShares(call, { ...query, measure }), refused("facts.protected"));
});
