import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import exceljs from "exceljs";

import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Programme, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { createRandom, drawNormal } from "#statistics/random";
import { testCall, testViewer } from "#testing/call";
import { testStores } from "#testing/database";

import { listCandidates } from "./actions/candidates.ts";
import { exportDrivers } from "./actions/export.ts";
import { setGroup } from "./actions/groups.ts";
import { readPenaltyReward } from "./actions/penalty-reward.ts";
import { readPillars } from "./actions/pillars.ts";
import { readDrivers } from "./actions/read-drivers.ts";
import { tellDrivers } from "./actions/told.ts";
import { candidatesSchema, driversQuerySchema, driversSchema, penaltyRewardSchema, pillarsSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
let visit: Survey;
let pulse: Survey;

type Questions = DefinitionInput["pages"][number]["questions"];
const option = (key: string) => ({ key, label: { en: `Was it ${key}?` } });
const questions: Questions = [
  { kind: "recommendation", key: "score", title: { en: "Would you recommend us?" } },
  { kind: "rating", key: "price", title: { en: "Price" } },
  { kind: "rating", key: "staff", title: { en: "Friendly staff" } },
  { kind: "rating", key: "copy", title: { en: "Friendly staff, asked again" } },
  { kind: "single", key: "settled", title: { en: "Is it settled?" }, options: ["yes", "partly", "no"].map(option) },
  {
    kind: "multiple",
    key: "reasons",
    title: { en: "What got in the way?" },
    options: ["queue", "noise"].map(option),
    condition: { field: "score", op: "lte", value: 8 },
  },
];

async function publish(name: string, programme: Programme, own: Questions, anonymous = false): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [{ key: "one", questions: own }],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(call, { name, definition, anonymous, programme });
  return publishSurvey(call, made.id);
}

/** 900 visits: staff counts twice as much as price, a long wait costs, one in six leaves the price out. */
function visits(slug: string): SubmissionInput[] {
  const random = createRandom(11);
  return Array.from({ length: 900 }, (_, index) => {
    const rating = (): number => 1 + Math.floor(5 * random.uniform());
    const [price, staff, waited] = [rating(), rating(), random.uniform() < 0.3];
    const felt = 0.6 * price + 1.2 * staff - (waited ? 1.5 : 0) + 1.2 * drawNormal(random) + 1.5;
    const score = Math.min(10, Math.max(0, Math.round(felt)));
    const settled = random.uniform() < 0.7 ? "yes" : random.uniform() < 0.5 ? "partly" : "no";
    return {
      survey: slug,
      id: `v${index}`,
      answers: {
        score,
        staff,
        copy: staff,
        settled,
        ...(index % 6 === 0 ? {} : { price }),
        ...(score <= 8 && waited ? { reasons: ["queue"] } : {}),
      },
      answeredAt: `2025-1${index % 3}-15T10:00:00Z`,
      context: { unit: `U${index % 12}`, segment: ["mass", "youth"][index % 2]! },
      attributes: { wait: waited ? "20 min and more" : "under 5 min" },
    };
  });
}

before(async () => {
  await updateSettings(call, { timeZone: "UTC", smallGroup: 5, minimumN: 5 });
  for (let unit = 0; unit < 12; unit += 1)
    await putReference(call, { kind: "unit", code: `U${unit}`, name: `Unit ${unit}` });
  visit = await publish("Visit", "transactional", questions);
  pulse = await publish(
    "Pulse",
    "employee",
    [
      { kind: "recommendation", key: "score", employee: true, title: { en: "A place to work?" } },
      { kind: "rating", key: "manager", title: { en: "My manager supports me" } },
      { kind: "rating", key: "workload", title: { en: "My workload" } },
    ],
    true,
  );
  const random = createRandom(4);
  const answers = Array.from({ length: 360 }, (_, index): SubmissionInput => {
    const [manager, workload] = [1 + Math.floor(5 * random.uniform()), 1 + Math.floor(5 * random.uniform())];
    const score = Math.min(10, Math.max(0, Math.round(1.6 * manager + 0.4 * workload + drawNormal(random))));
    return {
      survey: pulse.slug,
      id: `p${index}`,
      answers: { score, manager, workload },
      answeredAt: `2025-1${index % 3}-20T10:00:00Z`,
      context: { unit: `U${index % 12}` },
    };
  });
  for (const submission of [...visits(visit.slug), ...answers]) {
    const [one] = await recordResponses(call, [submissionSchema.parse(submission)], { source: "api" });
    assert.ok(one?.ok, JSON.stringify(one));
  }
  await createProjector(stores).drain();
});

const ask = async (query: object = {}) => driversSchema.parse(await readDrivers(call, driversQuerySchema.parse(query)));
const question = (kind: string, key: string) => `${kind}:transactional:${visit.id}:${key}`;

test("what can be held against an outcome: questions, choices, what happened, and who it was", async () => {
  const found = candidatesSchema.parse(await listCandidates(call, {}));

  assert.equal(found.outcome?.measure, question("nps", "score"));
  assert.equal(found.reading, "points");
  const byRef = new Map(found.predictors.map((one) => [one.ref, one]));
  assert.deepEqual(
    [...byRef.values()]
      .filter(({ isDefault }) => isDefault)
      .map(({ ref }) => ref)
      .toSorted(),
    [
      question("rating", "price"),
      question("rating", "staff"),
      question("rating", "copy"),
      question("choice", "settled"),
      "dimension:attr.wait",
    ].toSorted(),
  );
  const price = byRef.get(question("rating", "price"));
  assert.deepEqual([price?.n, price?.group, Math.round(100 * (price?.missing ?? 0))], [750, "price", 17]);
  const reason = byRef.get(`option:${question("choice", "reasons")}=queue`);
  assert.deepEqual([reason?.follows, reason?.isDefault, reason?.group], [true, false, "process"]);
  assert.equal(byRef.get("dimension:attr.wait")?.group, "process");
});

test("drivers with shares that sum to one, planted effects in order, and a question asked twice set aside by name", async () => {
  const found = await ask();

  assert.equal(found.state, "ok");
  assert.deepEqual([found.answered, found.n], [900, 750]);
  assert.deepEqual(
    found.setAside.map(({ title, reason, with: others }) => [title, reason, others]),
    [["Friendly staff, asked again", "collinear", ["Friendly staff"]]],
  );
  const shares = found.drivers.reduce((sum, { share }) => sum + share.value, 0);
  const weights = found.drivers.reduce((sum, { weight }) => sum + weight.value, 0);
  assert.ok(Math.abs(shares - 1) < 1e-9 && Math.abs(weights - (found.rSquared?.value ?? 0)) < 1e-9);
  const [first, second] = found.drivers;
  assert.deepEqual([first?.title, first?.rank, first?.tied, first?.clear], ["Friendly staff", 1, false, true]);
  assert.ok(second !== undefined && second.share.interval.high < (first?.share.interval.low ?? 0));
});

test("a category stands against its most frequent level, and performance only where better and worse are known", async () => {
  const found = await ask();
  const settled = found.drivers.find(({ title }) => title === "Is it settled?");
  assert.deepEqual([settled?.clear, settled?.reference, settled?.levels.length], [false, "Was it yes?", 2]);
  const wait = found.drivers.find(({ ref }) => ref === "dimension:attr.wait");
  assert.deepEqual(
    [wait?.reference, wait?.levels.map(({ name }) => name), wait?.performance],
    ["under 5 min", ["20 min and more"], null],
  );
  assert.ok((wait?.levels[0]?.effect?.interval.high ?? 0) < 0);
  const standings = found.drivers.flatMap(({ performance }) => (performance === null ? [] : [performance.interval]));
  assert.ok(standings.length > 1 && standings.every(({ low, high }) => low >= 0 && high <= 100));
});

test("both ways of dividing agree, readings change the unit, and filters reach every number", async () => {
  const predictors = [question("rating", "price"), question("rating", "staff")];
  const [johnson, lmg] = [await ask({ predictors }), await ask({ predictors, method: "lmg" })];
  assert.deepEqual([johnson.method, lmg.method], ["johnson", "lmg"]);
  johnson.drivers.forEach(({ share, ref }) => {
    const other = lmg.drivers.find((one) => one.ref === ref);
    assert.ok(Math.abs(share.value - (other?.share.value ?? 0)) < 0.02);
  });
  const score = await ask({ predictors, reading: "score" });
  assert.ok((score.mean?.value ?? 0) > 3 && (score.mean?.value ?? 99) < 10);
  assert.ok(Math.abs((score.drivers[0]?.levels[0]?.effect?.value ?? 0) - 1.1) < 0.25);
  const youth = await ask({ predictors, where: { field: "segment", op: "eq", value: "youth" } });
  assert.ok(youth.state === "ok" && youth.n === 450);
});

test("a share is explained by logistic regression where that is asked for, in percentage points", async () => {
  const query = {
    predictors: [question("rating", "price"), question("rating", "staff"), "dimension:attr.wait"],
    reading: "top",
  };
  const [linear, logistic] = [await ask(query), await ask({ ...query, method: "logistic" })];
  assert.deepEqual([linear.method, logistic.method, logistic.n], ["johnson", "logistic", 750]);
  assert.equal(logistic.drivers[0]?.title, "Friendly staff");
  assert.ok(Math.abs(logistic.drivers.reduce((sum, { share }) => sum + share.value, 0) - 1) < 1e-9);
  const effect = (found: typeof linear) =>
    found.drivers.find(({ ref }) => ref === "dimension:attr.wait")?.levels[0]?.effect;
  assert.ok((effect(logistic)?.interval.high ?? 0) < 0);
  assert.ok(Math.abs((effect(logistic)?.value ?? 0) - (effect(linear)?.value ?? 99)) < 6);
});

test("price against the rest, by the names, until somebody says otherwise", async () => {
  const query = { predictors: [question("rating", "price"), question("rating", "staff")] };
  const found = await ask(query);
  assert.deepEqual(
    found.groups.map(({ group }) => group),
    ["price", "service"],
  );
  assert.ok((found.experience?.interval.low ?? 0) > 0.5);
  assert.ok(Math.abs(found.groups.reduce((sum, { share }) => sum + share.value, 0) - 1) < 1e-9);

  await setGroup(call, question("rating", "staff"), "price");
  assert.equal((await ask(query)).experience, null);
  await setGroup(call, question("rating", "staff"), null);
  const stranger = testCall(stores, {
    viewer: testViewer({
      grants: [{ role: "test", permissions: new Set(["insight.read"]), units: "all" }],
      permissions: new Set(["insight.read"]),
    }),
  });
  await assert.rejects(setGroup(stranger, question("rating", "staff"), "price"), refusal("access.forbidden"));
});

test("a reason that is asked only after a low score is warned of, not believed", async () => {
  const found = await ask({
    predictors: [`option:${question("choice", "reasons")}=queue`, question("rating", "staff")],
  });
  assert.deepEqual(found.warnings.find(({ code }) => code === "follows")?.names, ["Was it queue?"]);
  assert.ok((found.drivers.find(({ kind }) => kind === "option")?.performance?.value ?? 0) > 50);
});

test("each way of having nothing to say is a state of its own", async () => {
  const where = (unit: string) => ({ field: "unit", op: "eq", value: unit });
  const few = await ask({ where: { all: [where("U1"), { field: "attr.wait", op: "eq", value: "20 min and more" }] } });
  assert.deepEqual([few.state, few.drivers.length, few.needed >= 50], ["too-few", 0, true]);
  assert.equal((await ask({ where: where("nowhere") })).state, "none");
  assert.equal((await ask({ where: { field: "group", op: "eq", value: "low" } })).state, "flat");
  assert.equal(
    (await ask({ predictors: ["dimension:segment"], where: { field: "segment", op: "eq", value: "mass" } })).state,
    "no-predictors",
  );
  assert.equal((await ask({ measure: `nps:product:${visit.id}:score` })).outcome, null);
  await assert.rejects(ask({ predictors: ["dimension:shoe"] }), refusal("drivers.unknown_predictor"));
});

test("employees: their own answers explain them, nothing that tells who they are, and never a handful", async () => {
  const measure = `enps:employee:${pulse.id}:score`;
  const found = await ask({ measure });
  assert.deepEqual(
    [found.state, found.drivers[0]?.title, found.outcome?.isProtected],
    ["ok", "My manager supports me", true],
  );
  const { predictors } = await listCandidates(call, { measure });
  assert.ok(predictors.every(({ kind }) => kind === "question"));
  await assert.rejects(ask({ measure, predictors: ["dimension:unit"] }), refusal("drivers.unknown_predictor"));
  const hidden = await ask({
    measure,
    where: {
      all: [
        { field: "unit", op: "eq", value: "U3" },
        { field: "score", op: "lte", value: 1 },
      ],
    },
  });
  assert.ok(hidden.state === "hidden" || hidden.state === "none");
  assert.deepEqual(hidden.drivers, []);
});

test("penalty and reward of what was rated", async () => {
  const found = penaltyRewardSchema.parse(
    await readPenaltyReward(call, driversQuerySchema.omit({ method: true }).parse({})),
  );
  assert.equal(found.state, "ok");
  const staff = found.items.find(({ title }) => title === "Friendly staff");
  assert.ok((staff?.penalty.interval.high ?? 0) < 0 && (staff?.reward.interval.low ?? 0) > 0);
  assert.deepEqual(found.without, ["Friendly staff, asked again"]);
});

test("measures side by side: pairs by unit and month, and no conflict where there is none", async () => {
  const found = pillarsSchema.parse(await readPillars(call, { weight: false }));
  assert.deepEqual(
    found.measures.map(({ programme }) => programme),
    ["transactional", "employee"],
  );
  assert.equal(found.pairs.length, 1);
  assert.ok((found.pairs[0]?.units ?? 0) >= 10);
  assert.deepEqual([found.conflicts.length, found.periods?.now.to], [0, "2025-12-31"]);
});

test("where there is no screen the same sentence is told, in the reader's language", async () => {
  const names = { kind: () => "NPS", dimension: (name: string) => name };
  const told = await tellDrivers(call, driversQuerySchema.parse({}), { language: "uk", names, least: 0 });
  assert.match(told.sentence, /^Найдужче NPS рухає «Friendly staff»: \d+\s?% \(від \d+\s?% до \d+\s?%\)/u);
  assert.ok(told.rows.length >= 4 && told.rows.every(({ figure, span }) => figure.includes("%") && span !== null));
});

test("of fewer complete answers than asked for nothing is told", async () => {
  const names = { kind: () => "NPS", dimension: (name: string) => name };
  const told = await tellDrivers(call, driversQuerySchema.parse({}), { language: "en", names, least: 1_000_000 });
  assert.deepEqual(told.rows, []);
  assert.doesNotMatch(told.sentence, /\d/);
});

test("the file says the same as the page, with how it was made, in the reader's language", async () => {
  const file = async (format: "csv" | "xlsx", language: string) =>
    exportDrivers(
      { stores, viewer: call.viewer, language },
      { params: {}, query: {}, body: { query: driversQuerySchema.parse({}), format, title: "=Drivers" } },
    );
  const csv = await (await file("csv", "en")).text();
  assert.ok(csv.includes("Friendly staff") && csv.includes("Johnson’s relative weights") && csv.includes("'=Drivers"));
  const book = new exceljs.Workbook();
  await book.xlsx.load(await (await file("xlsx", "uk")).arrayBuffer());
  assert.deepEqual(
    book.worksheets.map(({ name }) => name),
    ["Чинники", "Вплив", "Забирає й додає", "Метод"],
  );
  const share = book.worksheets[0]?.getRow(2).getCell(4).value;
  assert.ok(typeof share === "number" && share > 40 && share <= 100);
});

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
