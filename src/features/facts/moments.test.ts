import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import type { SubmissionInput } from "#feature/answers/contract";
import { updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { addMomentMatrices, momentMatrixOf } from "#statistics/drivers/moment-matrix";
import { testCall, testViewer } from "#testing/call";
import { testStores } from "#testing/database";

import { momentBlocks, type MomentQuestion } from "./actions/moment-blocks.ts";
import { createProjector } from "./projector.ts";
import type { MomentColumn } from "./rules/moment-columns.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
let staff: Survey;

interface Given {
  readonly nps: number;
  readonly food?: number;
  readonly csat: number;
  readonly visits: number;
  readonly reasons: readonly string[];
  readonly weight: number;
  readonly segment: string;
  readonly minutes: string;
}

const given: readonly Given[] = Array.from({ length: 300 }, (_, index) => ({
  nps: (index * 7) % 11,
  ...(index % 9 === 0 ? {} : { food: 1 + ((index * 3) % 5) }),
  csat: 1 + ((index * 11) % 5),
  visits: (index * 13) % 40,
  reasons: [["price"], ["price", "staff"], [], ["place"]][index % 4] ?? [],
  weight: 1 + (index % 3) / 2,
  segment: ["mass", "family", "youth"][index % 3] ?? "",
  minutes: index % 10 === 0 ? "unknown" : String((index * 17) % 60),
}));

const submission = (slug: string, one: Given, index: number): SubmissionInput => ({
  survey: slug,
  id: `m${index}`,
  answers: {
    nps: one.nps,
    csat: one.csat,
    visits: one.visits,
    ...(one.food === undefined ? {} : { food: one.food }),
    ...(one.reasons.length === 0 ? {} : { reasons: [...one.reasons] }),
  },
  weight: one.weight,
  answeredAt: index < 200 ? "2026-02-10T10:00:00Z" : "2026-01-15T08:00:00Z",
  context: { segment: one.segment, unit: index % 2 === 0 ? "A" : "B" },
  attributes: { minutes: one.minutes },
});

before(async () => {
  await updateSettings(call, { timeZone: "UTC", smallGroup: 5 });
  survey = await publishSample(call, "Visit");
  await recordSample(
    stores,
    call.viewer,
    given.map((one, index) => submission(survey.slug, one, index)),
  );
  staff = await publishSample(call, "Pulse", { programme: "employee", anonymous: true });
  await recordSample(
    stores,
    call.viewer,
    given.slice(0, 60).map((one, index) => ({
      survey: staff.slug,
      answers: { nps: one.nps, csat: one.csat, ...(index < 3 ? {} : { food: 1 + (index % 5) }) },
    })),
  );
  await projector.drain();
});

const ofQuestion = (kind: string, question: string) => `${kind}:relational:${survey.id}:${question}`;
const points = (nps: number) => (nps >= 9 ? 100 : nps <= 6 ? -100 : 0);

/** What the database ought to say. */
function expected(rows: readonly Given[], read: (one: Given) => readonly number[] | null, isWeighted = false) {
  const complete = rows.flatMap((one) => {
    const values = read(one);
    return values === null ? [] : [{ values, weight: isWeighted ? one.weight : 1 }];
  });
  return momentMatrixOf(
    complete.map(({ values }) => values),
    complete.map(({ weight }) => weight),
  );
}

async function found(question: Omit<MomentQuestion, "measure" | "reading"> & Partial<MomentQuestion>) {
  const moments = await momentBlocks(call, { measure: "nps:relational", reading: "points", ...question });
  return { ...moments, whole: addMomentMatrices(moments.blocks) };
}

function same(actual: ReturnType<typeof addMomentMatrices>, wanted: ReturnType<typeof momentMatrixOf>): void {
  assert.equal(actual.n, wanted.n);
  assert.equal(actual.products.length, wanted.products.length);
  wanted.products.forEach((value, index) => {
    assert.ok(
      Math.abs((actual.products[index] ?? Number.NaN) - value) < 1e-6 * Math.max(1, Math.abs(value)),
      `${index}`,
    );
  });
  assert.ok(Math.abs(actual.sumSquaredWeights - wanted.sumSquaredWeights) < 1e-6 * wanted.sumSquaredWeights);
}

const everything: readonly MomentColumn[] = [
  { kind: "score", measure: "rating:relational:SURVEY:food" },
  { kind: "group", measure: "rating:relational:SURVEY:food", group: "low" },
  { kind: "score", measure: "csat:relational:SURVEY:csat" },
  { kind: "score", measure: "number:relational:SURVEY:visits" },
  { kind: "choice", measure: "choice:relational:SURVEY:reasons", option: "price", isAsked: false },
  { kind: "value", dimension: "segment", values: ["family"] },
  { kind: "amount", dimension: "attr.minutes" },
];
const here = () =>
  everything.map((column) =>
    "measure" in column ? { ...column, measure: column.measure.replace("SURVEY", survey.id) } : column,
  );
const readAll = (one: Given): readonly number[] | null =>
  one.food === undefined || one.minutes === "unknown"
    ? null
    : [
        one.food,
        one.food <= 2 ? 1 : 0,
        one.csat,
        one.visits,
        one.reasons.includes("price") ? 1 : 0,
        one.segment === "family" ? 1 : 0,
        Number(one.minutes),
        points(one.nps),
      ];

test("the products of every kind of column are those of the answers themselves, missing ones left out whole", async () => {
  const moments = await found({ columns: here() });

  same(moments.whole, expected(given, readAll));
  assert.equal(moments.answered, 300);
  assert.deepEqual(moments.present, [266, 266, 300, 300, 300, 300, 270]);
  assert.ok(moments.blocks.length > 40);
  assert.equal(moments.isProtected, false);
});

test("weights, filter, period and the viewer's units reach the products", async () => {
  same((await found({ columns: here(), weight: true })).whole, expected(given, readAll, true));
  same(
    (
      await found({
        columns: here(),
        where: {
          all: [
            { field: "segment", op: "ne", value: "youth" },
            { field: "group", op: "eq", value: "low" },
          ],
        },
        period: { from: "2026-02-01", to: "2026-02-28" },
      })
    ).whole,
    expected(
      given.slice(0, 200).filter(({ segment, nps }) => segment !== "youth" && nps <= 6),
      readAll,
    ),
  );
  const stranger = testViewer({
    units: ["0197c1a0-0000-7000-8000-00000000ffff"],
    grants: [{ role: "test", permissions: new Set(["insight.read"]), units: ["0197c1a0-0000-7000-8000-00000000ffff"] }],
  });
  const none = await momentBlocks(
    { stores, viewer: stranger },
    { measure: "nps:relational", reading: "points", columns: here() },
  );
  assert.deepEqual([none.blocks.length, none.answered], [0, 0]);
});

test("yes-or-no columns of the outcome's own row are put together first and come to the same", async () => {
  const columns: readonly MomentColumn[] = [
    { kind: "value", dimension: "segment", values: ["mass"] },
    { kind: "value", dimension: "unit", values: ["B"] },
  ];
  const read = (one: Given) => [one.segment === "mass" ? 1 : 0, given.indexOf(one) % 2, one.nps];

  same((await found({ columns, reading: "score" })).whole, expected(given, read));
  same((await found({ columns, reading: "score", weight: true })).whole, expected(given, read, true));
});

test("what a response was coded with is a column, alone and beside answers to other questions", async () => {
  const code: MomentColumn = { kind: "code", code: `${survey.id}:reasons:price` };
  const has = ({ reasons }: Given) => (reasons.includes("price") ? 1 : 0);

  same(
    (await found({ columns: [code], reading: "score" })).whole,
    expected(given, (one) => [has(one), one.nps]),
  );
  const csat: MomentColumn = { kind: "score", measure: ofQuestion("csat", "csat") };
  same(
    (await found({ columns: [code, csat], reading: "score" })).whole,
    expected(given, (one) => [has(one), one.csat, one.nps]),
  );
});

test("the outcome is read in points, as a score or as a share of the top", async () => {
  const y = async (question: Partial<MomentQuestion>) => {
    const { whole } = await found({ columns: [], ...question });
    return (whole.products[1] ?? 0) / (whole.products[0] ?? 1);
  };
  const mean = (read: (one: Given) => number) => given.reduce((sum, one) => sum + read(one), 0) / given.length;

  assert.ok(Math.abs((await y({})) - mean(({ nps }) => points(nps))) < 1e-9);
  assert.ok(Math.abs((await y({ reading: "score" })) - mean(({ nps }) => nps)) < 1e-9);
  assert.ok(Math.abs((await y({ reading: "top" })) - mean(({ nps }) => (nps >= 9 ? 100 : 0))) < 1e-9);
  const top = await y({ reading: "top", measure: ofQuestion("csat", "csat") });
  assert.ok(Math.abs(top - mean(({ csat }) => (csat >= 4 ? 100 : 0))) < 1e-9);
});

test("people who were promised not to be known: only their own answers, and never a handful of them", async () => {
  const ask = (columns: readonly MomentColumn[], where?: MomentQuestion["where"]) =>
    momentBlocks(call, { measure: `nps:employee:${staff.id}:nps`, reading: "points", columns, where });
  const csat: MomentColumn = { kind: "score", measure: `csat:employee:${staff.id}:csat` };
  const food: MomentColumn = { kind: "score", measure: `rating:employee:${staff.id}:food` };

  const whole = await ask([csat]);
  assert.deepEqual([whole.isProtected, whole.isHidden, whole.answered], [true, false, 60]);
  // Three have no answer about the food: what is left out would give them away.
  const few = await ask([csat, food]);
  assert.deepEqual([few.isHidden, few.blocks.length, few.answered], [true, 0, 0]);
  await assert.rejects(
    ask([{ kind: "value", dimension: "unit", values: ["A"] }]),
    (error) => error instanceof Refusal && error.code === "facts.protected_column",
  );
});

test("texts are no outcome, and fields must exist", async () => {
  const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  await assert.rejects(found({ columns: [], measure: ofQuestion("text", "why") }), refused("facts.not_beside"));
  await assert.rejects(
    found({ columns: [], where: { field: "shoe", op: "eq", value: 1 } }),
    refused("facts.unknown_field"),
  );
});
