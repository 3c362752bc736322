import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector, slice } from "#feature/facts";
import { putUnits } from "#feature/organisation";
import { listGaps, listStaff } from "#feature/workforce";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { chunksOf, companyOf, fillChunk, mergedCounts, npsOf } from "#seeds";
import { testCall, testViewer } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutLoad } from "./actions/load.ts";
import { cancelSample, prepareLoad, prepareRemoval } from "./actions/manage.ts";
import { carryOutRemoval } from "./actions/remove.ts";
import { readSample, readTruths } from "./actions/state.ts";
import { noteTask, readTraining, restartTraining } from "./actions/training.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const wish = { seed: 9, scale: 0.004 };
const count = async (table: string): Promise<number> =>
  Number((await stores.postgres.pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);

before(async () => {
  await prepareLoad(call, wish);
});

test("a load that is stopped goes on where it stopped, and nothing is there twice", async () => {
  const stopping = new AbortController();
  await assert.rejects(
    carryOutLoad(stores, { signal: stopping.signal, onProgress: (done) => done >= 40 && stopping.abort() }),
    { name: "AbortError" },
  );
  assert.ok((await readSample(call)).done >= 40);

  await prepareLoad(call, wish);
  await cancelSample(call);
  await carryOutLoad(stores);
  assert.equal((await readSample(call)).state, "cancelled");

  await prepareLoad(call, wish);
  await carryOutLoad(stores);
  const sample = await readSample(call);
  assert.equal(sample.state, "ready");
  assert.equal(sample.done, sample.total);
  assert.equal(await count("response"), sample.answers);

  await prepareLoad(call, wish);
  await carryOutLoad(stores);
  assert.equal(await count("response"), sample.answers);
  await assert.rejects(prepareLoad(call, { ...wish, seed: 10 }), refusal("sample.other_loaded"));
});

test("everybody has a post, a manager and dates, and each unit a kind and a head", async () => {
  const query = { limit: 5, state: "all" } as const;
  const staff = await listStaff(call, { params: {}, query, body: {} });
  const gaps = await listGaps(call);
  assert.ok(staff.total > 1500, String(staff.total));
  assert.ok(staff.items.every(({ unit, position, hiredOn }) => unit !== null && position !== "" && hiredOn !== null));
  assert.equal(gaps.items.find(({ kind }) => kind === "no-unit")?.count, 0);

  const unmanaged = await count("unit where manager_employee is null");
  assert.ok(unmanaged <= 5, String(unmanaged));
  assert.equal(await count("unit where kind_id is null"), 0);
});

test("the facts say exactly what the generator counted", async () => {
  await createProjector(stores).drain();
  const { end } = (await stores.postgres.pool.query<{ end: string }>("select end_day::text as end from sample_company"))
    .rows[0]!;
  const programmes = {
    relational: "relational",
    visit: "transactional",
    call: "transactional",
    chat: "transactional",
    app: "product",
  };
  const company = companyOf({ ...wish, end });
  const counts = mergedCounts(chunksOf(company).map((chunk) => fillChunk(company, chunk, { texts: false }).counts));
  for (const source of ["relational", "visit", "call", "chat", "app"] as const) {
    const expected = counts.get(`observed|${source}`);
    const { total } = await slice(call, {
      measure: `nps:${programmes[source]}`,
      where: { field: "survey", op: "eq", value: `orvela-${source}` },
    });
    const { figure } = total;
    assert.ok(figure.state === "ok");
    assert.equal(figure.n, expected?.[0], source);
    assert.ok(Math.abs((figure.estimate?.value ?? Number.NaN) - npsOf(expected ?? [1, 0, 0])) < 1e-6, source);
  }
  assert.ok((await readTruths(call)).truths);
});

test("the tour believes looking, judges answers, and asks the trail for deeds", async () => {
  assert.deepEqual(await noteTask(call, "overview", { skip: false }), { accepted: true });
  assert.deepEqual(await noteTask(call, "weakest", { skip: false, answer: "OV-CC" }), { accepted: false });
  assert.deepEqual(await noteTask(call, "build", { skip: false }), { accepted: false });
  const { tasks, unit } = await readTraining(call);
  assert.ok(tasks.find(({ task }) => task === "weakest")?.choices.some(({ key }) => key === unit?.code));
  assert.deepEqual(await noteTask(call, "weakest", { skip: false, answer: unit?.code }), { accepted: true });
  assert.deepEqual(await noteTask(call, "build", { skip: true }), { accepted: true });
  const states = (await readTraining(call)).tasks.map(({ state }) => state);
  assert.equal(states.filter((state) => state === "done").length, 2);
  assert.equal(states.filter((state) => state === "skipped").length, 1);
  await restartTraining(call);
  assert.ok((await readTraining(call)).tasks.every(({ state }) => state === "open"));
});

test("removing leaves what others made: an answer to a sample survey with its unit, a unit of one's own", async () => {
  const answer = submissionSchema.parse({
    survey: "orvela-visit",
    answers: { score: 7 },
    context: { unit: "OV-KYV-02" },
  });
  const [recorded] = await recordResponses(call, [answer], { source: "api" });
  assert.ok(recorded?.ok);
  await stores.postgres.transaction((tx) =>
    putUnits(tx, call.viewer, [{ code: "mine", name: "My kiosk", parentCode: "OV-LVI-01" }]),
  );

  await prepareRemoval(call);
  await carryOutRemoval(stores);
  await createProjector(stores).drain();

  assert.equal((await readSample(call)).state, "none");
  assert.equal(await count("response"), 1);
  assert.equal(await count("survey"), 1);
  assert.equal(await count("person"), 0);
  const codes = await stores.postgres.read((tx) =>
    tx.query<{ code: string }>(sql`select code from reference order by code`),
  );
  assert.deepEqual(
    codes.map(({ code }) => code),
    ["mine", "OV-GROUP", "OV-KYV-02", "OV-LVI-01", "OV-R-C", "OV-R-W", "OV-RETAIL"].toSorted(),
  );
  const [left] = await stores.clickhouse.query<{ n: string }>(
    "select count() as n from answer_v1 final where source = 'seed'",
  );
  assert.equal(Number(left?.n), 0);
});

test("without the right nothing is loaded or removed, and what is not there cannot go", async () => {
  const stranger = testCall(stores, { viewer: testViewer({ permissions: new Set(["insight.read"]) }) });
  await assert.rejects(prepareLoad(stranger, wish), refusal("access.forbidden"));
  await assert.rejects(prepareRemoval(call), refusal("sample.none"));
});

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
