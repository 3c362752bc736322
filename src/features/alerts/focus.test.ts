import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addUser, systemViewer, viewerForTest } from "#feature/access";
import { updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type DefinitionInput, type Programme } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { createRandom } from "#statistics/random";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { listAlerts } from "./actions/alerts.ts";
import { previewWatch } from "./actions/preview.ts";
import { runWatch } from "./actions/run-watch.ts";
import { createWatch } from "./actions/watches.ts";
import { ruleSchema, type RuleInput } from "./contract.ts";
import { noon, record } from "./sample.test.ts";

const stores = await testStores({ after });
const owner = { name: "Olena", email: "olena@example.org", role: "owner" } as const;
const { id: ownerId } = await addUser({ stores, viewer: systemViewer("test") }, owner);
const call = { ...testCall(stores), viewer: viewerForTest({ id: ownerId }) };
const rule: RuleInput = { kind: "focus", measure: "every", days: 30 };
const label = (key: string) => ({ en: `The ${key}`, ru: `Причина ${key}` });
const options = ["fees", "queue", "menu"].map((key) => ({ key, label: label(key) }));

async function publish(name: string, programme: Programme, questions: DefinitionInput["pages"][number]["questions"]) {
  const definition = definitionSchema.parse({
    languages: ["en", "ru"],
    defaultLanguage: "en",
    title: label(name),
    pages: [{ key: "one", questions }],
    endings: [{ key: "end", title: label("end") }],
  });
  const made = await createSurvey(call, { name, definition, anonymous: false, programme });
  return publishSurvey(call, made.id);
}

/** 32 weeks in which fees hurt many and nobody complains of them, the queue hurts a little and everybody does. */
before(async () => {
  await updateSettings(call, { timeZone: "UTC", minimumN: 20, languages: ["en", "ru"] });
  const asked = await publish("Relationship", "relational", [
    { kind: "recommendation", key: "score", title: label("score") },
    { kind: "multiple", key: "reasons", title: label("reasons"), options },
  ]);
  const heard = await publish("Complaints", "transactional", [
    { kind: "single", key: "topic", title: label("topic"), options },
    { kind: "text", key: "text", title: label("text") },
  ]);
  const random = createRandom(5);
  const answers = Array.from({ length: 2400 }, (_, index) => {
    const has = ["fees", "queue", "menu"].filter((_reason, place) => random.uniform() < ([0.3, 0.15, 0.1][place] ?? 0));
    const level = random.uniform() * 8 + 4 - (has.includes("fees") ? 5 : 0) - (has.includes("queue") ? 2 : 0);
    return {
      survey: asked.slug,
      id: `a${index}`,
      answeredAt: noon(1 + (index % 32), index % 7),
      timeZone: "UTC",
      answers: { score: Math.max(0, Math.min(10, Math.round(level))), ...(has.length > 0 ? { reasons: has } : {}) },
    };
  });
  const complaints = Array.from({ length: 120 }, (_, index) => ({
    survey: heard.slug,
    id: `c${index}`,
    answeredAt: noon(1 + (index % 20)),
    timeZone: "UTC",
    answers: { topic: index % 10 === 0 ? "menu" : "queue", text: "It took hours" },
  }));
  await record(call, [...answers, ...complaints]);
});

async function findingOf(watch: string, key: string, language: "en" | "ru" = "en") {
  const query = { state: "all", limit: 50 } as const;
  const asker = { ...call, viewer: { ...call.viewer, language } };
  const { items } = await listAlerts(asker, { params: {}, query, body: {} });
  const found = items.flatMap((alert) => (alert.watch.id === watch ? [alert.finding] : []));
  const finding = found.find((one) => one.type === "focus" && one.problem.key === key);
  assert.ok(finding?.type === "focus");
  return finding;
}

const watching = (input: RuleInput) =>
  createWatch(call, {
    params: {},
    query: {},
    body: { name: "", rule: ruleSchema.parse(input), isOn: true, quietDays: 90 },
  });

async function putInWork(key: string): Promise<void> {
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`
      insert into problem (id, key, side, name, description, state, touchpoints, units, influences, solve_rate, authority, resources, created_at, updated_at)
      values (${stores.random.uuid()}, ${key}, 'pain', ${sql.json({ en: `Our ${key}` })}, '', 'in-work', '{}', '{}', '[]', 1, '', '', now(), now())`),
  );
}

test("a heavy problem that nobody works on is told once, with its weight and in the reader's words", async () => {
  const { id } = await watching(rule);
  assert.equal(await runWatch(stores, id), 2, "fees and the queue; the menu does nothing");
  const { what, problem, lift, impactRank, noiseRank, louder } = await findingOf(id, "fees");
  assert.deepEqual([what, problem.name, impactRank, noiseRank, louder], ["idle", "The fees", 1, null, []]);
  assert.ok(lift.low > 3 && lift.low < lift.value && lift.value < lift.high && lift.n > 300);
  assert.equal((await findingOf(id, "fees", "ru")).problem.name, "Причина fees");
  assert.equal(await runWatch(stores, id, { isForced: true }), 0);
});

test("while a lighter problem is in work because everybody shouts about it, work follows noise", async () => {
  await putInWork("queue");
  const { id } = await watching(rule);
  assert.equal(await runWatch(stores, id), 1);
  const { what, louder } = await findingOf(id, "fees");
  assert.deepEqual([what, ...louder.map(({ name }) => name)], ["noise", "Our queue"]);
});

test("once somebody works on it there is nothing to tell, and a preview says so", async () => {
  await putInWork("fees");
  const { id } = await watching(rule);
  assert.equal(await runWatch(stores, id), 0);
  const preview = await previewWatch(call, { rule: ruleSchema.parse(rule), quietDays: 90 });
  assert.deepEqual([preview.total, preview.status.watched > 0], [0, true]);
});

test("scores without high and low, and those of employees, cannot be watched so", async () => {
  const wrong = [
    ["number:transactional:0195d000-0000-7000-8000-000000000000:age", "alerts.not_countable"],
    ["enps:employee", "alerts.protected"],
  ] as const;
  for (const [measure, code] of wrong) {
    await assert.rejects(
      watching({ kind: "focus", measure }),
      (error) => error instanceof Refusal && error.code === code,
    );
  }
});
