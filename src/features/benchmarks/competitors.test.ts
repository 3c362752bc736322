import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { compareScores } from "./actions/comparison.ts";
import { exportAnswer } from "./actions/exporting.ts";
import { importFigures } from "./actions/importing.ts";
import {
  createCompetitor,
  createFigure,
  deleteCompetitor,
  deleteFigure,
  listCompetitors,
  restoreCompetitor,
  restoreFigure,
  updateCompetitor,
} from "./actions/register.ts";
import { putBenchmarkSettings } from "./actions/settings.ts";
import { tellCompetitors } from "./actions/told.ts";
import {
  benchmarkSettingsSchema,
  comparisonSchema,
  competitorWishSchema,
  figureWishSchema,
  type BenchmarkSettings,
  type Heard,
} from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
const period = { from: "2025-01-01", to: "2025-12-31" };

async function publish(name: string, programme: Programme): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions: [{ kind: "recommendation", key: "nps", title: { en: "Would you?" } }] }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, anonymous: false, programme });
  return publishSurvey(call, made.id);
}

async function record(submissions: readonly SubmissionInput[]): Promise<void> {
  const recorded = await recordResponses(
    { stores, viewer: call.viewer },
    submissions.map((one) => submissionSchema.parse(one)),
    { source: "api" },
  );
  for (const one of recorded) if (!one.ok) throw new Error(one.code);
  await projector.drain();
}

/** So many answers of a brand in ten: promoters first, then passives. */
const answersOf = (
  slug: string,
  brand: string,
  { n, promoters, passives }: Record<string, number>,
  at = "2025-05-10",
) =>
  Array.from({ length: n ?? 0 }, (_, index): SubmissionInput => {
    const place = index % 10;
    const score = place < (promoters ?? 0) ? 10 : place < (promoters ?? 0) + (passives ?? 0) ? 7 : 3;
    return {
      survey: slug,
      id: `${brand}-${at}-${index}`,
      answers: { nps: score },
      answeredAt: `${at}T10:00:00Z`,
      context: { ...(brand === "" ? {} : { brand }), channel: "phone" },
    };
  });

before(async () => {
  await updateSettings(call, { minimumN: 10 });
  const relational = await publish("Relationship", "relational");
  const study = await publish("Study", "competitor");
  await record([
    ...answersOf(relational.slug, "", { n: 400, promoters: 5, passives: 3 }),
    ...answersOf(study.slug, "US", { n: 300, promoters: 5, passives: 3 }),
    ...answersOf(study.slug, "ALPHA", { n: 300, promoters: 3, passives: 3 }),
    ...answersOf(study.slug, "BETA", { n: 300, promoters: 5, passives: 3 }),
    ...answersOf(study.slug, "ALPHA", { n: 200, promoters: 6, passives: 3 }, "2025-01-10"),
  ]);
});

const settings = (differences: Partial<BenchmarkSettings> = {}) => benchmarkSettingsSchema.parse(differences);
const compare = async () => comparisonSchema.parse(await compareScores(call, { period }));
const add = (name: string, differences = {}) =>
  createCompetitor(call, competitorWishSchema.parse({ name, ...differences }));
const enter = (id: string, heard: Heard, differences = {}) =>
  createFigure(
    call,
    id,
    figureWishSchema.parse({ heard, measuredOn: "2025-09-30", source: "Report", method: "phone", ...differences }),
  );
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("those of one study are held against us in it, with intervals, and ranks are shared where they cannot be told apart", async () => {
  await putBenchmarkSettings(call, settings({ ownValue: "US" }));

  const { items, studyValues } = await compare();

  const told = ["US", "ALPHA", "BETA"].map((name) => {
    const item = items.find((one) => one.name === name);
    return item && [item.base, item.isOwn, item.verdict, item.rank, item.rankHigh];
  });
  assert.deepEqual(told, [
    ["study", true, "no-clear-difference", 1, 2],
    ["study", false, "ours-better", 3, 3],
    ["study", false, "no-clear-difference", 1, 2],
  ]);
  const alpha = items.find(({ name }) => name === "ALPHA");
  assert.ok((alpha?.relative?.interval?.low ?? 0) > 0);
  assert.equal(studyValues.length, 3);
  assert.ok(!items.some(({ key }) => key === "own"));
});

test("where there is no screen the standing is told in the reader's language, everybody with interval and n", async () => {
  const told = await tellCompetitors(call, { period }, { language: "ru" });
  assert.match(told.sentence, /конкурент/u);
  assert.ok(told.rows.length >= 3, JSON.stringify(told.rows));
  for (const { figure, span, n } of told.rows) {
    assert.match(figure, /^−?\d+ \(от −?\d+ до −?\d+\), n \d+/u);
    assert.ok(span !== null && span.low <= span.value && span.value <= span.high && n !== null);
  }
});

test("a score that went down beyond chance says so, in the history of the same way of measuring", async () => {
  const alpha = (await compare()).items.find(({ name }) => name === "ALPHA");

  assert.deepEqual(
    alpha?.history.map(({ on, value }) => [on, Math.round(value)]),
    [
      ["2025-06-30", -10],
      ["2025-03-31", 50],
    ],
  );
  assert.equal(alpha?.change?.clear, true);
  assert.ok((alpha?.change?.value ?? 0) < 0);
});

test("without n a figure is quoted and gets no verdict, even where it lies far off", async () => {
  const { id } = await add("Quoted Ltd");
  await enter(id, { form: "score", score: -80, n: null });

  const quoted = (await compare()).items.find(({ competitorId }) => competitorId === id);

  assert.equal(quoted?.latest?.interval, null);
  assert.equal(quoted?.verdict, "not-comparable");
  assert.ok(quoted?.cautions.includes("no-n"));
  assert.equal(quoted?.rank, null);
});

test("what was measured in another way is shown with its difference and never called better or worse", async () => {
  const { id } = await add("Elsewhere");
  await enter(id, { form: "counts", promoters: 10, passives: 10, detractors: 180 });

  const other = (await compare()).items.find(({ competitorId }) => competitorId === id);
  assert.equal(other?.verdict, "not-comparable");
  assert.ok(other?.cautions.includes("method-differs"));
  assert.ok((other?.relative?.interval?.low ?? 0) > 50);

  await putBenchmarkSettings(call, settings({ ownValue: "US", ownMethod: "phone" }));
  const same = (await compare()).items.find(({ competitorId }) => competitorId === id);
  assert.equal(same?.verdict, "ours-better");
  assert.equal(same?.base, "own");
  await putBenchmarkSettings(call, settings({ ownValue: "US" }));
});

test("our own figure by the same method is what theirs is held against", async () => {
  const ours = await add("We by panel", { isOwn: true });
  const theirs = await add("They by panel");
  await enter(ours.id, { form: "counts", promoters: 300, passives: 400, detractors: 300 }, { method: "web-panel" });
  await enter(theirs.id, { form: "score", score: 40, n: 900 }, { method: "web-panel", paidBy: "them" });

  const found = (await compare()).items.find(({ competitorId }) => competitorId === theirs.id);

  assert.equal(found?.base, "entered:web-panel");
  assert.equal(found?.verdict, "ours-worse");
  assert.deepEqual(found?.cautions, ["widest", "paid-by-them"]);
  await deleteCompetitor(call, ours.id);
  await deleteCompetitor(call, theirs.id);
});

test("old figures are marked, counts of nothing and shares that are no hundred refused", async () => {
  const { id } = await add("Old");
  await enter(
    id,
    { form: "shares", promoters: 50, passives: 30, detractors: 20, n: 500 },
    { measuredOn: "2023-01-01" },
  );
  const old = (await compare()).items.find(({ competitorId }) => competitorId === id);
  assert.ok(old?.cautions.includes("stale") && old.cautions.includes("far-apart"));
  assert.deepEqual(old?.latest?.groups, { high: 250, middle: 150, low: 100 });

  await assert.rejects(
    enter(id, { form: "counts", promoters: 0, passives: 0, detractors: 0 }),
    refuses("benchmarks.no_answers"),
  );
  await assert.rejects(
    enter(id, { form: "shares", promoters: 50, passives: 30, detractors: 10, n: 5 }),
    refuses("benchmarks.not_hundred"),
  );
  assert.equal(
    figureWishSchema.safeParse({
      heard: { form: "score", score: 1, n: null },
      measuredOn: "2025-01-01",
      source: "x",
      method: "phone",
      sourceUrl: "javascript:alert(1)",
    }).success,
    false,
  );
});

test("a competitor without a figure is there as such; what was deleted comes back with its figures", async () => {
  const made = await add("Empty");
  assert.equal((await compare()).items.find(({ competitorId }) => competitorId === made.id)?.verdict, "no-figure");
  const figure = await enter(made.id, { form: "counts", promoters: 5, passives: 3, detractors: 2 });
  await assert.rejects(enter(made.id, { form: "score", score: 1, n: null }), refuses("benchmarks.figure_there"));

  await deleteFigure(call, figure.id);
  await restoreFigure(call, figure.id);
  await deleteCompetitor(call, made.id);
  await assert.rejects(deleteCompetitor(call, made.id), refuses("benchmarks.not_found"));
  assert.ok(!(await listCompetitors(call)).items.some(({ id }) => id === made.id));
  assert.equal((await restoreCompetitor(call, made.id)).figures.length, 1);
  await assert.rejects(add("EMPTY"), refuses("benchmarks.name_taken"));
  await assert.rejects(
    updateCompetitor(call, made.id, { ...competitorWishSchema.parse({ name: "Other" }), revision: 7 }),
    refuses("benchmarks.changed_elsewhere"),
  );
});

test("a file is taken whole or not at all, and each wrong line says why", async () => {
  const heading = "competitor;date;promoters;passives;detractors;score;n;source;address;method";
  const good = `${heading}\nDelta;31.03.2025;45%;30%;25%;;800;"Annual; report";https://example.org;phone\nDelta;2024-03-31;;;;12,5;;Press;;`;
  const bad = `${good}\n;2025-01-01;1;1;1;;;x;;\nEps;yesterday;1;1;1;;;x;;\nEps;2025-01-01;many;1;1;;;x;;\nEps;2025-01-01;;;;;;x;;\nEps;2025-01-01;1;1;1;;;;;\nEps;2025-01-01;;;;900;;x;;\nEps;2025-01-01;1;1;1;;;x;ftp://x;\nEps;2025-01-01;1;1;1;;;x;;telepathy\nDelta;2024-03-31;;;;1;;Press;;`;

  const refused = await importFigures(call, { text: bad, dryRun: false });
  assert.equal(refused.stored, 0);
  assert.deepEqual(
    refused.problems.map(({ line, code }) => [line, code]),
    [
      [4, "no-name"],
      [5, "no-date"],
      [6, "not-a-number"],
      [7, "no-score"],
      [8, "no-source"],
      [9, "out-of-range"],
      [10, "bad-address"],
      [11, "unknown-word"],
      [12, "repeated"],
    ],
  );
  assert.ok(!(await listCompetitors(call)).items.some(({ name }) => name === "Delta"));

  assert.equal((await importFigures(call, { text: good, dryRun: true })).stored, 0);
  const stored = await importFigures(call, { text: good, dryRun: false });
  assert.deepEqual([stored.stored, stored.fresh], [2, ["Delta"]]);
  assert.equal((await importFigures(call, { text: good, dryRun: false })).stored, 0);
  const delta = (await listCompetitors(call)).items.find(({ name }) => name === "Delta");
  assert.deepEqual(
    delta?.figures.map(({ score, n }) => [score, n]),
    [
      [20, 800],
      [12.5, null],
    ],
  );
  assert.equal((await importFigures(call, { text: "", dryRun: false })).rows, 0);
  assert.equal(
    (await importFigures(call, { text: 'competitor;date\n"open;1', dryRun: false })).problems[0]?.code,
    "broken",
  );
});

test("readers read, and do not write; formulas in names stay text in files", async () => {
  const { id } = await add("=1+1<script>");
  await enter(id, { form: "counts", promoters: 50, passives: 30, detractors: 20 });
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  assert.ok((await listCompetitors(reader)).items.length > 0);
  await assert.rejects(
    createCompetitor(reader, competitorWishSchema.parse({ name: "No" })),
    refuses("access.forbidden"),
  );

  const csv = await exportAnswer(call, {
    body: { format: "csv", question: { about: "competitors", ask: { period } } },
  });
  assert.match(await csv.text(), /'=1\+1<script>,60|'=1\+1<script>,30/);
  const xlsx = await exportAnswer(call, {
    body: { format: "xlsx", question: { about: "competitors", ask: { period } } },
  });
  assert.ok((await xlsx.arrayBuffer()).byteLength > 5000);
});

test("a question whose customer somebody is tells competitors apart as well as a brand does", async () => {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Providers" },
    pages: [
      {
        key: "one",
        questions: [
          {
            kind: "single",
            key: "provider",
            title: { en: "Whose customer are you?" },
            options: [
              { key: "us", label: { en: "Us" } },
              { key: "gamma", label: { en: "Gamma" } },
            ],
          },
          { kind: "recommendation", key: "nps", title: { en: "Would you?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name: "Providers", definition, anonymous: false, programme: "competitor" });
  const survey = await publishSurvey(call, made.id);
  await record(
    Array.from({ length: 200 }, (_, index) => ({
      survey: survey.slug,
      id: `o${index}`,
      answers: { provider: index < 100 ? "us" : "gamma", nps: index % 10 < (index < 100 ? 7 : 3) ? 10 : 3 },
      answeredAt: "2025-07-10T10:00:00Z",
    })),
  );
  const studyMeasure = `nps:competitor:${survey.id}:nps`;
  const ownValue = `${survey.id}:provider:us`;
  await putBenchmarkSettings(call, settings({ studyMeasure, studyDimension: "option", ownValue }));

  const { items } = await compare();

  const told = items.filter(({ base }) => base === "study").map(({ name, isOwn, verdict }) => [name, isOwn, verdict]);
  assert.deepEqual(told, [
    ["Us", true, "no-clear-difference"],
    ["Gamma", false, "ours-better"],
  ]);
  await putBenchmarkSettings(call, settings({ ownValue: "US" }));
});

test("cut points of our own compare with no published figure; answers of some units say so", async () => {
  const { id } = await add("Published");
  await enter(id, { form: "counts", promoters: 40, passives: 40, detractors: 20 }, { method: "customer-list" });
  const cautions = async (asker = call) =>
    (await compareScores(asker, { period })).items.find(({ competitorId }) => competitorId === id)?.cautions;

  assert.deepEqual(await cautions(), []);
  await updateSettings(call, { cutPoints: { detractorMax: 3, promoterMin: 10 } });
  assert.deepEqual(await cautions(), ["own-cuts"]);
  await updateSettings(call, { cutPoints: { detractorMax: 6, promoterMin: 9 } });
  const viewer = viewerForTest({ permissions: ["insight.read"], units: [] });
  const scoped = (await compareScores({ ...call, viewer }, { period })).items;
  const alone = scoped.find(({ competitorId }) => competitorId === id);
  assert.deepEqual([alone?.verdict, alone?.cautions], ["not-comparable", ["no-own"]]);
  assert.ok(scoped.every(({ latest }) => latest === null || latest.from === "entered"));
});
