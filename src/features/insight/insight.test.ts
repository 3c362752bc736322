import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector, slice } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import type { Condition } from "#kit/condition";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { readHeatmap } from "./actions/heatmap.ts";
import { readOverview } from "./actions/overview.ts";
import { readRanking } from "./actions/ranking.ts";
import { readTrend } from "./actions/trend.ts";
import { filterSchema, heatmapSchema, overviewSchema, rankingSchema, trendSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const everything = filterSchema.parse({});
const weeks = 30;
let survey: Survey;
let staff: Survey;

/**
 * Thirty weeks up to today with 60 answers each, the last one bad; of six units `good` is far above and `bad` far below
 * the rest; satisfaction has a good mean and one in five at the bottom.
 */
function customers(slug: string): SubmissionInput[] {
  return Array.from({ length: weeks * 60 }, (_, index) => {
    const [week, place] = [Math.floor(index / 60), index % 60];
    const unit = ["good", "bad", "one", "two", "three", "four"][place % 6]!;
    const turn = Math.floor(place / 6);
    const usual = turn < 4 ? 9 : turn < 7 ? 8 : 5;
    const nps = week === weeks - 2 ? 3 : ({ good: 10, bad: 2 }[unit] ?? usual);
    const day = new Date(Date.UTC(2026, 2, 2) - (weeks - 1 - week) * 7 * 86_400_000);
    return {
      survey: slug,
      answers: { nps, csat: place % 5 === 0 ? 1 : 5, food: 1 + (place % 5), visits: index % 7 },
      answeredAt: day.toISOString(),
      timeZone: "UTC",
      ...(place < 54 && { context: { unit } }),
    };
  });
}

/** Ten of one team, six of another, three of a third and five who named none. */
function employees(slug: string): SubmissionInput[] {
  const teams = [
    ...Array.from({ length: 10 }, () => "north"),
    ...Array.from({ length: 6 }, () => "south"),
    "east",
    "east",
    "east",
  ];
  return [...teams, ...Array.from({ length: 5 }, () => undefined)].map((unit, index) => ({
    survey: slug,
    answers: { nps: index % 11 },
    answeredAt: "2026-02-20T08:00:00Z",
    ...(unit !== undefined && { context: { unit } }),
  }));
}

async function publish(name: string, programme: Programme): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } },
          { kind: "satisfaction", key: "csat", title: { en: "How satisfied are you?" } },
          { kind: "rating", key: "food", title: { en: "The food" } },
          { kind: "number", key: "visits", title: { en: "How many visits?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, programme, anonymous: programme === "employee" });
  return publishSurvey(call, made.id);
}

async function record(submissions: readonly SubmissionInput[]): Promise<void> {
  const parsed = submissions.map((submission) => submissionSchema.parse(submission));
  const recorded = await recordResponses(call, parsed, { source: "api" });
  assert.ok(recorded.every(({ ok }) => ok));
}

before(async () => {
  await updateSettings(call, { minimumN: 5, smallGroup: 5 });
  survey = await publish("Visit", "relational");
  staff = await publish("Mood", "employee");
  await record(customers(survey.slug));
  await record(employees(staff.slug));
  await createProjector(stores).drain();
});

test("the overview shows every measure with figure, spark and, where the mean hides one, its heavy tail", async () => {
  const overview = overviewSchema.parse(await readOverview(call, everything));

  const nps = overview.items.find(({ measure }) => measure.ref === "nps:relational")!;
  const csat = overview.items.find(({ measure }) => measure.ref === "csat:relational")!;
  assert.equal(nps.figure.n, weeks * 60);
  assert.equal(nps.figure.state, "ok");
  assert.ok(nps.spark.length > 3 && nps.spark.length <= 26);
  assert.equal(
    nps.spark.reduce((sum, { n }) => sum + (n ?? 0), 0),
    weeks * 60,
  );
  assert.equal(csat.tail?.warn, true);
  assert.equal(csat.tail?.share.toFixed(2), "0.20");
  assert.equal(nps.tail?.warn ?? false, nps.tail !== null && nps.tail.interval.low > nps.tail.threshold);
});

test("the overview says of every measure what its own slice would say, compared with the period before", async () => {
  const filter = filterSchema.parse({ period: { from: "2026-02-01", to: "2026-02-28" }, compare: "previous" });
  const { items } = await readOverview(call, filter);

  for (const { measure, figure, before: earlier, difference } of items) {
    const alone = await slice(call, { ...filter, measure: measure.ref });
    assert.deepEqual(
      { figure, before: earlier, difference },
      {
        figure: alone.total.figure,
        before: alone.total.before,
        difference: alone.total.difference,
      },
      measure.ref,
    );
  }
  assert.ok(items.length >= 3);
});

test("a trend chooses weeks, has limits from closed weeks, marks the bad one and keeps the running one provisional", async () => {
  const trend = trendSchema.parse(await readTrend(call, { ...everything, measure: "nps:relational" }));

  assert.equal(trend.step, "week");
  assert.equal(trend.points.length, weeks);
  assert.equal(trend.baseline, weeks - 1);
  assert.equal(trend.points.at(-2)?.signal, "below");
  assert.equal(trend.points.at(-1)?.figure.provisional, true);
  assert.equal(trend.points.filter(({ figure }) => figure.provisional).length, 1);
  assert.ok(
    trend.points.every(({ limits }) => limits !== null && limits.low < trend.centre! && trend.centre! < limits.high),
  );
});

test("a trend with fewer closed points than a baseline needs has no limits and says how many it needs", async () => {
  const trend = await readTrend(call, { ...everything, measure: "nps:relational", step: "month" });
  assert.deepEqual([trend.centre, trend.limitsMethod, trend.baselineNeeded], [null, null, 20]);
  assert.ok(trend.points.every(({ limits }) => limits === null));
});

test("a ranking finds the unit above and the unit below the rest and leaves the others tied and without a verdict", async () => {
  const ranking = rankingSchema.parse(
    await readRanking(call, { ...everything, measure: "nps:relational", dimension: "unit" }),
  );

  assert.deepEqual(
    ranking.items
      .map(({ value, verdict }) => [value, verdict])
      .filter(([value]) => value === "good" || value === "bad"),
    [
      ["good", "above"],
      ["bad", "below"],
    ],
  );
  const others = ranking.items.filter(({ value }) => !["good", "bad"].includes(value));
  assert.equal(others.length, 4);
  assert.ok(others.every(({ tied }) => tied));
  assert.equal(ranking.items[0]?.value, "good");
  assert.equal(ranking.tested, 6);
  assert.equal(ranking.total.n, weeks * 60);
});

test("a heat map has a cell for every local weekday and hour with answers", async () => {
  const { cells, total, tested } = heatmapSchema.parse(
    await readHeatmap(call, { ...everything, measure: "nps:relational" }),
  );
  assert.deepEqual([tested, cells[0]?.verdict], [0, "no-clear-difference"]);
  assert.deepEqual(
    cells.map(({ weekday, hour, figure }) => [weekday, hour, figure.n]),
    [[1, 0, weeks * 60]],
  );
  assert.equal(total.n, weeks * 60);
});

test("a small team of employees is hidden, and with it as many as subtraction would need to find it", async () => {
  const ranking = await readRanking(call, { ...everything, measure: "nps:employee", dimension: "unit" });

  const states = new Map(ranking.items.map(({ value, verdict, figure }) => [value, [verdict, figure.n]]));
  assert.deepEqual(states.get("north"), ["no-clear-difference", 10]);
  assert.deepEqual(states.get("east"), ["hidden", null]);
  assert.equal(ranking.total.n, 24);
  const shown = ranking.items.reduce((sum, { figure }) => sum + (figure.n ?? 0), 0);
  assert.ok(24 - shown >= 5 + 3, `${24 - shown} people stay hidden together`);
});

test("a filter that leaves out fewer employees than the threshold hides everything it would tell", async () => {
  const ask = async (where: Condition) => (await slice(call, { measure: "nps:employee", where })).total.figure;

  assert.deepEqual((await ask({ field: "unit", op: "ne", value: "east" })).state, "hidden");
  assert.deepEqual((await ask({ field: "unit", op: "eq", value: "east" })).state, "hidden");
  assert.deepEqual((await ask({ field: "unit", op: "eq", value: "north" })).state, "ok");
  const twice = await ask({
    all: [
      { field: "unit", op: "in", value: ["north", "east"] },
      { field: "unit", op: "ne", value: "east" },
    ],
  });
  assert.deepEqual([twice.state, twice.n, twice.distribution], ["hidden", null, null]);
});
