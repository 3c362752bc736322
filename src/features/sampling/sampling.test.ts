import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector, slice } from "#feature/facts";
import { putReference, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { applyScheme, cancelScheme, carryOut, carryOutAbandoned, keepUp, undoScheme } from "./actions/applying.ts";
import { putFieldwork } from "./actions/fieldwork.ts";
import { createPopulation, deletePopulation, readSheet, updatePopulation } from "./actions/populations.ts";
import { readRepresentativeness } from "./actions/representativeness.ts";
import { createScheme, deleteScheme, readScheme, updateScheme } from "./actions/schemes.ts";
import { mergeScores } from "./actions/score.ts";
import { previewScheme } from "./actions/weighing.ts";
import {
  fieldworkWishSchema,
  representativenessSchema,
  schemePreviewSchema,
  schemeSchema,
  schemeWishSchema,
  scoreRequestSchema,
  scoreSchema,
  type Population,
  type SchemeWishInput,
} from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
let later: Survey;
let population: Population;

/** Young people answer four times as willingly as old ones, and like it better: raw 30, of all -10. */
const responses = (slug: string, from = 0): SubmissionInput[] =>
  Array.from({ length: 500 }, (_, index) => {
    const isYoung = index < 400;
    const score = isYoung ? [10, 10, 10, 7, 3][index % 5]! : [10, 7, 3, 3, 3][index % 5]!;
    return {
      survey: slug,
      id: `r${from + index}`,
      answers: { nps: score },
      answeredAt: index % 2 === 0 ? "2025-02-10T10:00:00Z" : "2025-03-10T10:00:00Z",
      context: {
        segment: isYoung ? "young" : "old",
        unit: ["KYIV", "LVIV"][Math.floor(index / 2) % 2]!,
        channel: "email",
      },
      ...(index % 7 === 0 && { weight: 1.7 }),
    };
  });

async function publish(name: string, programme: Programme, anonymous = false): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you?" } }] }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, anonymous, programme });
  return publishSurvey(call, made.id);
}

async function record(submissions: readonly SubmissionInput[]): Promise<void> {
  const parsed = submissions.map((one) => submissionSchema.parse(one));
  const recorded = await recordResponses({ stores, viewer: call.viewer }, parsed, { source: "api" });
  for (const one of recorded) if (!one.ok) throw new Error(`${one.code}: ${JSON.stringify(one.problems)}`);
  await projector.drain();
}

before(async () => {
  await updateSettings(call, { minimumN: 5 });
  await putReference(call, { kind: "unit", code: "WEST", name: "West" });
  await putReference(call, { kind: "unit", code: "KYIV", name: "Kyiv" });
  await putReference(call, { kind: "unit", code: "LVIV", name: "Lviv", parentCode: "WEST" });
  survey = await publish("Relationship", "relational");
  later = await publish("Visit", "transactional");
  await record(responses(survey.slug));
  population = await createPopulation(call, {
    name: "Customers",
    validFrom: "2025-01-01",
    source: "hand",
    note: "",
    margins: [
      {
        dimension: "segment",
        unit: "people",
        cells: [
          { value: "young", amount: 50_000 },
          { value: "old", amount: 50_000 },
        ],
      },
      {
        dimension: "unit",
        unit: "percent",
        cells: [
          { value: "KYIV", amount: 40 },
          { value: "WEST", amount: 60 },
        ],
      },
    ],
  });
});

const wish = (differences: Partial<SchemeWishInput> = {}) =>
  schemeWishSchema.parse({
    name: "By age",
    populationId: population.id,
    programme: "relational",
    dimensions: ["segment", "unit"],
    ...differences,
  });

const weightsNow = () =>
  stores.postgres.read((tx) =>
    tx.query<{ id: string; weight: number; base: number | null }>(
      sql`select id, weight, base_weight as base from response order by id`,
    ),
  );

const npsOf = async (weight: boolean) =>
  (await slice(call, { measure: "nps:relational", weight })).total.figure.estimate?.value;

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

async function settle(id: string): Promise<void> {
  await carryOut(stores, id);
  await projector.drain();
}

test("a preview brings the margins to the population and tells the figure before and after", async () => {
  const preview = schemePreviewSchema.parse(
    await previewScheme(call, { scheme: wish({ trim: null }), measure: "nps:relational" }),
  );

  assert.ok(preview.isPossible && preview.faults.length === 0);
  for (const { categories } of preview.margins) {
    for (const { after: weighted, population: wanted } of categories) assert.ok(Math.abs(weighted - wanted) < 0.001);
  }
  assert.equal(preview.quality?.n, 500);
  assert.ok((preview.quality?.designEffect ?? 0) > 1.4);
});

test("the figure of a preview moves from what was said to what all would say", async () => {
  const { score } = await previewScheme(call, { scheme: wish({ trim: null }), measure: "nps:relational" });
  const { plain, after: weighted } = score!;
  assert.ok(Math.abs((plain?.value ?? 0) - 24) < 0.01, `${plain?.value}`);
  assert.ok(Math.abs((weighted?.value ?? 0) - 0) < 4, `${weighted?.value}`);
  assert.ok((weighted?.effectiveN ?? 500) < 400);
});

test("applied it reaches the slice with weight on, leaves it without; again nothing changes; undone all is as it was", async () => {
  const before = await weightsNow();
  const unweighted = await npsOf(false);
  const scheme = await createScheme(call, wish({ trim: null }));
  const preview = await previewScheme(call, { scheme: wish({ trim: null }), measure: "nps:relational" });

  assert.equal(schemeSchema.parse(await applyScheme(call, scheme.id)).state, "applying");
  await assert.rejects(applyScheme(call, scheme.id), refused("sampling.busy"));
  await settle(scheme.id);
  const applied = await readScheme(call, scheme.id);
  assert.deepEqual([applied.state, applied.weighted, applied.applications[0]?.state], ["applied", 500, "done"]);
  assert.equal(await npsOf(false), unweighted);
  assert.ok(Math.abs((await npsOf(true))! - preview.score!.after!.value) < 1e-6);
  const mean = (await weightsNow()).reduce((sum, { weight }) => sum + weight, 0) / 500;
  assert.ok(Math.abs(mean - 1) < 1e-6);

  await applyScheme(call, scheme.id);
  await settle(scheme.id);
  const again = await readScheme(call, scheme.id);
  assert.equal(again.applications[0]?.changed, 0);
  await assert.rejects(deleteScheme(call, scheme.id), refused("sampling.applied"));
  await assert.rejects(
    updateScheme(call, scheme.id, { ...wish({ surveys: [survey.id] }), revision: 1 }),
    refused("sampling.applied"),
  );
  await assert.rejects(deletePopulation(call, population.id), refused("sampling.in_use"));

  await undoScheme(call, scheme.id);
  await settle(scheme.id);
  assert.deepEqual(await weightsNow(), before);
  const { state, applications } = await readScheme(call, scheme.id);
  assert.deepEqual([state, ...applications.map((one) => one.state)], ["draft", "undone", "undone"]);
  await deleteScheme(call, scheme.id);
});

test("a run that stops anywhere goes on with the same factors; cancelling gives own weights back", async () => {
  const before = await weightsNow();
  const scheme = await createScheme(call, wish({ name: "Killed" }));
  await applyScheme(call, scheme.id);
  await assert.rejects(carryOut(stores, scheme.id, { signal: afterCalls(3), batchSize: 100 }), /killed/);
  const half = await readScheme(call, scheme.id);
  assert.deepEqual([half.state, half.progress?.done], ["applying", 300]);

  await carryOutAbandoned(stores, { batchSize: 70 });
  const whole = await readScheme(call, scheme.id);
  assert.deepEqual([whole.state, whole.applications[0]?.changed], ["applied", 500]);

  await updatePopulation(call, population.id, {
    ...populationWish(population),
    version: 1,
    margins: [
      {
        dimension: "segment",
        unit: "percent",
        cells: [
          { value: "young", amount: 30 },
          { value: "old", amount: 70 },
        ],
      },
      {
        dimension: "unit",
        unit: "percent",
        cells: [
          { value: "KYIV", amount: 40 },
          { value: "WEST", amount: 60 },
        ],
      },
    ],
  });
  await applyScheme(call, scheme.id);
  await carryOut(stores, scheme.id, { signal: afterCalls(2), batchSize: 100 }).catch(() => undefined);
  await cancelScheme(call, scheme.id);
  await settle(scheme.id);
  assert.deepEqual(await weightsNow(), before);
  assert.equal((await readScheme(call, scheme.id)).applications[0]?.state, "cancelled");
  await assert.rejects(cancelScheme(call, scheme.id), refused("sampling.not_running"));
  await deleteScheme(call, scheme.id);
});

test("schemes that share responses are kept apart; one that keeps up weights what came in the night", async () => {
  const first = await createScheme(
    call,
    wish({ name: "First", keepUp: true, period: { from: "2025-02-01", to: "2025-12-31" } }),
  );
  const second = await createScheme(call, wish({ name: "Second", surveys: [survey.id] }));
  await applyScheme(call, first.id);
  await settle(first.id);
  await assert.rejects(applyScheme(call, second.id), refused("sampling.overlaps"));

  await record(responses(survey.slug, 1000).slice(0, 20));
  assert.equal((await readScheme(call, first.id)).weighted, 500);
  await keepUp(stores);
  await settle(first.id);
  assert.equal((await readScheme(call, first.id)).weighted, 520);
  await undoScheme(call, first.id);
  await settle(first.id);
});

test("cells that cannot be raked are named, and merging them helps; nothing is weighted before", async () => {
  const three = await createPopulation(call, {
    ...populationWish(population),
    name: "Three ages",
    margins: [
      {
        dimension: "segment",
        unit: "percent",
        cells: [
          { value: "young", amount: 50 },
          { value: "old", amount: 40 },
          { value: "oldest", amount: 10 },
        ],
      },
    ],
  });
  const scheme = wish({ populationId: three.id, name: "Three", dimensions: ["segment"] });
  const preview = await previewScheme(call, { scheme });
  assert.equal(preview.isPossible, false);
  assert.deepEqual(
    preview.faults.map(({ code, dimension, category, n }) => [code, dimension, category, n]),
    [["empty", "segment", "oldest", 0]],
  );
  const made = await createScheme(call, scheme);
  await assert.rejects(applyScheme(call, made.id), refused("sampling.cannot_rake"));

  const merged = { ...scheme, merges: [{ dimension: "segment" as const, values: ["old", "oldest"] }] };
  const mended = await previewScheme(call, { scheme: merged });
  assert.ok(mended.isPossible);
  assert.deepEqual(
    mended.margins[0]?.categories.map(({ category }) => category),
    ["young", "old + oldest"],
  );
  await assert.rejects(
    previewScheme(call, { scheme: wish({ dimensions: ["product"] }) }),
    refused("sampling.unknown_margin"),
  );
});

test("waves are weighted each by itself; a wave that cannot be is left out and named", async () => {
  await record([
    {
      survey: survey.slug,
      id: "alone",
      answers: { nps: 5 },
      answeredAt: "2025-04-10T10:00:00Z",
      context: { segment: "young", unit: "KYIV" },
    },
  ]);
  const preview = await previewScheme(call, { scheme: wish({ wave: "month" }) });
  assert.ok(preview.isPossible);
  assert.deepEqual([preview.quality?.waves, preview.wavesLeftOut], [2, 1]);
  assert.ok(preview.faults.every(({ wave, code }) => wave === "2025-04-01" && code === "empty"));
});

test("populations are judged: shares of 100, totals that agree, every value once, one name", async () => {
  const cells = [
    { value: "a", amount: 10 },
    { value: "b", amount: 80 },
  ];
  const of = (margins: Population["margins"]) => ({ ...populationWish(population), name: "Wrong", margins });
  const margin = (dimension: string, unit: "people" | "percent", some = cells) =>
    ({ dimension, unit, cells: some }) as never;
  await assert.rejects(createPopulation(call, of([margin("segment", "percent")])), refused("sampling.not_hundred"));
  await assert.rejects(
    createPopulation(
      call,
      of([margin("segment", "people"), margin("product", "people", [{ value: "p", amount: 95 }])]),
    ),
    refused("sampling.totals_differ"),
  );
  await assert.rejects(
    createPopulation(call, of([margin("segment", "people", [...cells, { value: "a", amount: 1 }])])),
    refused("sampling.repeated_value"),
  );
  await assert.rejects(createPopulation(call, populationWish(population)), refused("sampling.name_taken"));
  await assert.rejects(
    updatePopulation(call, population.id, { ...populationWish(population), version: 1 }),
    refused("sampling.changed_elsewhere"),
  );
  const { lines, missing } = await readSheet(call, {
    dimension: "segment",
    text: "Segment\tCustomers\nyoung\t1 200\nOld\t2,5\nghost\t7\nyoung\t3\nodd\tmany",
  });
  assert.deepEqual(
    lines.map(({ value, amount, code }) => [value, amount, code]),
    [
      ["young", 1200, null],
      ["old", 2.5, null],
      ["ghost", 7, "unknown"],
      ["young", 3, "repeated"],
      ["odd", null, "not-a-number"],
    ],
  );
  assert.deepEqual(missing, []);
});

test("those who answered are held against the population; silence is bounded by what the field knows", async () => {
  await putFieldwork(
    call,
    fieldworkWishSchema.parse({
      measure: "nps:relational",
      from: "2025-02-01",
      to: "2025-03-31",
      selected: 5000,
      delivered: 4000,
      refused: 40,
    }),
  );
  const found = representativenessSchema.parse(
    await readRepresentativeness(call, {
      measure: "nps:relational",
      populationId: population.id,
      weight: false,
      period: { from: "2025-02-01", to: "2025-03-31" },
    }),
  );
  const [segment] = found.margins;
  assert.ok(segment?.differs === true && segment.p < 1e-6);
  assert.ok(Math.abs(segment.categories[0]!.answers - 80) < 1);
  assert.deepEqual([found.rates.completed, found.silent?.basis], [520, "response"]);
  assert.equal(found.rates.response, 520 / 4000);
  const bounds = found.silent!.bounds;
  assert.ok(bounds.low < -80 && bounds.high > 85);
  assert.ok((found.silent!.flipsAt ?? 0) > 20);
  assert.equal(found.arrival, null);
});

test("one score of several waves; never of relationship and contact, never over scales", async () => {
  await record(responses(later.slug));
  const merged = scoreSchema.parse(
    await mergeScores(call, scoreRequestSchema.parse({ measures: ["nps:relational"], split: "month" })),
  );
  assert.equal(merged.parts.length, 3);
  assert.deepEqual(
    merged.parts.map(({ isLeftOut }) => isLeftOut),
    [false, false, true],
  );
  assert.ok(merged.pooled !== null && merged.pooled.interval.low < merged.pooled.value);
  assert.ok(Math.abs(merged.parts.reduce((sum, { weight }) => sum + weight, 0) - 100) < 1e-9);

  const mixed = scoreRequestSchema.parse({ measures: ["nps:relational", "nps:transactional"] });
  await assert.rejects(mergeScores(call, mixed), refused("sampling.mixed_programmes"));
});

test("only whoever may write weights everywhere does; nobody of some units sees through; protected answers are refused", async () => {
  const unit = "0197c1a0-0000-7000-8000-00000000aaaa";
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  const ofUnit = { ...call, viewer: viewerForTest({ permissions: ["insight.read", "weights.write"], units: [unit] }) };
  await assert.rejects(createScheme(reader, wish()), refused("access.forbidden"));
  await assert.rejects(createScheme(ofUnit, wish()), refused("access.installation_only"));
  await assert.rejects(previewScheme(ofUnit, { scheme: wish() }), refused("access.installation_only"));
  await assert.rejects(
    readRepresentativeness(ofUnit, { measure: "nps:relational", weight: false }),
    refused("access.installation_only"),
  );
  assert.ok((await previewScheme(reader, { scheme: wish() })).isPossible);

  await assert.rejects(createScheme(call, wish({ name: "Staff", programme: "employee" })), refused("facts.protected"));
  const secret = await publish("Secret", "product", true);
  await record([{ survey: secret.slug, answers: { nps: 3 }, context: { segment: "old", unit: "KYIV" } }]);
  await assert.rejects(previewScheme(call, { scheme: wish({ programme: "product" }) }), refused("facts.protected"));
  await assert.rejects(
    readRepresentativeness(call, { measure: "nps:product", weight: false }),
    refused("facts.protected"),
  );
});

function populationWish({ name, validFrom, source, note, margins }: Population) {
  const plain = margins.map(({ dimension, unit, cells }) => ({
    dimension: dimension as "segment",
    unit,
    cells: cells.map(({ value, amount }) => ({ value, amount })),
  }));
  return { name, validFrom, source, note, margins: plain };
}

function afterCalls(calls: number): AbortSignal {
  let seen = 0;
  return {
    throwIfAborted: () => {
      seen += 1;
      if (seen > calls) throw new Error("killed");
    },
  } as unknown as AbortSignal;
}
