import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eraseResponse, recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector, listValues, slice } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { codeAllWaiting, codeWaiting } from "./actions/code-texts.ts";
import { machineOf } from "./actions/codebook.ts";
import { recordDraws } from "./actions/draws.ts";
import { codeText, undoCoding } from "./actions/queue.ts";
import { listQuotes, quotesOf } from "./actions/quotes.ts";
import { readText } from "./actions/read-text.ts";
import { cancelRecode, readCodingState, recode } from "./actions/recoding.ts";
import { createTheme } from "./actions/themes.ts";
import { createCoder } from "./coder.ts";
import { textOperations } from "./contract.ts";
import { codeByMachine } from "./rules/machine.ts";
import { codesOf, countCodes, publishWords, recodeAll, wishWith, write, writeAll } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
const none = { params: {}, query: {} };

before(async () => {
  await updateSettings(call, { minimumN: 5 });
  survey = await publishWords(call, "Visit");
});

test("comments in three languages are coded by the product's own codebook and reach the facts by name", async () => {
  await writeAll(call, survey, [
    { why: "Очень долго ждал в очереди в отделении" },
    { why: "Дуже довго чекав у черзі у відділенні" },
    { why: "I waited in the queue at the branch for an hour" },
    { why: "Fine", more: "The queue in the branch was too long" },
    { why: "All good", score: 10 },
  ]);
  assert.equal((await codeAllWaiting(stores)).responses, 5);
  await projector.drain();

  const { rows } = await slice(call, { measure: "nps:relational", by: ["theme"] });
  const found = new Map(rows.map(({ key, figure }) => [key[0]?.value, figure.n]));
  const queue = [...found].find(([code, n]) => code?.endsWith("-") && n === 4)?.[0];
  assert.ok(queue, JSON.stringify([...found]));
  const named = rows.find(({ key }) => key[0]?.value === queue);
  assert.notEqual(named?.key[0]?.name, queue);
  const inUkrainian = { ...call, viewer: { ...call.viewer, language: "uk" } };
  const { items } = await listValues(inUkrainian, { dimension: "theme", limit: 100 });
  assert.match(items.find(({ value }) => value === queue)?.name ?? "", /[а-яіїє]/i);
});

test("both texts of a response count, each with its own coding", async () => {
  const id = await write(call, survey, { why: "The staff were rude", more: "The mobile app crashes all the time" });
  await codeAllWaiting(stores);
  const [why, more] = [
    await readText(call, { responseId: id, question: "why" }),
    await readText(call, { responseId: id, question: "more" }),
  ];
  assert.ok(why.codes.length > 0 && more.codes.length > 0);
  assert.deepEqual(await codesOf(stores, id), [...new Set([...why.codes, ...more.codes])].toSorted());
  assert.equal(why.by, "machine");
  assert.ok(why.hits.every(({ from, to }) => from < to && to <= why.text.length));
  textOperations.readText.output.parse(why);
});

test("emoji, scripts, nothing but signs and very long comments are coded or left, and never fail", async () => {
  const long = await publishWords(call, "Long");
  const ids = await writeAll(call, long, [
    { why: "😡😡😡" },
    { why: "<script>alert('x')</script> \u0007 {{7*7}} =1+1" },
    { why: "!!! ??? ..." },
    { why: "The queue was long. ".repeat(990) },
    { why: "ochen dolgo zhdal v ocheredi" },
  ]);
  const started = performance.now();
  await codeAllWaiting(stores);
  assert.ok(performance.now() - started < 30_000);

  const { items } = await listQuotes(call, { where: { field: "survey", op: "eq", value: long.slug }, limit: 10 });
  assert.equal(items.length, 3, "what holds no word is no quote");
  const angry = await readText(call, { responseId: ids[0] ?? "", question: "why" });
  assert.deepEqual([angry.text, angry.language], ["😡😡😡", "und"]);
  assert.ok(
    items.some(({ text }) => text.includes("<script>alert('x')</script>")),
    "a script is only a text",
  );
  assert.ok(items.every(({ text }) => text.length <= 4001));
  textOperations.listQuotes.output.parse({ items, nextCursor: null, total: items.length });
  assert.ok((await codesOf(stores, ids[3] ?? ""))?.length);
});

test("a comment of a megabyte takes no longer than its first pages", async () => {
  const machine = await machineOf(stores);
  const started = performance.now();
  const said = codeByMachine(machine, {
    text: "The queue was long. ".repeat(52_500),
    hint: "en",
    score: undefined,
  });
  assert.ok(said.codes.length > 0);
  assert.ok(performance.now() - started < 20_000);
});

test("personal data is masked before anybody sees it", async () => {
  await write(call, survey, {
    why: "Call me, Ivan Petrov, +380 67 123 45 67 or ivan@example.org, card 4111 1111 1111 1111",
  });
  await codeAllWaiting(stores);
  const { items } = await listQuotes(call, { search: "example", limit: 5 });
  assert.equal(items.length, 1);
  assert.doesNotMatch(items[0]?.text ?? "", /123 45 67|ivan@|4111/);
  const kept = await stores.postgres.read((tx) =>
    tx.one<{ row: string }>(sql`select string_agg(to_jsonb(c)::text, '') as row from text_coding c`),
  );
  assert.doesNotMatch(kept.row, /Petrov|example\.org|queue was long/, "no text is kept beside the response");
});

test("a person's word stands in place of the machine's through a recoding, and can be taken back exactly", async () => {
  const id = await write(call, survey, { why: "The queue was terribly long" });
  await codeAllWaiting(stores);
  const machine = await codesOf(stores, id);
  const of = { responseId: id, question: "why" };
  await codeText(call, { body: { ...of, codes: ["rude_staff-"], revision: 0 } });
  assert.deepEqual(await codesOf(stores, id), ["rude_staff-"]);

  await recode(call);
  await recodeAll(stores);
  assert.deepEqual(await codesOf(stores, id), ["rude_staff-"]);
  await codeText(call, { body: { ...of, codes: [], revision: 1 } });
  assert.deepEqual(await codesOf(stores, id), [], "that there is nothing in it is a word as well");

  await undoCoding(call);
  assert.deepEqual(await codesOf(stores, id), ["rude_staff-"]);
  await undoCoding(call);
  assert.deepEqual(await codesOf(stores, id), machine);
  const { history, by } = await readText(call, of);
  assert.equal(by, "machine");
  assert.deepEqual(
    history.map(({ codes, isUndone, before }) => [codes, isUndone, before]),
    [
      [[], true, ["rude_staff-"]],
      [["rude_staff-"], true, null],
    ],
  );
});

test("words that change are coded again; the same response sent twice is coded once", async () => {
  const base = { survey: survey.slug, id: "changing", state: "partial" as const };
  const send = (answers: Record<string, string | number>, state: "partial" | "complete") =>
    recordResponses(call, [submissionSchema.parse({ ...base, state, answers })], { source: "api" });
  const [first] = await send({ score: 2, why: "The staff were rude" }, "partial");
  await codeAllWaiting(stores);
  const id = first?.ok ? first.receipt.id : "";
  assert.ok((await codesOf(stores, id))?.includes("rude_staff-"));

  await send({ why: "The queue was long" }, "complete");
  await send({ why: "The queue was long" }, "complete");
  await codeAllWaiting(stores);
  const codes = await codesOf(stores, id);
  assert.ok(codes && codes.length > 0 && !codes.includes("rude_staff-"), JSON.stringify(codes));
  assert.deepEqual(await codeWaiting(stores), { responses: 0, texts: 0 });
});

test("two workers code every response once, and a second run finds nothing to do", async () => {
  const ids = await writeAll(
    call,
    survey,
    Array.from({ length: 1200 }, (_, index) => ({ why: `The queue was long, number ${index}` })),
  );
  const batches = await Promise.all([codeAllWaiting(stores), codeAllWaiting(stores)]);
  assert.equal(batches[0].responses + batches[1].responses, ids.length);
  const { n, codings } = await stores.postgres.read((tx) =>
    tx.one<{ n: number; codings: number }>(sql`select count(*)::int as n,
      (select count(*)::int from text_coding where response_id = any(${ids}::uuid[])) as codings
      from response_coding where response_id = any(${ids}::uuid[]) and codes <> '{}'`),
  );
  assert.deepEqual([n, codings], [ids.length, ids.length]);
});

test("a recoding shows how far it is, writes only what changes, and can be cancelled", async () => {
  await createTheme(call, { ...none, body: { key: "numbers", ...wishWith("Numbers", { problem: ["number"] }) } });
  await drainOutbox();
  assert.equal((await readCodingState(call)).isRecodingDue, true);
  await recode(call);
  const { recoding } = textOperations.readState.output.parse(await readCodingState(call));
  assert.equal(recoding?.state, "running");
  await recodeAll(stores);
  const done = await readCodingState(call);
  assert.equal(done.isRecodingDue, false);
  assert.equal(done.lastRecoding?.state, "done");
  assert.equal(done.lastRecoding?.changed, 1200);
  assert.equal(await countOutbox(), 1200);
  assert.equal((await countCodes(stores))["numbers-"], 1200);

  await recode(call);
  await cancelRecode(call);
  await recodeAll(stores);
  assert.equal((await readCodingState(call)).lastRecoding?.state, "cancelled");
});

test("a loop codes what comes within a second or two, and stops when it is told", async () => {
  const coder = createCoder(stores);
  coder.start();
  const id = await write(call, survey, { why: "Very rude staff" });
  const started = performance.now();
  while ((await codesOf(stores, id)) === undefined) assert.ok(performance.now() - started < 15_000);
  await coder.stop();
});

test("erased words take their codes with them at once; a draw stays with a score that is kept", async () => {
  const id = await write(call, survey, { why: "Rude staff" });
  await codeAllWaiting(stores);
  await codeText(call, { body: { responseId: id, question: "why", codes: ["rude_staff-"], revision: 0 } });
  await eraseResponse(call, id);
  const left = await stores.postgres.read((tx) =>
    tx.one<{ n: number }>(sql`select (select count(*) from text_coding where response_id = ${id})
      + (select count(*) from text_person_coding where response_id = ${id})
      + (select count(*) from text_lease where response_id = ${id}) as n`),
  );
  assert.equal(left.n, 0);
  assert.deepEqual(await codesOf(stores, id), []);
  await codeAllWaiting(stores);
  await recode(call);
  await recodeAll(stores);
  assert.deepEqual(await codesOf(stores, id), [], "nothing brings them back");
});

test("a draw weighs a response once, whatever is coded afterwards", async () => {
  const id = await write(call, survey, { why: "Rude staff again" });
  const draw = (isDrawn: boolean) =>
    stores.postgres.transaction((tx) => recordDraws(tx, [{ responseId: id, isDrawn, probability: 0.25 }]));
  assert.equal(await draw(true), 1);
  assert.equal(await draw(true), 0);
  await codeAllWaiting(stores);
  const weight = () =>
    stores.postgres.read((tx) =>
      tx.one<{ weight: number }>(
        sql`select phase_weight::float8 as weight from response_coding where response_id = ${id}`,
      ),
    );
  assert.equal((await weight()).weight, 4);
  assert.equal(await draw(false), 1);
  assert.equal((await weight()).weight, 0);
  await assert.rejects(
    stores.postgres.transaction((tx) => recordDraws(tx, [{ responseId: id, isDrawn: true, probability: 0 }])),
    RangeError,
  );
});

test("quotes of other slices say different things and name their themes", async () => {
  const quotes = await quotesOf(call, { codes: ["numbers"], limit: 4 });
  assert.equal(quotes.length, 4);
  assert.ok(quotes.every(({ codes, names }) => codes.includes("numbers-") && names.includes("Numbers")));
  assert.equal(new Set(quotes.map(({ text }) => text)).size, 4);
});

async function drainOutbox(): Promise<void> {
  await stores.postgres.transaction((tx) => tx.execute(sql`delete from outbox`));
}

async function countOutbox(): Promise<number> {
  const { n } = await stores.postgres.read((tx) => tx.one<{ n: number }>(sql`select count(*)::int as n from outbox`));
  return n;
}
