import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector, scoresOf } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import { erasePerson, findPersons, registerPersonalData } from "#feature/people";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { exportAnswer } from "./actions/exporting.ts";
import { deleteOutcomes, putOutcomes, readOutcomes, readThreshold, samplingPersonalData } from "./actions/outcomes.ts";
import { planQuota } from "./actions/planning.ts";
import { createPopulation } from "./actions/populations.ts";
import { planRequestSchema, planSchema, thresholdRequestSchema, thresholdSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
const ask = thresholdRequestSchema.parse({ measure: "nps:relational", horizon: 180 });

/** 550 people; of those who scored 0 to 3 every second left within three months, of the others every tenth. */
const leaves = (index: number) => (index % 11 <= 3 ? index % 2 === 0 : index % 10 === 0);

before(async () => {
  await updateSettings(call, { minimumN: 5 });
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Relationship" },
    pages: [{ key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you?" } }] }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, {
    name: "Relationship",
    definition,
    anonymous: false,
    programme: "relational",
  });
  const { slug } = await publishSurvey(call, made.id);
  const submissions = Array.from({ length: 550 }, (_, index) =>
    submissionSchema.parse({
      survey: slug,
      id: `r${index}`,
      answers: { nps: index % 11 },
      answeredAt: "2025-02-10T10:00:00Z",
      person: { kind: "crm", value: `C${index}` },
      context: { segment: index % 3 === 0 ? "a" : "b" },
    }),
  );
  await recordResponses({ stores, viewer: call.viewer }, submissions, { source: "api" });
  await projector.drain();
  registerPersonalData(samplingPersonalData);
});

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const file = (from = 0, to = 550) =>
  Array.from({ length: to - from }, (_, i) => `C${from + i};${leaves(from + i) ? "31.03.2025" : ""}`).join("\n");

test("outcomes are checked before they are kept; unknown ids, bad days and repeats are told by line", async () => {
  const text = `Customer;Left\nC0;2025-03-31\nC1;\nC1;\nghost;\nC2;31.13.2025\n;2025-01-01`;
  const checked = await putOutcomes(call, { text, knownUntil: "2025-12-31", dryRun: true });
  assert.deepEqual([checked.stored, checked.left, checked.refused], [2, 1, 4]);
  assert.deepEqual(
    checked.problems.map(({ line, code }) => [line, code]),
    [
      [4, "repeated"],
      [5, "unknown-person"],
      [6, "bad-day"],
      [7, "no-id"],
    ],
  );
  assert.equal((await readOutcomes(call)).persons, 0);
  await assert.rejects(
    putOutcomes(call, { text: "ghost;", knownUntil: "2025-12-31", dryRun: false }),
    refused("sampling.nothing_to_store"),
  );
});

test("the threshold is found where leaving begins, with its interval; too few people are told so", async () => {
  await putOutcomes(call, { text: file(0, 40), knownUntil: "2025-12-31", dryRun: false });
  const few = thresholdSchema.parse(await readThreshold(call, ask));
  assert.deepEqual([few.told, few.reason], [null, "too-few"]);

  await putOutcomes(call, { text: file(), knownUntil: "2025-12-31", dryRun: false });
  assert.deepEqual((await readOutcomes(call)).persons, 550);
  const found = thresholdSchema.parse(await readThreshold(call, ask));
  assert.equal(found.n, 550);
  assert.equal(found.told?.detractorMax, 3);
  assert.ok((found.told?.interval.low ?? 9) <= 3 && (found.told?.interval.high ?? 0) >= 3);
  assert.ok(found.groups.every(({ fitted }, index) => index === 0 || fitted >= (found.groups[index - 1]?.fitted ?? 0)));

  const part = await readThreshold(call, { ...ask, where: { field: "segment", op: "in", value: ["a"] } });
  assert.equal(part.n, 184);
});

test("people by the ten thousand are asked about in parts", async () => {
  const strangers = Array.from({ length: 12_000 }, () => stores.random.uuid());
  const persons = await stores.postgres.transaction((tx) => findPersons(tx, [{ kind: "crm", value: "C5" }]));
  const found = await scoresOf(call, { measure: "nps:relational", persons: [...strangers, ...persons.values()] });
  assert.deepEqual(
    found.map(({ score, day }) => [score, day]),
    [[5, "2025-02-10"]],
  );
});

test("whose fate is not known for the whole horizon is not counted, nor who had left before they answered", async () => {
  const long = await readThreshold(call, { ...ask, horizon: 700 });
  assert.equal(long.n, long.left, "of those who did not leave nobody knows that long");
  assert.equal(long.reason, "one-outcome");
  await putOutcomes(call, { text: "C0;2025-01-01", knownUntil: "2026-01-01", dryRun: false });
  assert.equal((await readThreshold(call, ask)).n, 549);
});

test("older knowledge does not replace newer, erasing a person takes their outcome along, deleting all takes all", async () => {
  await putOutcomes(call, { text: "C1;2025-02-20", knownUntil: "2025-03-01", dryRun: false });
  const kept = () =>
    stores.postgres.read((tx) =>
      tx.one<{ left: number }>(sql`select count(left_on)::int as left from sampling_outcome`),
    );
  const before = await kept();
  const persons = await stores.postgres.transaction((tx) => findPersons(tx, [{ kind: "crm", value: "C0" }]));
  await erasePerson(call, persons.get("crm:C0") ?? "", { keepScores: false });
  assert.equal((await kept()).left, before.left - 1);
  assert.equal((await readOutcomes(call)).persons, 549);
  await deleteOutcomes(call);
  assert.equal((await readOutcomes(call)).persons, 0);
});

test("outcomes need weights.write everywhere, thresholds the whole organisation", async () => {
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  const ofUnit = {
    ...call,
    viewer: viewerForTest({
      permissions: ["insight.read", "weights.write"],
      units: ["0197c1a0-0000-7000-8000-00000000aaaa"],
    }),
  };
  const wish = { text: "C3;", knownUntil: "2025-12-31", dryRun: false };
  await assert.rejects(putOutcomes(reader, wish), refused("access.forbidden"));
  await assert.rejects(putOutcomes(ofUnit, wish), refused("access.installation_only"));
  await assert.rejects(readThreshold(ofUnit, ask), refused("access.installation_only"));
  await assert.rejects(readThreshold(call, { ...ask, measure: "enps:employee" }), refused("sampling.wrong_measure"));
});

test("a plan goes by segments of a population, as a file too, with no text that could run as a formula", async () => {
  const { id } = await createPopulation(call, {
    name: "Customers",
    validFrom: "2025-01-01",
    source: "hand",
    note: "",
    margins: [
      {
        dimension: "segment",
        unit: "people",
        cells: [
          { value: "a", amount: 20_000 },
          { value: "=b", amount: 300 },
        ],
      },
    ],
  });
  const request = planRequestSchema.parse({
    measure: "nps:relational",
    margin: 5,
    response: 0.2,
    days: 30,
    populationId: id,
    dimension: "segment",
  });
  const plan = planSchema.parse(await planQuota(call, request));
  assert.deepEqual(
    plan.segments.map(({ answers, isReachable }) => [answers, isReachable]),
    [
      [1428, true],
      [252, false],
    ],
  );
  assert.equal(plan.total.invitations, 7140 + 300);
  const own = await planQuota(call, { ...request, variance: "own", dimension: undefined });
  assert.ok(own.variance < 1 && own.variance > 0.3 && own.total.answers < 1428);

  const csv = await exportAnswer(
    { ...call, language: "uk" },
    { body: { format: "csv", question: { about: "plan", ask: request } } },
  );
  const text = await csv.text();
  assert.ok(text.includes("Сегмент") && text.includes("'=b") && text.includes("1428"));
  const xlsx = await exportAnswer(call, { body: { format: "xlsx", question: { about: "plan", ask: request } } });
  assert.ok((await xlsx.arrayBuffer()).byteLength > 4000);
});
