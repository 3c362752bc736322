import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Programme, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { createRandom } from "#statistics/random";
import { testCall, testViewer } from "#testing/call";
import { testStores } from "#testing/database";

import { exportMap } from "./actions/export.ts";
import { readHeatMap } from "./actions/heat-map.ts";
import { mergeProblems, readHistory, splitProblem, undoProblemEvent } from "./actions/merging.ts";
import { readPainMap } from "./actions/pain-map.ts";
import { readPortfolio } from "./actions/portfolio.ts";
import { listQuotes, pinQuote } from "./actions/quotes.ts";
import { createProblem, listProblems, readProblem, updateProblem } from "./actions/register.ts";
import { putRegisterSettings, readRegisterSettings } from "./actions/settings.ts";
import { readSources } from "./actions/sources.ts";
import { readTimeline } from "./actions/timeline.ts";
import { tellPain } from "./actions/told.ts";
import { mapQuerySchema, problemsOperations as operations, problemWishSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
const measure = "nps:relational";
let survey: Survey;
let complaints: Survey;

const reasons = ["queue", "fees", "menu"] as const;

async function publish(
  name: string,
  programme: Programme,
  questions: DefinitionInput["pages"][number]["questions"],
): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en", "ru"],
    defaultLanguage: "en",
    title: both(name),
    pages: [{ key: "one", questions }],
    endings: [{ key: "end", title: both("Thank you") }],
  });
  const made = await createSurvey(call, { name, definition, anonymous: false, programme });
  return publishSurvey(call, made.id);
}

const both = (text: string) => ({ en: text, ru: `${text} (ru)` });
const options = reasons.map((key) => ({ key, label: { en: `The ${key}`, ru: `Причина ${key}` } }));

/** 1,500 answers: the queue is frequent and hurts, fees hurt and are loud in no complaint, the menu does nothing. */
before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 20, languages: ["en", "ru"] });
  survey = await publish("Relationship", "relational", [
    { kind: "recommendation", key: "score", title: both("Recommend?") },
    {
      kind: "multiple",
      key: "reasons",
      title: both("What got in the way?"),
      condition: { field: "score", op: "lte", value: 8 },
      options,
    },
    { kind: "text", key: "comment", title: both("More?") },
  ]);
  complaints = await publish("Complaints", "transactional", [
    { kind: "single", key: "topic", title: both("Topic"), options },
    { kind: "text", key: "text", title: both("What happened?") },
  ]);
  const random = createRandom(4);
  const answers = Array.from({ length: 1500 }, (_, index) => {
    const has = reasons.filter((reason) => random.uniform() < { queue: 0.3, fees: 0.12, menu: 0.2 }[reason]);
    const level = random.uniform() * 10 + 3 - (has.includes("queue") ? 2.5 : 0) - (has.includes("fees") ? 4 : 0);
    const score = Math.max(0, Math.min(10, Math.round(level)));
    return {
      survey: survey.slug,
      id: `a${index}`,
      answers: {
        score,
        ...(score <= 8 && has.length > 0 ? { reasons: [...has] } : {}),
        ...(index % 10 === 0
          ? { comment: `Manager Olena was there, call me at +38 050 123 45 67, ${has.join(" and ") || "nothing"}` }
          : {}),
      },
      answeredAt: index < 750 ? "2026-01-15T10:00:00Z" : "2026-02-15T10:00:00Z",
      context: { unit: index % 2 === 0 ? "north" : "south", segment: index % 3 === 0 ? "young" : "old" },
    };
  });
  const complained = Array.from({ length: 60 }, (_, index) => ({
    survey: complaints.slug,
    id: `c${index}`,
    answers: { topic: index < 40 ? "menu" : "queue", text: "Again!" },
    answeredAt: "2026-02-10T10:00:00Z",
  }));
  const recorded = await recordResponses(
    call,
    [...answers, ...complained].map((one) => submissionSchema.parse(one)),
    { source: "api" },
  );
  const refused = recorded.find(({ ok }) => !ok);
  assert.equal(refused, undefined, JSON.stringify(refused));
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`insert into outbox (kind, subject_id) select 'response', id from response`),
  );
  await projector.drain();
});

const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const plain = (name: string, codes: readonly string[]) =>
  problemWishSchema.parse({ name: { en: name }, codes: [...codes] });
const code = (reason: string) => `${survey.id}:reasons:${reason}`;
const topic = (reason: string) => `${complaints.id}:topic:${reason}`;

test("a map fills itself from what people tick, without anybody typing", async () => {
  const map = operations.painMap.output.parse(await readPainMap(call, { measure }));
  const [first] = map.items;
  assert.deepEqual([map.state, map.unit, map.n], ["ok", "points", 1500]);
  assert.deepEqual(map.items.map(({ key }) => key).toSorted(), ["fees", "menu", "queue"]);
  assert.ok(first !== undefined);
  const { key, name, clear, isRegistered, reach } = first;
  assert.deepEqual([key, name, clear, isRegistered, reach], ["queue", "The queue", true, false, "not-the-happy"]);
  assert.ok((first.estimatedShare ?? 0) > (first.share?.value ?? 100));
  assert.ok(map.notes.includes("not-everybody-asked"));
  const menu = map.items.find((item) => item.key === "menu");
  assert.ok(menu?.clear === false, "what does nothing is not shown as a finding");
  assert.ok((menu.gross ?? 0) > 3, "though the plain difference blames it");
  const { lower, expected, upper } = first.lift ?? assert.fail();
  assert.ok(
    lower <= expected.value &&
      expected.low < expected.value &&
      expected.value < expected.high &&
      expected.high <= upper,
  );
});

test("names come in the reader's language", async () => {
  const russian = testCall(stores, { viewer: testViewer({ language: "ru" }), language: "ru" });
  const map = await readPainMap(russian, { measure });
  assert.equal(map.items[0]?.name, "Причина queue");
  assert.deepEqual((await readProblem(russian, "queue")).name, { en: "The queue", ru: "Причина queue" });
});

test("where there is no screen the map's sentence is told with the worth of each, without a measure by the first there is", async () => {
  const told = await tellPain(call, { side: "pain" }, { language: "en", least: 0 });
  const map = await readPainMap(call, { measure, side: "pain" });
  assert.match(told?.sentence ?? "", /points of the score \(.+ to .+\), n 1,500\.$/);
  assert.deepEqual(
    told?.rows.map(({ name, n }) => [name, n]),
    map.items.flatMap(({ name, mentions, lift }) => (lift === null ? [] : [[name, mentions]])),
  );
  assert.ok(told?.rows.every(({ span, unit }) => span !== null && span.low <= span.value && unit === "points"));
});

test("what fewer name than asked for is neither told nor spoken of", async () => {
  const map = await readPainMap(call, { measure, side: "pain" });
  const named = map.items.filter(({ lift }) => lift !== null).map(({ mentions }) => mentions);
  const least = Math.max(...named);
  const told = await tellPain(call, { measure, side: "pain" }, { language: "en", least });
  assert.equal(told?.rows.length, named.filter((n) => n >= least).length);
  for (const { name } of map.items.filter(({ mentions }) => mentions < least))
    assert.ok(!told?.sentence.includes(name), name);

  const few = await tellPain(call, { measure, side: "pain" }, { language: "en", least: 10_000 });
  assert.deepEqual([few?.rows.length, few?.sentence], [0, "Too few answers to say what problems cost."]);
});

test("shares say how many customers, once it is known how many there are", async () => {
  const first = await readPainMap(call, { measure });
  assert.ok(first.items[0]?.affected === null && first.notes.includes("base-unknown"));
  const settings = {
    customers: 1_000_000,
    revenuePerCustomer: 120,
    currency: "EUR",
    icebergFactor: 10,
    segments: [],
    sources: [],
  };
  assert.equal((await putRegisterSettings(call, settings)).customers, 1_000_000);
  const map = await readPainMap(call, { measure });
  const { affected, share, revenueAtRisk } = map.items[0] ?? assert.fail();
  assert.ok(affected && share && Math.abs(affected.value - share.value * 10_000) < 1);
  assert.ok(affected.low < affected.value && affected.value < affected.high);
  assert.ok(revenueAtRisk && revenueAtRisk.value < affected.value * 120);
  assert.equal((await readRegisterSettings(call)).currency, "EUR");
  await assert.rejects(
    putRegisterSettings(call, { ...settings, sources: [{ surveyId: stores.random.uuid(), kind: "review" }] }),
    refuses("problems.unknown_survey"),
  );
});

test("the map is a PDF for paper, in the reader's language and with nothing that was not asked for", async () => {
  const input = {
    params: {},
    query: {},
    body: {
      query: mapQuerySchema.parse({ measure, where: { field: "segment", op: "in", value: ["young"] } }),
      format: "pdf" as const,
      title: "<b>Map</b>",
    },
  };
  const response = await exportMap({ stores, viewer: call.viewer, language: "uk" }, input);
  assert.equal(response.headers.get("content-type"), "application/pdf");
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok(bytes.length > 10_000);
});

test("a change of a share is tested, and one that may be noise is not called a change", async () => {
  const period = { from: "2026-02-01", to: "2026-02-28" };
  const map = await readPainMap(call, { measure, period, compare: { from: "2026-01-01", to: "2026-01-31" } });
  assert.equal(map.n, 750);
  assert.ok(map.items.every(({ change, shareBefore }) => change !== null && shareBefore !== null && !change.clear));
  const line = operations.timeline.output.parse(
    await readTimeline(call, { ...operations.timeline.body!.parse({ measure, step: "month", since: "2026-02-01" }) }),
  );
  assert.deepEqual(
    line.items[0]?.points.map(({ from, n }) => [from, n]),
    [
      ["2026-01-01", 750],
      ["2026-02-01", 750],
    ],
  );
  assert.ok(
    line.items.every(
      ({ change, before, after: later }) => change?.clear === false && before !== null && later !== null,
    ),
  );
});

test("a heat map colours nothing where there is nothing", async () => {
  const heat = operations.heatMap.output.parse(
    await readHeatMap(call, operations.heatMap.body!.parse({ measure, by: "unit" })),
  );
  assert.deepEqual(
    heat.columns.map(({ value, n }) => [value, n]),
    [
      ["north", 750],
      ["south", 750],
    ],
  );
  assert.equal(heat.tested, 6);
  assert.ok(heat.rows.flatMap(({ cells }) => cells).every(({ verdict }) => verdict === "no-clear-difference"));
});

test("sources stand side by side: what complaints never show, and what they shout", async () => {
  const found = operations.sources.output.parse(await readSources(call, operations.sources.body!.parse({ measure })));
  assert.deepEqual(
    found.sources.map(({ kind, answers }) => [kind, answers]),
    [
      ["survey", 1500],
      ["complaint", 60],
    ],
  );
  assert.deepEqual(Object.fromEntries(found.rows.map(({ key, hearing }) => [key, hearing])), {
    queue: "in-step",
    fees: "unseen",
    menu: "loud",
  });
  const menu = found.rows.find(({ key }) => key === "menu");
  assert.deepEqual([menu?.noiseRank, menu?.iceberg?.value], [1, 400]);
  assert.ok((menu?.iceberg?.low ?? 0) > 250 && (menu?.iceberg?.high ?? 0) < 560);
  assert.deepEqual(
    found.idle,
    ["queue", "fees"].filter((key) => found.idle.includes(key)),
  );
  assert.ok(found.idle.includes("queue"));
});

test("a problem is taken up with an owner, changed by whoever saw it last, and keeps its history", async () => {
  await putReference(call, { kind: "function", code: "OPS", name: "Operations" });
  const made = await createProblem(call, { ...plain("Queues", [code("queue")]), key: "queue" });
  // What bears its key elsewhere and nobody holds comes along.
  assert.deepEqual(
    [made.isRegistered, made.codes.map((one) => one.code).toSorted(), made.state],
    [true, [code("queue"), topic("queue")].toSorted(), "new"],
  );
  await assert.rejects(
    createProblem(call, { ...plain("Other", [code("fees")]), key: "queue" }),
    refuses("problems.key_taken"),
  );
  await assert.rejects(createProblem(call, plain("Other", [code("queue")])), refuses("problems.code_taken"));
  await assert.rejects(
    updateProblem(call, {
      params: { key: "queue" },
      query: {},
      body: { revision: made.revision, change: { stage: "nowhere" } },
    }),
    refuses("problems.unknown_reference"),
  );
  const changed = await updateProblem(call, {
    params: { key: "queue" },
    query: {},
    body: {
      revision: made.revision,
      change: { state: "in-work", cost: 50, solveRate: 0.5, cause: "process", ownerFunction: "OPS" },
    },
  });
  assert.deepEqual(
    [changed.state, changed.cause, changed.description, changed.codes.length],
    ["in-work", "process", "", 2],
  );
  assert.deepEqual(changed.ownerFunction, { code: "OPS", name: "Operations" });
  await assert.rejects(
    updateProblem(call, {
      params: { key: "queue" },
      query: {},
      body: { revision: made.revision, change: { cost: 1 } },
    }),
    refuses("problems.changed_elsewhere"),
  );
  const { items } = operations.readHistory.output.parse(await readHistory(call, "queue"));
  assert.deepEqual(
    items.map(({ kind, from, to }) => [kind, from, to]),
    [
      ["state", "new", "in-work"],
      ["created", null, "new"],
    ],
  );
  const listed = operations.listProblems.output.parse(
    await listProblems(call, { params: {}, query: { state: "in-work", mine: false, limit: 10 }, body: {} }),
  );
  assert.deepEqual(
    listed.items.map(({ key }) => key),
    ["queue"],
  );

  const half = (await readPainMap(call, { measure })).items.find(({ key }) => key === "queue");
  assert.ok(half?.isRegistered && half.solveRate === 0.5 && half.state === "in-work");
});

test("with costs a budget is spent where it brings most", async () => {
  const query = operations.portfolio.body!.parse({ measure, budget: 60 });
  const portfolio = operations.portfolio.output.parse(await readPortfolio(call, query));
  assert.deepEqual([portfolio.chosen, portfolio.cost, portfolio.withoutCost], [["queue"], 50, ["fees"]]);
  assert.deepEqual((await readPortfolio(call, { ...query, budget: 10 })).chosen, []);
});

test("merged problems count as one, and a merge is undone as long as nothing was built upon it", async () => {
  const fees = await createProblem(call, { ...plain("Fees", [code("fees")]), key: "fees" });
  const before = (await readPainMap(call, { measure })).items;
  const mentions = (key: string, items: typeof before) => items.find((item) => item.key === key)?.mentions ?? 0;
  const merged = await mergeProblems(call, { params: { key: "queue" }, query: {}, body: { keys: ["fees"] } });
  assert.equal(merged.codes.length, 4);
  assert.equal((await readProblem(call, "fees")).mergedInto, "queue");
  const both = mentions("queue", (await readPainMap(call, { measure })).items);
  assert.ok(
    both > mentions("queue", before) && both < mentions("queue", before) + mentions("fees", before),
    "who names both counts once",
  );
  await assert.rejects(
    mergeProblems(call, { params: { key: "queue" }, query: {}, body: { keys: ["queue"] } }),
    refuses("problems.merge_itself"),
  );

  const [event] = (await readHistory(call, "queue")).items;
  assert.ok(event?.kind === "merged" && event.mayUndo);
  await undoProblemEvent(call, { params: { key: "queue", event: event.id }, query: {}, body: {} });
  assert.equal((await readProblem(call, "fees")).mergedInto, null);
  assert.equal(mentions("fees", (await readPainMap(call, { measure })).items), mentions("fees", before));
  await assert.rejects(
    undoProblemEvent(call, { params: { key: "queue", event: event.id }, query: {}, body: {} }),
    refuses("problems.cannot_undo"),
  );
  assert.equal(fees.revision, 1);
});

test("a split leaves something behind, and gives the codes back when it is undone", async () => {
  const { from, to } = await splitProblem(call, {
    params: { key: "queue" },
    query: {},
    body: { name: { en: "Loud queues" }, codes: [topic("queue")] },
  });
  assert.deepEqual([from.codes.length, to.key, to.codes.length, to.cause], [1, "loud-queues", 1, "process"]);
  await assert.rejects(
    splitProblem(call, { params: { key: "queue" }, query: {}, body: { name: { en: "All" }, codes: [code("queue")] } }),
    refuses("problems.nothing_left"),
  );
  const [event] = (await readHistory(call, "queue")).items;
  await undoProblemEvent(call, { params: { key: "queue", event: event?.id ?? "" }, query: {}, body: {} });
  assert.equal((await readProblem(call, "queue")).codes.length, 2);
  await assert.rejects(readProblem(call, "loud-queues"), refuses("problems.not_found"));
});

test("quotes are masked, kept in the bank, and gone with their answer", async () => {
  const ask = { params: { key: "queue" }, query: {}, body: { limit: 5 } };
  const { items } = operations.listQuotes.output.parse(await listQuotes(call, ask));
  const [first] = items;
  assert.ok(first !== undefined && items.length === 5);
  assert.ok(
    items.every(({ text }) => !text.includes("050") && !text.includes("Olena")),
    first.text,
  );
  const pin = { question: first.question, isPinned: true };
  await pinQuote(call, { params: { key: "queue", responseId: first.responseId }, query: {}, body: pin });
  const again = (await listQuotes(call, ask)).items;
  assert.deepEqual([again[0]?.responseId, again[0]?.isPinned], [first.responseId, true]);
  assert.equal(new Set(again.map(({ responseId }) => responseId)).size, again.length);
  await assert.rejects(
    pinQuote(call, { params: { key: "queue", responseId: stores.random.uuid() }, query: {}, body: pin }),
    refuses("problems.unknown_quote"),
  );
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`delete from problem_quote where response_id = ${first.responseId}`),
  );
  assert.ok((await listQuotes(call, ask)).items.every(({ isPinned }) => !isPinned));
});

test("what has no high and low, and what people were promised protection for, gives no map", async () => {
  await assert.rejects(
    readPainMap(call, { measure: `choice:relational:${survey.id}:reasons` }),
    refuses("problems.no_groups"),
  );
  await assert.rejects(readPainMap(call, { measure: "enps:employee" }), refuses("problems.protected"));
  const none = await readPainMap(call, { measure: "nps:product" });
  assert.deepEqual([none.state, none.items.filter(({ mentions }) => mentions > 0).length], ["none", 0]);
});

test("who may not write the register is refused below HTTP", async () => {
  const reader = testCall(stores, {
    viewer: testViewer({
      permissions: new Set(["insight.read"] as const),
      grants: [{ role: "test", permissions: new Set(["insight.read"] as const), units: "all" }],
    }),
  });
  await assert.rejects(createProblem(reader, plain("x", [code("menu")])), refuses("access.forbidden"));
  await assert.rejects(
    listQuotes(reader, { params: { key: "queue" }, query: {}, body: { limit: 5 } }),
    refuses("access.forbidden"),
  );
  assert.equal((await readPainMap(reader, { measure })).state, "ok");
});
