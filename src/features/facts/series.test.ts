import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putUnits, resolveReferences, updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { matchingResponses } from "./actions/matches.ts";
import { seriesOf } from "./actions/series.ts";
import { slice } from "./actions/slice.ts";
import { createProjector } from "./projector.ts";
import { publishSample, recordSample } from "./sample.test.ts";

const stores = await testStores({ after });
const call = { ...testCall(stores), viewer: viewerForTest() };
const period = { from: "2026-01-05", to: "2026-02-01" } as const;
let customers: Survey;
let kyivId = "";

/** Four weeks; Kyiv has six answers in each, Lviv three in the first only; of staff four in Kyiv and twelve in Lviv. */
before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 5, smallGroup: 5 });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, call.viewer, [
      { code: "kyiv", name: "Kyiv" },
      { code: "lviv", name: "Lviv" },
    ]),
  );
  const found = await stores.postgres.read((tx) => resolveReferences(tx, [{ kind: "unit", code: "kyiv" }]));
  kyivId = found.get("unit:kyiv")?.id ?? "";
  customers = await publishSample(call, "Visit");
  const staff = await publishSample(call, "Team", { programme: "employee" });
  const answer = (survey: Survey, unit: string, index: number, week: number) => ({
    survey: survey.slug,
    id: `${survey.slug}-${unit}-${index}-${week}`,
    answers: { nps: index % 2 === 0 ? 9 : 2, why: index === 0 ? "Das kostet zu viel. SUE you!" : "pursued and issued" },
    answeredAt: new Date(Date.UTC(2026, 0, 5 + 7 * week, 10)).toISOString(),
    timeZone: "UTC",
    context: { unit },
  });
  const of = (survey: Survey, unit: string, count: number, weeks: number) =>
    Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: count }, (__, i) => answer(survey, unit, i, week)),
    ).flat();
  await recordSample(stores, call.viewer, [
    ...of(customers, "kyiv", 6, 4),
    ...of(customers, "lviv", 3, 1),
    ...of(staff, "kyiv", 4, 4),
    ...of(staff, "lviv", 12, 4),
  ]);
  await createProjector(stores).drain();
});

test("every series of a dimension comes at once, and adds up to what slices say", async () => {
  const many = await seriesOf(call, { measure: "nps:relational", by: "unit", step: "week", period });
  const counts = new Map(many.series.map(({ of, points }) => [of?.name, points.map(({ sums }) => sums.n)]));
  assert.deepEqual(
    counts,
    new Map([
      ["Kyiv", [6, 6, 6, 6]],
      ["Lviv", [3]],
    ]),
  );
  const { total } = await slice(call, { measure: "nps:relational", period });
  assert.equal(
    [...counts.values()].flat().reduce((sum, n) => sum + n, 0),
    total.figure.n,
  );

  const [whole] = (await seriesOf(call, { measure: "nps:relational", by: null, step: "week", period })).series;
  assert.deepEqual(
    whole?.points.map(({ at, sums }) => [at, sums.n]),
    [
      ["2026-01-05", 9],
      ["2026-01-12", 6],
      ["2026-01-19", 6],
      ["2026-01-26", 6],
    ],
  );
});

test("a viewer of one unit gets the series of that unit and nothing of the others", async () => {
  const viewer = viewerForTest({ permissions: ["insight.read"], units: [kyivId] });
  const { series } = await seriesOf(
    { stores, viewer },
    { measure: "nps:relational", by: "unit", step: "week", period },
  );
  assert.deepEqual(
    series.map(({ of }) => of?.name),
    ["Kyiv"],
  );
  const nobody = viewerForTest({ permissions: [] });
  await assert.rejects(
    seriesOf({ stores, viewer: nobody }, { measure: "nps:relational", by: null, step: "week", period }),
    Refusal,
  );
});

test("points of employees are missing where the group is small, and where subtraction would tell it", async () => {
  const { series, hidden } = await seriesOf(call, { measure: "nps:employee", by: "unit", step: "week", period });
  assert.equal(hidden, 8);
  assert.ok(series.every(({ points }) => points.length === 0));
  const [whole] = (await seriesOf(call, { measure: "nps:employee", by: null, step: "week", period })).series;
  assert.deepEqual(
    whole?.points.map(({ sums }) => sums.n),
    [16, 16, 16, 16],
  );
});

test("single answers are found by the beginnings of their words and by condition, never those of employees", async () => {
  const ask = { measure: null, words: ["sue you", "kost"], period, limit: 100 } as const;
  const all = await matchingResponses(call, ask);
  assert.equal(all.length, 5);
  assert.ok(all.every(({ survey }) => survey === customers.id));
  assert.equal((await matchingResponses(call, { ...ask, words: ["ued", "ssue"] })).length, 0);
  assert.equal((await matchingResponses(call, { ...ask, words: ["."] })).length, 0);
  const low = { field: "score", op: "lte", value: 3 } as const;
  const found = await matchingResponses(call, { ...ask, measure: "nps:relational", where: low, words: [] });
  assert.deepEqual([found.length, new Set(found.map(({ score }) => score))], [13, new Set([2])]);
  const kyiv = viewerForTest({ permissions: ["answers.read"], units: [kyivId] });
  assert.equal((await matchingResponses({ stores, viewer: kyiv }, ask)).length, 4);
});
