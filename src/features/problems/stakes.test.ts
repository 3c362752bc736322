import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { recordResponses } from "#feature/answers";
import { submissionSchema } from "#feature/answers/contract";
import { createProjector } from "#feature/facts";
import { updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme } from "#feature/surveys/contract";
import type { Condition } from "#kit/condition";
import { wilson } from "#statistics/share";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { exportMap } from "./actions/export.ts";
import { createProblem } from "./actions/register.ts";
import { defaultRegisterSettings, putRegisterSettings } from "./actions/settings.ts";
import { readAvoidable, readSegmentRisk } from "./actions/stakes.ts";
import { problemsOperations as operations, problemWishSchema } from "./contract.ts";
import { leastToPropose } from "./rules/proposals.ts";
import { sumOfIndependent } from "./rules/stakes.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const both = (text: string) => ({ en: text });
const options = ["fees", "again", "menu"].map((key) => ({ key, label: both(`The ${key}`) }));
const surveys = new Map<string, { readonly id: string; readonly slug: string }>();

/** Of 200 young 80 are unhappy, 60 with the fees; of 100 old 10 are; of 3 others all. Of 400 contacts 100 are repeated ones. */
before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 20, languages: ["en"] });
  const answers = [
    ...answersOf("relational", "young", [60, 2, "fees"], [20, 2, null], [120, 9, null]),
    ...answersOf("relational", "old", [10, 2, "menu"], [90, 9, null]),
    ...answersOf("relational", "few", [3, 1, null]),
    ...answersOf("transactional", "young", [100, 3, "again"], [300, 9, null]),
  ];
  for (const programme of ["relational", "transactional"] as const) await publish(programme);
  const submissions = answers.map((one, index) =>
    submissionSchema.parse({ ...one, survey: surveys.get(one.survey)?.slug, id: `a${index}` }),
  );
  const recorded = await recordResponses(call, submissions, { source: "api" });
  assert.deepEqual(
    recorded.find(({ ok }) => !ok),
    undefined,
  );
  await createProjector(stores).drain();
});

async function publish(programme: Programme): Promise<void> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: both(programme),
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "score", title: both("Recommend?") },
          { kind: "multiple", key: "reasons", title: both("What got in the way?"), options },
        ],
      },
    ],
    endings: [{ key: "end", title: both("Thank you") }],
  });
  const made = await createSurvey(call, { name: programme, definition, anonymous: false, programme });
  surveys.set(programme, await publishSurvey(call, made.id));
}

function answersOf(survey: string, segment: string, ...kinds: (readonly [number, number, string | null])[]) {
  return kinds.flatMap(([count, score, reason]) =>
    Array.from({ length: count }, () => ({
      survey,
      answers: { score, ...(reason === null ? {} : { reasons: [reason] }) },
      answeredAt: "2026-02-15T10:00:00Z",
      context: { segment },
    })),
  );
}

const relational = { measure: "nps:relational", weight: false };

test("revenue at risk needs somebody to say what segments bring, and customers", async () => {
  assert.equal((await readSegmentRisk(call, relational)).state, "unknown");
  const segments = ["young", "old", "few"].map((segment) => ({ segment, customers: 1000, revenuePerCustomer: 50 }));
  await putRegisterSettings(call, { ...defaultRegisterSettings, currency: "EUR", segments });
  assert.equal((await readSegmentRisk(call, { measure: "nps:transactional", weight: false })).state, "contacts");
});

test("each segment's unhappy share stands for its revenue, with the interval and the first problem", async () => {
  const found = operations.readSegmentRisk.output.parse(await readSegmentRisk(call, relational));
  const told = found.items.map(({ segment, n, atRisk, first }) => [
    segment.code,
    n,
    rounded(atRisk?.value),
    first?.key ?? null,
    rounded(first?.atRisk.value),
  ]);
  assert.deepEqual(told, [
    ["young", 200, 20_000, "fees", 15_000],
    ["old", 100, 5000, null, null],
    ["few", 3, null, null, null],
  ]);
  const { low, high } = wilson(0.4, 200);
  const { atRisk } = found.items[0] ?? assert.fail();
  assert.deepEqual([rounded(atRisk?.low), rounded(atRisk?.high)], [rounded(50_000 * low), rounded(50_000 * high)]);
  assert.equal(rounded(found.total?.value), 25_000);
});

function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}

test("a sum's interval is that of its only part, and narrower than the sum of intervals", () => {
  const one = { value: 10, low: 7, high: 15 };
  assert.deepEqual(sumOfIndependent([one]), one);
  assert.deepEqual(sumOfIndependent([one, { value: 10, low: 6, high: 22 }]), { value: 20, low: 15, high: 33 });
});

test("avoidable contacts are told by reason, of contacts only", async () => {
  const contacts = { measure: "nps:transactional" };
  assert.equal((await readAvoidable(call, contacts)).state, "unsaid");
  const codes = [`${surveys.get("transactional")?.id}:reasons:again`];
  const wish = problemWishSchema.parse({ name: both("Again and again"), codes, avoidable: "repeat" });
  await createProblem(call, { ...wish, key: "repeated" });
  assert.equal((await readAvoidable(call, relational)).state, "not-contacts");
  const found = operations.readAvoidable.output.parse(await readAvoidable(call, contacts));
  assert.deepEqual([found.state, found.n, found.whole?.value], ["ok", 400, 25]);
  assert.deepEqual(
    found.items.map(({ reason, mentions, problems }) => [reason, mentions, problems[0]?.name]),
    [["repeat", 100, "Again and again"]],
  );
});

test("slides carry their intervals as whiskers of native charts, and a map without effects makes a file too", async () => {
  const fileOf = async (where?: { field: string; op: "eq"; value: string }) => {
    const query = { compare: "none", side: "pain", ...relational, ...(where ? { where } : {}) } as const;
    const body = { query, format: "pptx", title: "" } as const;
    return (await exportMap({ ...call, language: "en" }, { params: {}, query: {}, body })).arrayBuffer();
  };
  const whole = Buffer.from(await fileOf());
  assert.equal(whole.subarray(0, 2).toString(), "PK");
  assert.ok(whole.length > 20_000);
  assert.equal(
    Buffer.from(await fileOf({ field: "segment", op: "eq", value: "few" }))
      .subarray(0, 2)
      .toString(),
    "PK",
  );
});

test("a file says its filter in words, and one that words cannot say as it was asked", async () => {
  const textOf = async (where: Condition) => {
    const query = { compare: "none", side: "pain", ...relational, where } as const;
    const body = { query, format: "csv", title: "" } as const;
    return (await exportMap({ ...call, language: "en" }, { params: {}, query: {}, body })).text();
  };
  const few: Condition = { field: "segment", op: "in", value: ["young", "few"] };
  assert.match(await textOf({ all: [few] }), /Segment: young, few/i);
  assert.match(await textOf({ not: few }), /""not"":/);
});

test("what one in thousands names is not proposed; in small surveys every word counts", () => {
  assert.deepEqual([50, 199, 200, 999, 1000, 1e6].map(leastToPropose), [1, 1, 2, 2, 5, 5]);
});
