import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { answersPersonalData, eraseResponse, submitResponse } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { putReference, updateSettings } from "#feature/organisation";
import { erasePerson, registerPersonalData } from "#feature/people";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { projectResponses } from "./actions/project.ts";
import { rebuildFacts } from "./actions/rebuild.ts";
import { slice } from "./actions/slice.ts";
import { createProjector } from "./projector.ts";
import { contextDimensions, listedDimensions, sourceOf } from "./rules/dimensions.ts";
import { publishSample, recordSample } from "./sample.test.ts";
import { answerTable, listShadows } from "./store/answer-table.ts";
import { nextChanges } from "./store/outbox.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores, { interval: 5 });
let survey: Survey;
let next = 0;

before(async () => {
  registerPersonalData(answersPersonalData(stores.clock));
  await updateSettings(call, { minimumN: 5 });
  survey = await publishSample(call, "Visit");
});

async function send(input: Partial<SubmissionInput> & { answers: SubmissionInput["answers"] }): Promise<string> {
  const submission = submissionSchema.parse({ survey: survey.slug, id: `s${next++}`, ...input });
  return (await submitResponse(call, submission, { source: "api" })).id;
}

interface Row {
  kind: string;
  question: string;
  score: number | null;
  text: string;
  unit: string;
}

function rowsOf(...ids: readonly string[]): Promise<Row[]> {
  return stores.clickhouse.query<Row>(
    `select kind, question, score, text, unit from ${answerTable} final
    where response_id in {ids:Array(UUID)} order by kind, question`,
    { ids },
  );
}

async function storedTexts(): Promise<string[]> {
  const rows = await stores.clickhouse.query<{ text: string }>(`select text from ${answerTable} where text != ''`);
  return rows.map(({ text }) => text);
}

/** Everything the two stores must agree on. */
async function totals() {
  const [facts] = await stores.clickhouse.query(
    `select count() as n, sum(if(isNaN(score), 0, score)) as sum from ${answerTable} final`,
  );
  const truth = await stores.postgres.read((tx) =>
    tx.one(sql`select count(*) as n, coalesce(sum((s ->> 's')::float8), 0) as sum
      from response, jsonb_array_elements(scored) s where erased_at is null`),
  );
  return { facts, truth };
}

test("the columns of the table are those of the dimensions", async () => {
  const columns = await stores.clickhouse.query<{ name: string }>(
    `select name from system.columns where database = currentDatabase() and table = '${answerTable}'`,
  );
  const names = new Set(columns.map(({ name }) => name));
  const wanted = [
    ...listedDimensions.map((name) => sourceOf(name)!.column),
    ...contextDimensions.map(({ column }) => column),
  ];
  assert.deepEqual(
    wanted.filter((name) => !names.has(name)),
    [],
  );
});

test("an answer that is completed later replaces what was counted before", async () => {
  const id = `partial${next++}`;
  const response = await send({ id, state: "partial", answers: { nps: 3 } });
  await projector.drain();
  assert.deepEqual(
    (await rowsOf(response)).map(({ kind, score }) => [kind, score]),
    [["nps", 3]],
  );

  await send({ id, state: "complete", answers: { nps: 9, csat: 4 } });
  await projector.drain();
  assert.deepEqual(
    (await rowsOf(response)).map(({ kind, score }) => [kind, score]),
    [
      ["csat", 4],
      ["nps", 9],
    ],
  );
});

test("an answer that vanished from its response is counted no more", async () => {
  const response = await send({ answers: { nps: 3, csat: 4, reasons: ["price", "staff"] } });
  await projector.drain();
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`update response set version = version + 1, answers = '{"csat":4,"reasons":["staff"]}',
      scored = '[{"q":"csat","k":"csat","s":4},{"q":"reasons","k":"choice","c":"staff"}]' where id = ${response}`);
    await tx.execute(sql`insert into outbox (kind, subject_id) values ('response', ${response})`);
  });
  await projector.drain();

  assert.deepEqual(
    (await rowsOf(response)).map(({ kind }) => kind),
    ["choice", "csat"],
  );
});

test("projecting again changes nothing, and an older reading that arrives late does not win", async () => {
  const id = `late${next++}`;
  const response = await send({ id, state: "partial", answers: { nps: 2 } });
  await projector.drain();
  const [old] = await stores.clickhouse.query<{ row: string }>(
    `select formatRow('JSONEachRow', *) as row from ${answerTable} final where response_id = {response:UUID}`,
    { response },
  );
  await send({ id, answers: { nps: 10 } });
  await projector.drain();

  await projectResponses(stores, [answerTable], [response, response]);
  await stores.clickhouse.insert(answerTable, [
    JSON.parse(old!.row.replace(/"version":(\d+)/, '"version":"$1"')) as object,
  ]);

  assert.deepEqual(
    (await rowsOf(response)).map(({ score }) => score),
    [10],
  );
});

test("an erased response leaves the counts, and its words leave the disk", async () => {
  const response = await send({ answers: { nps: 1, why: "Call me, I am Olena" } });
  await projector.drain();
  assert.ok((await storedTexts()).some((text) => text.includes("Olena")));

  await eraseResponse(call, response);
  await projector.drain();

  assert.deepEqual(await rowsOf(response), []);
  assert.ok(!(await storedTexts()).some((text) => text.includes("Olena")));
});

test("an erased person's scores may stay, without the person and the words", async () => {
  const person = { kind: "email", value: "petro@example.com" } as const;
  const response = await send({ answers: { nps: 4, why: "Petro was here" }, person });
  await projector.drain();
  const { id } = await stores.postgres.read((tx) =>
    tx.one<{ id: string }>(sql`select person_id as id from response where id = ${response}`),
  );

  await erasePerson(call, id, { keepScores: true });
  await projector.drain();

  assert.deepEqual(
    (await rowsOf(response)).map(({ kind, score }) => [kind, score]),
    [["nps", 4]],
  );
  assert.ok(!(await storedTexts()).some((text) => text.includes("Petro")));
  const known = await stores.clickhouse.query(`select 1 from ${answerTable} where respondent = {id:UUID}`, { id });
  assert.deepEqual(known, []);
});

test("a code that becomes known, a new name and a new place in the tree reach the answers that are there already", async () => {
  const response = await send({ answers: { nps: 8 }, context: { unit: "od-1" } });
  await projector.drain();
  assert.deepEqual(
    (await rowsOf(response)).map(({ unit }) => unit),
    ["od-1"],
  );

  await putReference(call, { kind: "unit", code: "OD-1", name: "Odesa" });
  await projector.drain();
  assert.deepEqual(
    (await rowsOf(response)).map(({ unit }) => unit),
    ["OD-1"],
  );

  await putReference(call, { kind: "unit", code: "SOUTH", name: "South" });
  await putReference(call, { kind: "unit", code: "OD-1", name: "Odesa", parentCode: "SOUTH" });
  await projector.drain();
  const { total } = await slice(call, {
    measure: "nps:relational",
    where: { field: "unit", op: "eq", value: "SOUTH" },
  });
  assert.equal(total.figure.n, 1);
});

test("a transaction that commits late is not overtaken: its answer is projected too", async () => {
  const slow = await stores.postgres.pool.connect();
  try {
    await slow.query("begin");
    await slow.query("insert into outbox (kind, subject_id) values ('response', gen_random_uuid())");
    const response = await send({ answers: { nps: 7 } });

    const drained = projector.drain();
    const { pending } = await stores.postgres.read((tx) =>
      tx.one<{ pending: number }>(sql`select count(*) as pending from outbox where subject_id = ${response}`),
    );
    assert.equal(pending, 1, "what began after a running transaction waits for it");
    await slow.query("commit");
    await drained;
    assert.equal((await rowsOf(response)).length, 1);
  } finally {
    slow.release();
  }
});

test("changes are taken in the order of their transactions, also where their numbers grow by a digit", async () => {
  await projector.drain();
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`insert into outbox (position, kind, subject_id)
      select position::text::xid8, 'response', gen_random_uuid() from unnest(array[8, 9, 10, 11, 99, 100]) position`);
  });

  const changes = await stores.postgres.read((tx) => nextChanges(tx, 4));

  assert.deepEqual(
    changes.map(({ position }) => position),
    ["8", "9", "10", "11"],
  );
  await projector.drain();
});

test("two projectors at once leave both stores equal", async () => {
  const other = createProjector(stores, { interval: 5, batchSize: 50 });
  projector.start();
  other.start();
  await Promise.all(
    Array.from({ length: 20 }, (_, batch) =>
      recordSample(
        stores,
        call.viewer,
        Array.from({ length: 50 }, (_, index) => ({
          survey: survey.slug,
          id: `two${batch}-${index}`,
          answers: { nps: index % 11, csat: 1 + (index % 5) },
        })),
      ),
    ),
  );
  await Promise.all([projector.stop(), other.stop()]);
  await createProjector(stores).drain();

  const { facts, truth } = await totals();
  assert.deepEqual(facts, truth);
});

test("a rebuild while answers come in, change and go leaves nothing out and nothing over", async () => {
  const running = createProjector(stores, { interval: 5 });
  running.start();
  const writing = (async () => {
    for (let batch = 0; batch < 20; batch += 1) {
      await recordSample(stores, call.viewer, [
        { survey: survey.slug, id: `new${batch}`, answers: { nps: batch % 11 } },
        { survey: survey.slug, id: `open${batch}`, state: "partial", answers: { nps: 0 } },
      ]);
      const open = await send({ id: `open${batch}`, answers: { nps: 5, csat: 5 } });
      if (batch % 5 === 0) await eraseResponse(call, open);
    }
  })();
  const seen: number[] = [];
  const built = await rebuildFacts(stores, { batchSize: 100, onProgress: ({ done }) => void seen.push(done) });
  await writing;
  await running.stop();
  await createProjector(stores).drain();

  const { facts, truth } = await totals();
  assert.deepEqual(facts, truth);
  assert.ok(built.responses > 1000);
  assert.ok(seen.length > 5 && seen.every((done, index) => done >= (seen[index - 1] ?? 0)));
  assert.deepEqual(await listShadows(stores.clickhouse), []);
});

test("a rebuild brings back a table that lost its rows", async () => {
  await stores.clickhouse.command(`truncate table ${answerTable}`);
  await rebuildFacts(stores);
  const { facts, truth } = await totals();
  assert.deepEqual(facts, truth);
});

test("a rebuild that is stopped leaves the facts in use as they were, and a second one at a time is refused", async () => {
  const before = await totals();
  const stop = new AbortController();
  let second: Promise<unknown> | undefined;
  const first = rebuildFacts(stores, {
    batchSize: 20,
    signal: stop.signal,
    onProgress: () => {
      second ??= rebuildFacts(stores)
        .catch((error: unknown) => error)
        .finally(() => stop.abort());
    },
  });
  await assert.rejects(first, { name: "AbortError" });
  const refusal = await second;
  assert.ok(refusal instanceof Refusal && refusal.code === "facts.rebuild_running");

  assert.deepEqual(await totals(), before);
  assert.deepEqual(await listShadows(stores.clickhouse), []);
});
