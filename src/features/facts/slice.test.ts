import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { listResponses } from "#feature/answers";
import type { SubmissionInput } from "#feature/answers/contract";
import { putReference, updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import type { Condition } from "#kit/condition";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { readFreshness } from "./actions/freshness.ts";
import { listMeasures } from "./actions/list-measures.ts";
import { listDimensions, listValues } from "./actions/list-values.ts";
import { slice } from "./actions/slice.ts";
import { measureSchema, sliceSchema, type SliceQueryInput } from "./contract.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;

/** 50 promoters, 30 passives and 20 detractors; a third each from KYIV, LVIV and an unknown unit, in two months. */
const submissions = (slug: string): SubmissionInput[] =>
  Array.from({ length: 100 }, (_, index) => ({
    survey: slug,
    id: `r${index}`,
    answers: {
      nps: index < 50 ? 9 + (index % 2) : index < 80 ? 7 : index % 7,
      csat: 1 + (index % 5),
      effort: 1 + (index % 7),
      food: 1 + (index % 5),
      wait: { expectation: 5, result: 3 + (index % 5) },
      visits: index,
      reasons: index % 2 === 0 ? ["price", "staff"] : ["staff"],
      ...(index % 10 === 0 && { why: "Ich bin zufrieden" }),
    },
    answeredAt: index < 60 ? "2026-02-10T21:30:00Z" : "2026-01-15T08:00:00Z",
    timeZone: "Europe/Kyiv",
    weight: index % 2 === 0 ? 2 : 1,
    context: { unit: ["kyiv", "LVIV", "gone"][index % 3]!, channel: index % 4 === 0 ? "web" : "sms" },
    attributes: { tariff: index % 2 === 0 ? "gold" : "basic" },
  }));

before(async () => {
  await updateSettings(call, { timeZone: "Europe/Kyiv", minimumN: 5 });
  await putReference(call, { kind: "unit", code: "WEST", name: "West" });
  await putReference(call, { kind: "unit", code: "KYIV", name: "Kyiv" });
  await putReference(call, { kind: "unit", code: "LVIV", name: "Lviv", parentCode: "WEST" });
  survey = await publishSample(call, "Visit");
  await recordSample(stores, call.viewer, submissions(survey.slug));
  await projector.drain();
});

const ask = async (query: SliceQueryInput) => sliceSchema.parse(await slice(call, query));
const ofQuestion = (kind: string, question: string) => `${kind}:relational:${survey.id}:${question}`;

test("recommendation of 50, 30 and 20 is 30 points with the adjusted Wald interval of the literature", async () => {
  const { total } = await ask({ measure: "nps:relational" });

  const { figure } = total;
  assert.equal(figure.state, "ok");
  assert.deepEqual(figure.groups, { high: 50, middle: 30, low: 20 });
  assert.equal(figure.estimate?.value, 30);
  assert.equal(figure.estimate?.interval.low.toFixed(2), "14.05");
  assert.equal(figure.estimate?.interval.high.toFixed(2), "44.20");
  assert.equal(figure.distribution?.["7"], 30);
});

test("cut points of the settings move the groups without anything being projected again", async () => {
  await updateSettings(call, { cutPoints: { detractorMax: 3, promoterMin: 10 } });
  try {
    const { total } = await ask({ measure: "nps:relational" });
    assert.equal(total.figure.groups?.high, 25);
  } finally {
    await updateSettings(call, { cutPoints: { detractorMax: 6, promoterMin: 9 } });
  }
});

test("satisfaction is the per cent of top boxes, the other scales are means in their steps", async () => {
  const csat = await ask({ measure: "csat:relational" });
  const effort = await ask({ measure: ofQuestion("ces", "effort") });
  const food = await ask({ measure: ofQuestion("rating", "food") });
  const gap = await ask({ measure: ofQuestion("gap", "wait") });
  const visits = await ask({ measure: ofQuestion("number", "visits") });

  assert.equal(csat.total.figure.estimate?.value, 40);
  assert.equal(csat.total.figure.mean?.value, 3);
  assert.equal(effort.total.figure.estimate?.value.toFixed(3), "3.950");
  assert.equal(food.total.figure.estimate?.value, 3);
  assert.equal(gap.total.figure.estimate?.value, 0);
  assert.deepEqual(gap.total.figure.groups, { high: 40, middle: 20, low: 40 });
  assert.equal(visits.total.figure.estimate?.value, 49.5);
});

test("several choices of one response are one answer, and each option has its per cent of all", async () => {
  const whole = await ask({ measure: ofQuestion("choice", "reasons") });
  const byOption = await ask({ measure: ofQuestion("choice", "reasons"), by: ["score"] });

  assert.equal(whole.total.figure.n, 100);
  assert.deepEqual(whole.total.figure.distribution, { price: 50, staff: 100 });
  assert.deepEqual(
    byOption.rows.map(({ key, figure }) => [key[0]?.value, figure.estimate?.value]),
    [
      ["staff", 100],
      ["price", 50],
    ],
  );
  assert.equal(byOption.total.figure.n, 100);
});

test("weights give the weighted share, with a design effect and an n that stays the number of answers", async () => {
  const { total } = await ask({ measure: "nps:relational", weight: true });

  const { figure } = total;
  const [high, low] = [25 * 2 + 25, 10 * 2 + 10];
  assert.equal(figure.n, 100);
  assert.equal(figure.estimate?.value.toFixed(6), ((100 * (high - low)) / 150).toFixed(6));
  assert.equal(figure.designEffect?.toFixed(6), ((100 * (50 * 4 + 50)) / 150 ** 2).toFixed(6));
  assert.ok((figure.estimate?.effectiveN ?? 100) < 100);
});

test("rows add up to the total, by one dimension, by two, by a map attribute and by groups of the score", async () => {
  for (const by of [
    ["unit"],
    ["unit", "channel"],
    ["attr.tariff"],
    ["group"],
    ["score"],
    ["month", "weekday"],
    ["hour"],
  ]) {
    const { rows, total } = await ask({ measure: "nps:relational", by });
    assert.equal(
      rows.reduce((sum, { figure }) => sum + (figure.n ?? 0), 0),
      total.figure.n,
      by.join(),
    );
  }
});

test("codes are resolved without case, and unknown ones keep standing under what they came with", async () => {
  const { rows } = await ask({ measure: "nps:relational", by: ["unit"] });

  assert.deepEqual(
    rows.map(({ key }) => key[0]).toSorted((a, b) => (a!.value < b!.value ? -1 : 1)),
    [
      { dimension: "unit", value: "KYIV", name: "Kyiv", resolved: true },
      { dimension: "unit", value: "LVIV", name: "Lviv", resolved: true },
      { dimension: "unit", value: "gone", name: "gone", resolved: false },
    ],
  );
});

test("a unit in a filter means itself and all below it, by code, by name and whatever the case", async () => {
  for (const value of ["WEST", "west", "West"]) {
    const { total } = await ask({ measure: "nps:relational", where: { field: "unit", op: "eq", value } });
    assert.equal(total.figure.n, 33, value);
  }
});

test("weekday, hour and day are those of the place where it was answered", async () => {
  const { rows } = await ask({ measure: "nps:relational", by: ["day", "weekday", "hour"] });

  assert.deepEqual(
    rows.map(({ key }) => key.map(({ value }) => value)),
    [
      ["2026-01-15", "4", "10"],
      ["2026-02-10", "2", "23"],
    ],
  );
});

test("a period is compared with the one before: figures of both, their difference and whether it is clear", async () => {
  const { total } = await ask({
    measure: "nps:relational",
    period: { from: "2026-02-01", to: "2026-02-28" },
    compare: "previous",
  });

  const { figure, before, difference } = total;
  assert.equal(figure.n, 60);
  assert.equal(before?.n, 40);
  assert.equal(difference?.value, (figure.estimate?.value ?? 0) - (before?.estimate?.value ?? 0));
  assert.equal(difference?.clear, true);
});

test("the total counts what the limit cut off", async () => {
  const { rows, total, truncated } = await ask({ measure: "nps:relational", by: ["score"], limit: 2 });
  assert.equal(rows.length, 2);
  assert.equal(total.figure.n, 100);
  assert.ok(truncated > 3);
});

test("a row with fewer answers than the organisation wants says so instead of a figure", async () => {
  await updateSettings(call, { minimumN: 34 });
  try {
    const { rows, total } = await ask({ measure: "nps:relational", by: ["unit"] });
    assert.deepEqual(
      rows.map(({ figure }) => [figure.state, figure.n, figure.estimate === null]),
      [
        ["ok", 34, false],
        ["too-few", 33, true],
        ["too-few", 33, true],
      ],
    );
    assert.equal(total.figure.state, "ok");
  } finally {
    await updateSettings(call, { minimumN: 5 });
  }
});

test("no answers, four answers and five answers are told apart in a total", async () => {
  const where = (visits: number): Condition => ({ field: "score", op: "lt", value: visits });
  const states = await Promise.all(
    [0, 4, 5].map(
      async (visits) => (await ask({ measure: ofQuestion("number", "visits"), where: where(visits) })).total,
    ),
  );
  assert.deepEqual(
    states.map(({ figure }) => [figure.state, figure.n]),
    [
      ["none", 0],
      ["too-few", 4],
      ["ok", 5],
    ],
  );
});

test("a viewer of one unit sees that unit and what lies below it in every number, and nothing else", async () => {
  const west = (await stores.postgres.pool.query<{ id: string }>("select id from reference where code = 'WEST'"))
    .rows[0]!;
  const narrow = { stores, viewer: viewerForTest({ units: [west.id] }) };

  const seen = await slice(narrow, { measure: "nps:relational", by: ["unit"] });
  const units = await listValues(narrow, { dimension: "unit", limit: 10 });
  const measures = await listMeasures(narrow, {});

  assert.equal(seen.total.figure.n, 33);
  assert.deepEqual(
    seen.rows.map(({ key }) => key[0]?.value),
    ["LVIV"],
  );
  assert.deepEqual(units.items, [{ value: "LVIV", name: "Lviv", n: 33 }]);
  assert.equal(measures.items.find(({ ref }) => ref === "nps:relational")?.n, 33);
});

test("whoever may not read figures is refused, and a field that is none is named", async () => {
  const blind = { stores, viewer: viewerForTest({ permissions: ["answers.read"] }) };
  await assert.rejects(slice(blind, { measure: "nps:relational" }), (error) => {
    return error instanceof Refusal && error.code === "access.forbidden";
  });
  await assert.rejects(
    slice(call, { measure: "nps:relational", where: { field: "moon", op: "eq", value: "full" } }),
    (error) => error instanceof Refusal && error.code === "facts.unknown_field" && error.params["field"] === "moon",
  );
});

test("the filter of a number lists exactly the responses behind it", async () => {
  const wheres: (Condition | undefined)[] = [
    undefined,
    { field: "unit", op: "eq", value: "WEST" },
    { field: "unit", op: "in", value: ["KYIV", "gone"] },
    { field: "unit", op: "ne", value: "kyiv" },
    { field: "group", op: "eq", value: "low" },
    { field: "score", op: "between", value: [7, 9] },
    { field: "channel", op: "nin", value: ["web"] },
    { field: "attr.tariff", op: "eq", value: "gold" },
    { field: "employee", op: "empty" },
    { field: "hour", op: "gte", value: 20 },
    { field: "survey", op: "eq", value: survey.slug },
    { all: [{ field: "weekday", op: "eq", value: 2 }, { not: { field: "channel", op: "contains", value: "WE" } }] },
    {
      any: [
        { field: "score", op: "eq", value: 10 },
        { field: "touchpoint", op: "answered" },
      ],
    },
  ];
  for (const where of wheres) {
    for (const measure of ["nps:relational", ofQuestion("rating", "food")]) {
      const filter = where === undefined ? {} : { where };
      const { total } = await ask({ measure, ...filter, period: { from: "2026-01-15", to: "2026-02-10" } });
      const behind = await listResponses(call, {
        measure,
        ...filter,
        from: "2026-01-15",
        to: "2026-02-10",
        limit: 1,
      });
      assert.equal(total.figure.n, behind.total, `${measure} where ${JSON.stringify(where)}`);
    }
  }
});

test("a question that is about a touchpoint counts there, whatever the context says", async () => {
  const { rows } = await ask({ measure: ofQuestion("rating", "food"), by: ["touchpoint"] });
  assert.deepEqual(
    rows.map(({ key, figure }) => [key[0]?.value, figure.n]),
    [["canteen", 100]],
  );
});

test("measures are listed once for a programme where they make one number, else by question with its words", async () => {
  const { items } = await listMeasures(call, {});
  items.forEach((item) => measureSchema.parse(item));

  assert.equal(items.filter(({ kind }) => kind === "nps").length, 1);
  const food = items.find(({ kind }) => kind === "rating");
  assert.deepEqual(
    [food?.title, food?.surveyName, food?.n, food?.scale],
    ["The food", "Visit", 100, { from: 1, to: 5 }],
  );
  const { kind, weighted, from, to } = items.find(({ ref }) => ref === "nps:relational")!;
  assert.deepEqual({ kind, weighted, from, to }, { kind: "nps", weighted: true, from: "2026-01-15", to: "2026-02-10" });
});

test("values of a dimension come with their names, most frequent first, and can be searched by either", async () => {
  const all = await listValues(call, { dimension: "unit", limit: 10 });
  const found = await listValues(call, { dimension: "unit", search: "LV", limit: 10 });

  assert.deepEqual(all.items[0], { value: "KYIV", name: "Kyiv", n: 34 });
  assert.deepEqual(found.items, [{ value: "LVIV", name: "Lviv", n: 33 }]);
});

test("dimensions with something to choose from are listed, attributes included", async () => {
  const { items } = await listDimensions(call);
  assert.deepEqual(
    items.find(({ dimension }) => dimension === "attr.tariff"),
    { dimension: "attr.tariff", values: 2 },
  );
  assert.deepEqual(
    items.find(({ dimension }) => dimension === "unit"),
    { dimension: "unit", values: 3 },
  );
  assert.equal(
    items.find(({ dimension }) => dimension === "brand"),
    undefined,
  );
});

test("nothing waits once everything is projected, and the newest answer is known", async () => {
  const { pending, lagSeconds, asOf } = await readFreshness(call);
  assert.deepEqual([pending, lagSeconds, asOf], [0, 0, stores.clock.now().toISOString()]);
});
