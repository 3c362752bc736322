import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { putReference, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { exportAnswer } from "./actions/exporting.ts";
import { deleteGrowth, importGrowth, readGrowth } from "./actions/growth.ts";
import { createPair, deletePair, readPairs, restorePair, updatePair } from "./actions/pairs.ts";
import { putPath, readPromise } from "./actions/promise.ts";
import { readStreaks } from "./actions/streaks.ts";
import {
  growthRequestSchema,
  growthSchema,
  pairsSchema,
  pairWishSchema,
  promiseRequestSchema,
  promiseSchema,
  streaksRequestSchema,
  streaksSchema,
  type PairWish,
} from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let visit: Survey;
let pulse: Survey;

async function publish(name: string, programme: Programme, anonymous = false): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "nps", title: { en: "Would you?" } },
          { kind: "satisfaction", key: "csat", title: { en: "How is our service?" } },
        ],
      },
    ],
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

/** Steps of the journey with how many of ten are detractors; the rest promote. */
const steps = { SALE: 2, SETUP: 2, BILL: 5, CALL: 6, TINY: 3 } as const;

const visits = (): SubmissionInput[] =>
  Object.entries(steps).flatMap(([touchpoint, detractors]) =>
    Array.from({ length: touchpoint === "TINY" ? 4 : 300 }, (_, index): SubmissionInput => {
      const isBad = index % 10 < detractors;
      return {
        survey: visit.slug,
        id: `${touchpoint}${index}`,
        answers: { nps: isBad ? 2 : 10, csat: isBad ? 2 : 5 },
        answeredAt: `2025-0${1 + (index % 6)}-${10 + Object.keys(steps).indexOf(touchpoint)}T10:00:00Z`,
        person: { kind: "crm", value: `P${index % 100}` },
        context: { touchpoint, journey: "JOIN", unit: `U${index % 8}` },
      };
    }),
  );

before(async () => {
  await updateSettings(call, { minimumN: 10, smallGroup: 5 });
  for (let unit = 0; unit < 8; unit += 1)
    await putReference(call, { kind: "unit", code: `U${unit}`, name: `Branch ${unit}` });
  visit = await publish("Visit", "transactional");
  pulse = await publish("Pulse", "employee", true);
  await record(visits());
  await record(
    Array.from({ length: 43 }, (_, index): SubmissionInput => ({
      survey: pulse.slug,
      id: `E${index}`,
      answers: { nps: 9, csat: index < 40 ? 5 : 2 },
      answeredAt: "2025-03-10T10:00:00Z",
      context: { segment: index < 40 ? "staff" : "managers" },
    })),
  );
});

const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const measured = (who: PairWish["sides"][number]["who"], measure: string, where?: object) =>
  ({ who, from: { kind: "measure", measure, where } }) as const;
const pair = (differences: object) => pairWishSchema.parse({ title: "Our service is good", sides: [], ...differences });

test("the same item of staff and customers gives a gap in per cent points with its interval; small groups stay hidden", async () => {
  const staff = `csat:employee:${pulse.id}:csat`;
  const managers = { field: "segment", op: "eq", value: "managers" };
  const sides = [
    measured("managers", staff, managers),
    measured("staff", staff),
    measured("customers", "csat:transactional"),
  ];
  const { id } = await createPair(call, pair({ sides }));

  const { items } = pairsSchema.parse(await readPairs(call, {}));

  const found = items.find((item) => item.id === id);
  assert.deepEqual(
    found?.sides.map(({ state, share }) => [state, share === null ? null : Math.round(share.value)]),
    [
      ["hidden", null],
      ["ok", 93],
      ["ok", 62],
    ],
  );
  assert.deepEqual(
    found?.gaps.map(({ from, clear }) => [from, clear]),
    [[1, true]],
  );
  assert.ok((found?.gaps[0]?.interval.low ?? 0) > 10);
});

test("sides on different scales are not subtracted; an inside metric beside an outside one is", async () => {
  const entered = {
    who: "quality",
    from: { kind: "entered", high: 95, middle: 0, low: 5, source: "QA", on: "2025-03-01" },
  };
  const mixed = await createPair(
    call,
    pair({
      title: "Mixed",
      sides: [measured("staff", `nps:employee:${pulse.id}:nps`), measured("customers", "csat:transactional")],
    }),
  );
  const inside = await createPair(
    call,
    pair({ title: "Quality", kind: "inside-outside", sides: [entered, measured("customers", "csat:transactional")] }),
  );

  const { items } = await readPairs(call, {});

  const [first, second] = [mixed.id, inside.id].map((id) => items.find((item) => item.id === id));
  assert.deepEqual([first?.differentScales, first?.gaps.length], [true, 0]);
  assert.equal(Math.round(second?.gaps[0]?.value ?? 0), 33);
  assert.equal(second?.gaps[0]?.clear, true);
});

test("pairs are changed, deleted and brought back; sides without answers or top boxes are refused", async () => {
  const sides = [measured("staff", "csat:transactional"), measured("customers", "csat:transactional")];
  const { id } = await createPair(call, pair({ sides }));
  assert.equal((await updatePair(call, id, { ...pair({ title: "New", sides }), revision: 1 })).revision, 2);
  await assert.rejects(
    updatePair(call, id, { ...pair({ sides }), revision: 1 }),
    refuses("benchmarks.changed_elsewhere"),
  );
  await deletePair(call, id);
  await assert.rejects(deletePair(call, id), refuses("benchmarks.not_found"));
  await restorePair(call, id);

  const empty = { who: "staff", from: { kind: "entered", high: 0, middle: 0, low: 0, on: "2025-01-01" } };
  await assert.rejects(createPair(call, pair({ sides: [empty, empty] })), refuses("benchmarks.no_answers"));
  const text = measured("staff", `text:employee:${pulse.id}:csat`);
  await assert.rejects(createPair(call, pair({ sides: [text, text] })), refuses("benchmarks.no_scale"));
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  await assert.rejects(createPair(reader, pair({ sides })), refuses("access.forbidden"));
});

const promise = async (differences = {}) =>
  promiseSchema.parse(
    await readPromise(
      call,
      promiseRequestSchema.parse({ measure: "nps:transactional", journey: "JOIN", ...differences }),
    ),
  );

test("steps stand in the order of the journey, and only gaps beyond chance are called gaps", async () => {
  assert.equal((await promise()).isOrdered, false);
  await putPath(call, { dimension: "touchpoint", journey: "JOIN", steps: ["SALE", "SETUP", "BILL", "CALL"] });

  const found = await promise();

  assert.equal(found.promiseName, "SALE");
  assert.deepEqual(
    found.steps.map(({ value, score, gap }) => [value, score && Math.round(score.value), gap?.clear ?? null]),
    [
      ["SALE", 60, null],
      ["SETUP", 60, false],
      ["BILL", 0, true],
      ["CALL", -20, true],
      ["TINY", null, null],
    ],
  );
  assert.ok((found.steps[3]?.gap?.interval.high ?? 0) < -50);
});

test("the promise can be another step, or all the others together", async () => {
  const other = await promise({ promise: "BILL" });
  assert.equal(other.promiseName, "BILL");
  assert.ok((other.steps.find(({ value }) => value === "SALE")?.gap?.value ?? 0) > 50);
  const rest = await promise({ promise: "others" });
  assert.equal(rest.promiseName, null);
  assert.ok(rest.steps.every(({ isPromise }) => !isPromise));
  assert.equal(rest.steps.find(({ value }) => value === "BILL")?.gap?.clear, true);
  assert.equal((await promise({ journey: "NONE" })).steps.length, 0);
});

test("streaks tell how many customers' newest moments are all positive, and what chance gives", async () => {
  const ask = async (differences = {}) =>
    streaksSchema.parse(
      await readStreaks(call, streaksRequestSchema.parse({ measure: "nps:transactional", by: "unit", ...differences })),
    );
  const { whole, groups, lengths } = await ask();

  assert.equal(whole?.persons, 100);
  assert.equal(whole?.eligible, 100);
  assert.ok((whole?.current?.interval.low ?? 0) <= (whole?.current?.value ?? 0));
  assert.equal(whole?.clustering?.verdict, "clustered");
  assert.equal(groups.length, 8);
  assert.equal(lengths.reduce((sum, { seen }) => sum + seen, 0) > 0, true);
  const own = lengths.reduce((sum, { byOwnRate }) => sum + byOwnRate, 0);
  const seen = lengths.reduce((sum, one) => sum + one.seen, 0);
  assert.ok(own > seen);
  assert.equal((await ask({ atLeast: 10, period: { from: "2025-01-01", to: "2025-01-31" } })).whole?.isTooFew, true);
  assert.equal((await ask({ measure: "ces:transactional" })).whole, null);
  await assert.rejects(ask({ measure: `nps:employee:${pulse.id}:nps` }), refuses("facts.protected"));
});

test("growth is taken whole or not at all, and its check says what so few units can tell", async () => {
  const ask = async (differences = {}) =>
    growthSchema.parse(
      await readGrowth(call, growthRequestSchema.parse({ measure: "nps:transactional", ...differences })),
    );
  assert.deepEqual([(await ask()).verdict, (await ask()).year], ["too-few", null]);
  const file = (rows: readonly string[]) => ["unit,year,growth", ...rows].join("\n");
  const rows = Array.from({ length: 8 }, (_, index) => `U${index},2025,${[3, -1, 4, 1, -5, 9, 2, 6][index] ?? 0}`);

  const bad = file([...rows, "NOWHERE,2025,1", "U1,25,1", "U1,2024,much", "U2,2025,7", "U3,2024,-300"]);
  const refused = await importGrowth(call, { text: bad, dryRun: false, kind: "revenue" });
  assert.deepEqual(
    refused.problems.map(({ line, code }) => [line, code]),
    [
      [10, "unknown-unit"],
      [11, "no-year"],
      [12, "not-a-number"],
      [13, "repeated"],
      [14, "out-of-range"],
    ],
  );
  assert.equal((await ask()).year, null);

  assert.equal((await importGrowth(call, { text: file(rows), dryRun: false, kind: "revenue" })).stored, 8);
  assert.equal(
    (await importGrowth(call, { text: file(["Branch 0,2025,3.5"]), dryRun: false, kind: "revenue" })).stored,
    1,
  );
  const found = await ask();
  assert.equal(found.points.length, 8);
  assert.equal(found.points.find(({ unit }) => unit === "U0")?.growth, 3.5);
  assert.equal(found.smallest?.toFixed(2), "0.71");
  assert.equal((await ask({ lag: 1 })).points.length, 0);
  assert.equal((await ask({ lag: 1 })).leftOut, 8);

  const one = { ...call, viewer: viewerForTest({ permissions: ["insight.read"], units: [] }) };
  assert.equal((await readGrowth(one, growthRequestSchema.parse({ measure: "nps:transactional" }))).points.length, 0);
  await deleteGrowth(call, "revenue");
  assert.equal((await ask()).year, null);
});

test("every answer can be taken along as a file", async () => {
  const measure = "nps:transactional";
  const questions = [
    { about: "perception", ask: {} },
    { about: "promise", ask: promiseRequestSchema.parse({ measure }) },
    { about: "streaks", ask: streaksRequestSchema.parse({ measure }) },
    { about: "growth", ask: growthRequestSchema.parse({ measure }) },
  ] as const;
  for (const question of questions) {
    const text = await (await exportAnswer(call, { body: { format: "csv", question } })).text();
    assert.ok(text.split("\r\n").length > 4, question.about);
    assert.doesNotMatch(text, /column\.|method\./);
  }
});
