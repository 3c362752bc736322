import assert from "node:assert/strict";
import { after, test } from "node:test";

import fc from "fast-check";

import { viewerForTest } from "#feature/access";
import { putReference } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Programme, type Survey } from "#feature/surveys/contract";
import { holds, type Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { systemRandom } from "#platform/random";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listRequestSchema, responseListSchema, submissionSchema, type ResponseList } from "../contract.ts";
import { eraseResponse } from "./erasing.ts";
import { listResponses, readResponse } from "./reading.ts";
import { recordResponses } from "./submit.ts";

const stores = { ...(await testStores({ after })), random: systemRandom };
const call = testCall(stores);

const region = await unit("WEST", null);
const branch = await unit("LVIV-1", "WEST");
await unit("KYIV-1", null);
await putReference(call, { kind: "product", code: "CARD", name: "Debit card" });

const visit = await published("Visit", "transactional", [
  { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" }, required: true },
  { kind: "satisfaction", key: "card", title: { en: "The card?" }, about: { product: "CARD" } },
  { kind: "text", key: "why", title: { en: "Why?" } },
]);
const staff = await published("Team", "employee", [
  { kind: "recommendation", key: "enps", employee: true, title: { en: "Would you recommend working here?" } },
  { kind: "text", key: "why", title: { en: "Why?" } },
]);

async function unit(code: string, parentCode: string | null): Promise<string> {
  return (await putReference(call, { kind: "unit", code, name: `Unit ${code}`, parentCode })).id;
}

async function published(
  name: string,
  programme: Programme,
  questions: DefinitionInput["pages"][number]["questions"],
): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, programme, anonymous: programme === "employee" });
  return publishSurvey(call, made.id);
}

const january = { from: "2025-12-31", to: "2026-01-31" };

interface Sample {
  readonly nps: number;
  readonly card: number | undefined;
  readonly why: string | undefined;
  readonly unit: string | undefined;
  readonly product: string | undefined;
  readonly channel: string | undefined;
  readonly plan: string | undefined;
  readonly day: number;
}

const samples: readonly Sample[] = Array.from({ length: 240 }, (_, index) => ({
  nps: (index * 7) % 11,
  card: index % 3 === 0 ? undefined : 1 + (index % 5),
  why: [undefined, "Очередь в кассу", "Ждал доставку неделю", "Great staff"][index % 4],
  unit: [undefined, "lviv-1", "KYIV-1", "Unit LVIV-1", "unknown-7"][index % 5],
  product: index % 2 === 0 ? "card" : "loan",
  channel: index % 6 === 0 ? undefined : ["email", "sms"][index % 2],
  plan: ["3", "12", "x"][index % 3],
  day: 1 + (index % 28),
}));

const ids = await record(
  samples.map((sample, index) => ({
    survey: visit.id,
    answers: present({ nps: sample.nps, card: sample.card, why: sample.why }),
    context: present({ unit: sample.unit, product: sample.product, channel: sample.channel }),
    attributes: present({ plan: sample.plan }),
    answeredAt: `2026-01-${String(sample.day).padStart(2, "0")}T${String(index % 24).padStart(2, "0")}:30:00Z`,
    timeZone: "Europe/Kyiv",
    language: "en",
  })),
);

async function record(submissions: readonly Record<string, unknown>[]): Promise<string[]> {
  const recorded = await recordResponses(
    call,
    submissions.map((one) => submissionSchema.parse(one)),
    { source: "api" },
  );
  return recorded.map((one) => (one.ok ? one.receipt.id : assert.fail(JSON.stringify(one))));
}

function present<T>(values: Record<string, T | undefined>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));
}

async function list(request: Record<string, unknown>, viewer = viewerForTest()): Promise<ResponseList> {
  const found = await listResponses({ ...call, viewer }, listRequestSchema.parse({ limit: 200, ...request }));
  return responseListSchema.parse(found);
}

async function listAll(request: Record<string, unknown>): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ limit: 37, ...request, ...(cursor && { cursor }) });
    found.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) assert.equal(found.length, page.total);
    cursor = page.nextCursor;
  }
  return found;
}

/** What the facts would see: one scored answer with the dimensions of its response. */
function answersOf(sample: Sample, index: number): readonly Record<string, unknown>[] {
  const local = new Date(Date.UTC(2026, 0, sample.day, (index % 24) + 2, 30));
  const unitCode = sample.unit === "Unit LVIV-1" ? "lviv-1" : sample.unit;
  const base = {
    survey: visit.id,
    programme: "transactional",
    channel: sample.channel,
    language: "en",
    "attr.plan": sample.plan,
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    hour: local.getUTCHours(),
    unit: unitCode === "lviv-1" ? [branch, region, "LVIV-1", "WEST"] : unitCode,
    product: sample.product === "card" ? ["CARD", "Debit card"] : sample.product,
  };
  const group = sample.nps >= 9 ? "high" : sample.nps <= 6 ? "low" : "middle";
  const cardGroup =
    sample.card === undefined ? undefined : sample.card >= 4 ? "high" : sample.card <= 2 ? "low" : "middle";
  return [
    { ...base, kind: "nps", question: "nps", score: String(sample.nps), group },
    ...(sample.card === undefined
      ? []
      : [
          {
            ...base,
            kind: "csat",
            question: "card",
            score: String(sample.card),
            group: cardGroup,
            product: ["CARD", "Debit card"],
          },
        ]),
    ...(sample.why === undefined ? [] : [{ ...base, kind: "text", question: "why" }]),
  ];
}

function expected(where: Condition | undefined, kind?: string): string[] {
  return samples.flatMap((sample, index) => {
    const isWanted = answersOf(sample, index).some(
      (answer) =>
        (kind === undefined || answer["kind"] === kind) &&
        (where === undefined || holds(where, (field) => answer[field])),
    );
    return isWanted ? [ids[index] ?? ""] : [];
  });
}

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constant("score"),
    op: fc.constantFrom("eq", "lte", "gt", "ne"),
    value: fc.integer({ min: 0, max: 10 }),
  }),
  fc.record({
    field: fc.constant("group"),
    op: fc.constantFrom("eq", "ne"),
    value: fc.constantFrom("high", "middle", "low"),
  }),
  fc.record({
    field: fc.constant("question"),
    op: fc.constantFrom("eq", "ne"),
    value: fc.constantFrom("nps", "card", "why"),
  }),
  fc.record({
    field: fc.constant("unit"),
    op: fc.constantFrom("eq", "ne"),
    value: fc.constantFrom(region, branch, "WEST", "unknown-7", "nowhere"),
  }),
  fc.record({
    field: fc.constant("unit"),
    op: fc.constantFrom("in", "nin"),
    value: fc.constant([branch, "unknown-7"]),
  }),
  fc.record({
    field: fc.constant("product"),
    op: fc.constantFrom("eq", "ne"),
    value: fc.constantFrom("CARD", "Debit card", "loan"),
  }),
  fc.record({
    field: fc.constant("channel"),
    op: fc.constantFrom("eq", "ne", "empty", "answered", "contains"),
    value: fc.constantFrom("email", "sms"),
  }),
  fc.record({
    field: fc.constant("attr.plan"),
    op: fc.constantFrom("eq", "lt", "gte"),
    value: fc.constantFrom("3", "5", "x"),
  }),
  fc.record({ field: fc.constant("weekday"), op: fc.constantFrom("eq", "lte"), value: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ field: fc.constant("hour"), op: fc.constant("between"), value: fc.constantFrom([8, 12], [0, 3]) }),
);
const condition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    comparison,
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie("condition") }),
  ),
})).condition;

test("a filter with a measure lists exactly the responses whose answers the number is made of", async () => {
  const measure = fc.constantFrom(["nps", "nps"] as const, ["csat", "card"] as const, ["text", "why"] as const);
  await fc.assert(
    fc.asyncProperty(condition, measure, fc.boolean(), async (where, [kind, question], isOfQuestion) => {
      const ref = `${kind}:transactional${isOfQuestion ? `:${visit.id}:${question}` : ""}`;
      assert.deepEqual((await listAll({ where, measure: ref })).toSorted(), expected(where, kind).toSorted());
    }),
    { numRuns: 150 },
  );
});

test("without a measure a condition holds for a response when it holds for one of its answers", async () => {
  await fc.assert(
    fc.asyncProperty(condition, async (where) => {
      assert.deepEqual((await listAll({ where, ...january })).toSorted(), expected(where).toSorted());
    }),
    { numRuns: 100 },
  );
});

test("pages follow each other newest first without gap or repeat", async () => {
  const all = await listAll(january);
  assert.equal(new Set(all).size, samples.length);
  const times = (await list(january)).items.map(({ answeredAt }) => answeredAt);
  assert.deepEqual(times, times.toSorted().toReversed());
});

test("days are those of the respondent", async () => {
  const found = await list({ from: "2026-01-29", to: "2026-01-29" });
  const expectedIds = samples.flatMap((sample, index) =>
    sample.day === 28 && index % 24 >= 22 ? [ids[index] ?? ""] : [],
  );
  assert.deepEqual(found.items.map(({ id }) => id).toSorted(), expectedIds.toSorted());
  assert.ok(expectedIds.length > 0);
});

test("words are found in comments by their beginnings, all of them", async () => {
  const byWord = (text: string) => samples.filter(({ why }) => why?.includes(text)).length;
  assert.equal((await list({ ...january, search: "доставка" })).total, byWord("доставку"));
  assert.equal((await list({ ...january, search: "касса ОЧЕРЕДЬ" })).total, byWord("Очередь"));
  assert.equal((await list({ ...january, search: "очередь доставка" })).total, 0);
  assert.equal((await list({ ...january, search: "'; drop table response; --" })).total, 0);
  assert.equal(
    (await list({ ...january, withText: true })).total,
    samples.filter(({ why }) => why !== undefined).length,
  );
});

test("a response is shown with names for codes, unresolved ones marked, and its groups", async () => {
  const index = samples.findIndex(({ unit, why }) => unit === "unknown-7" && why !== undefined);
  const response = await readResponse(call, ids[index] ?? "");
  assert.equal(response.surveyName, "Visit");
  assert.deepEqual(
    response.context.find(({ field }) => field === "unit"),
    { field: "unit", code: "unknown-7", name: "unknown-7", resolved: false },
  );
  const nps = response.answers.find(({ question }) => question === "nps");
  assert.equal(nps?.score, samples[index]?.nps);
  assert.equal(nps?.title, "Would you recommend us?");
  assert.match(response.localTime, /^2026-01-\d\dT\d\d:30:00$/);
});

test("who sees one region sees its branches' responses and nothing else, by list and by id", async () => {
  const viewer = viewerForTest({ units: [region] });
  const found = await list(january, viewer);
  const own = samples.flatMap(({ unit }, index) =>
    ["lviv-1", "Unit LVIV-1"].includes(unit ?? "") ? [ids[index] ?? ""] : [],
  );
  assert.deepEqual(found.items.map(({ id }) => id).toSorted(), own.toSorted());
  assert.equal(found.total, own.length);

  const other = ids[samples.findIndex(({ unit }) => unit === "KYIV-1")] ?? "";
  const isNotFound = (error: unknown) => error instanceof Refusal && error.code === "answers.not_found";
  await assert.rejects(readResponse({ ...call, viewer }, other), isNotFound);
  await assert.rejects(eraseResponse({ ...call, viewer }, other), isNotFound);
});

test("an unknown field, measure or cursor is named", async () => {
  const isInvalid = (field: string) => (error: unknown) =>
    error instanceof Refusal && error.code === "answers.invalid" && error.fields[0]?.field === field;
  await assert.rejects(list({ where: { field: "shoe_size", op: "eq", value: 43 } }), isInvalid("where"));
  await assert.rejects(list({ measure: "nps" }), isInvalid("measure"));
  await assert.rejects(list({ cursor: "bm9uc2Vuc2U" }), isInvalid("cursor"));
});

const team = await record(
  Array.from({ length: 23 }, (_, index) => ({
    survey: staff.id,
    answers: { enps: index % 11, why: `Opinion ${index}` },
    context: { unit: index < 12 ? "LVIV-1" : index < 20 ? "KYIV-1" : "unknown-7" },
    answeredAt: `2026-02-0${1 + (index % 9)}T09:15:00Z`,
    timeZone: "Europe/Kyiv",
    language: index % 12 === 5 ? "uk" : "en",
  })),
);
const ofTeam = { measure: "enps:employee" };
const inUnit = (value: string) => ({ ...ofTeam, where: { field: "unit", op: "eq", value } });

test("protected responses show answers and day, and nothing that tells the person", async () => {
  const found = await list(ofTeam);
  assert.equal(found.total, team.length);
  for (const { context, attributes, personId, language, localTime, answeredAt, answers } of found.items) {
    assert.deepEqual([context, attributes, personId, language], [[], {}, null, null]);
    assert.match(localTime, /^2026-02-\d\d$/);
    assert.match(answeredAt, /^2026-02-\d\d$/);
    assert.equal(answers.length, 2);
  }
});

test("a group of protected respondents that is too small is not listed, nor one that would reveal it", async () => {
  const small = await list(inUnit("unknown-7"));
  assert.deepEqual([small.items, small.total, small.isAnyHidden], [[], 0, true]);

  const rest = await list({ ...ofTeam, where: { not: { field: "unit", op: "eq", value: "unknown-7" } } });
  assert.deepEqual([rest.total, rest.isAnyHidden], [12, true], "the whole less the rest would be the small group");

  const lviv = await list(inUnit("LVIV-1"));
  assert.equal(lviv.total, 12);
  assert.ok(lviv.items.every(({ answers }) => answers.some(({ kind }) => kind === "text")));
});

test("a unit with fewer than ten is not listed: its people's comments stand in the list of all", async () => {
  const found = await list(inUnit("KYIV-1"));
  assert.deepEqual([found.items, found.total, found.isAnyHidden], [[], 0, true]);
});

test("no two lists laid over each other tell who of a unit speaks which language", async () => {
  const speaks = { field: "language", op: "eq", value: "uk" } as const;
  const lviv = { field: "unit", op: "eq", value: "LVIV-1" } as const;
  for (const where of [speaks, { not: speaks }, { all: [lviv, speaks] }, { any: [lviv, speaks] }])
    assert.deepEqual((await list({ ...ofTeam, where })).items, []);

  const firstDay = { field: "day", op: "eq", value: "2026-02-01" } as const;
  assert.equal((await list({ ...ofTeam, where: { not: firstDay } })).total, 20, "a day is shown anyhow");
});

test("a search that only few protected respondents answer to finds nothing", async () => {
  assert.equal((await list({ ...ofTeam, search: "opinion" })).total, team.length);
  assert.equal((await list({ ...ofTeam, search: "opinion 7" })).total, 0);
});

test("a protected response is read by its id only while its survey has enough of them", async () => {
  const response = await readResponse(call, team[0] ?? "");
  assert.deepEqual(response.context, []);

  const few = await published("Few", "employee", [
    { kind: "recommendation", key: "enps", employee: true, title: { en: "Q" } },
  ]);
  const [lone] = await record([{ survey: few.id, answers: { enps: 3 } }]);
  await assert.rejects(
    readResponse(call, lone ?? ""),
    (error) => error instanceof Refusal && error.code === "answers.not_found",
  );
});
