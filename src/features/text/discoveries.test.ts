import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { systemViewer, viewerForTest } from "#feature/access";
import { putReference } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { adoptDiscovery } from "./actions/adopting.ts";
import { codeAllWaiting } from "./actions/code-texts.ts";
import { carryOutDiscovery, markDiscovery, readDiscoveries } from "./actions/discoveries.ts";
import { listThemes } from "./actions/themes.ts";
import { textOperations, type Discoveries } from "./contract.ts";
import { codesOf, publishWords, recodeAll, writeAll } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores, { viewer: systemViewer("test") });
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const period = { from: "2026-02-01", to: "2026-02-28" };
let survey: Survey;
let ids: readonly string[];

const subjects = "baker farmer driver teacher doctor sailor painter hunter singer writer".split(" ");
const places = "kitchen garden street market harbour forest tower bridge valley island desert".split(" ");

/** Words around a subject, so that texts are not nearly the same. */
function around(index: number, what: string): string {
  const [who, other] = [subjects[index % 10], subjects[(index * 7 + 3) % 10]];
  return `${who} ${index} ${what} ${places[index % 11]} ${other} ${places[(index * 5 + 2) % 11]}`;
}

before(async () => {
  survey = await publishWords(call, "Visit");
  await putReference(call, { kind: "unit", code: "N", name: "North" });
  const at = (day: string) => ({ answeredAt: `${day}T10:00:00Z` });
  ids = await writeAll(call, survey, [
    ...Array.from({ length: 40 }, (_, index) => ({
      why: around(index, "zorbing lantern flickers"),
      ...at("2026-02-10"),
    })),
    ...Array.from({ length: 40 }, (_, index) => ({
      why: around(index, "turquoise hedgehog wandered"),
      ...at("2026-02-11"),
    })),
    ...Array.from({ length: 6 }, () => ({
      why: "Copied praise from a leaflet with prizes inside",
      ...at("2026-02-12"),
    })),
    ...Array.from({ length: 60 }, (_, index) => ({
      why: around(index + 50, "turquoise hedgehog wandered"),
      ...at("2026-01-15"),
    })),
  ]);
  await codeAllWaiting(stores);
});

async function discovered(asker = call): Promise<Discoveries> {
  const first = await readDiscoveries(asker, { period });
  if (first.state === "computing") await carryOutDiscovery(stores, first.id);
  return textOperations.readDiscoveries.output.parse(await readDiscoveries(asker, { period }));
}

test("what the codebook lacks is found in the background: subjects, what rises, what repeats, with examples", async () => {
  const asked = await readDiscoveries(call, { period });
  assert.deepEqual([asked.state, asked.n], ["computing", 0]);
  const found = await discovered();
  assert.equal(found.state, "ready");
  assert.equal(found.n, 86);
  const topic = found.topics.find(({ terms }) => terms.some((term) => term.includes("lantern")));
  assert.ok(topic && topic.examples.length > 0 && topic.examples.every(({ text }) => text.includes("lantern")));
  assert.ok(topic.coherence > 0 && topic.stability > 0.5);
  assert.ok(
    found.rising.some(({ term, before }) => term.includes("lantern") && before === 0),
    JSON.stringify(found.rising),
  );
  assert.ok(!found.rising.some(({ term }) => term.includes("hedgehog")), "what was there before does not rise");
  assert.ok(found.repeated.some(({ n, text }) => n === 6 && text.startsWith("Copied praise")));
});

test("the same question of the same rights is answered from what is kept, until a day has passed", async () => {
  const one = await discovered();
  assert.equal((await readDiscoveries(call, { period })).computedAt, one.computedAt);
  stores.clock.advance(25 * 3_600_000);
  assert.equal((await readDiscoveries(call, { period })).state, "computing");
  await carryOutDiscovery(stores, one.id);
  const texts = await stores.postgres.read((tx) =>
    tx.one<{ kept: string }>(sql`select found::text as kept from text_discovery`),
  );
  assert.doesNotMatch(texts.kept, /Copied praise from a leaflet/, "no text is kept");
});

test("one click makes a theme of it, with patterns that find it, and the past is coded by it", async () => {
  const { id, topics } = await discovered();
  const index = topics.findIndex(({ terms }) => terms.some((term) => term.includes("lantern")));
  const adopt = (body: { name?: string; index: number }) =>
    adoptDiscovery(call, { params: { id }, query: {}, body: { kind: "topics", parent: null, ...body } });
  const theme = textOperations.adoptDiscovery.output.parse(await adopt({ name: "Lanterns", index }));
  assert.equal(theme.key, "lanterns");
  assert.equal((await adopt({ name: "Lanterns", index })).key, "lanterns", "again is the same");
  await recodeAll(stores);
  assert.ok((await codesOf(stores, ids[0] ?? ""))?.some((code) => code.startsWith("lanterns")));
  assert.ok(!(await codesOf(stores, ids[45] ?? ""))?.some((code) => code.startsWith("lanterns")));
  assert.equal((await readDiscoveries(call, { period })).topics[index]?.adopted, "lanterns");
  await assert.rejects(adopt({ index: 99 }), refused("text.no_such_discovery"));
});

test("another theme can take the patterns, and that it did can be taken back", async () => {
  const { id, topics } = await discovered();
  const index = topics.findIndex(({ terms }) => terms.some((term) => term.includes("hedgehog")));
  const book = async () => (await listThemes(call)).items.find(({ key }) => key === "lanterns");
  const before = await book();
  const body = { kind: "topics" as const, index, into: "lanterns", parent: null };
  const widened = await adoptDiscovery(call, { params: { id }, query: {}, body });
  assert.equal(widened.key, "lanterns");
  assert.ok(widened.revision > (before?.revision ?? 0));
  const patterns = JSON.stringify(widened.patterns);
  assert.ok(/hedgehog/.test(patterns) && /lantern/.test(patterns), patterns);
  assert.equal((await readDiscoveries(call, { period })).topics[index]?.adopted, "lanterns");
  const mark = { kind: "topics" as const, index, isDismissed: false };
  const freed = await markDiscovery(call, { params: { id }, query: {}, body: mark });
  assert.equal(freed.topics[index]?.adopted, null);
  assert.equal((await book())?.revision, widened.revision, "the theme stays as it is");
  const nowhere = adoptDiscovery(call, { params: { id }, query: {}, body: { ...body, into: "nowhere" } });
  await assert.rejects(nowhere, refused("text.unknown_theme"));
});

test("what is no theme is put away for good, though it is looked for anew, and can be brought back", async () => {
  const { id, repeated } = await discovered();
  const index = repeated.findIndex(({ text }) => text.startsWith("Copied praise"));
  const mark = (isDismissed: boolean, at = index) =>
    markDiscovery(call, { params: { id }, query: {}, body: { kind: "repeated", index: at, isDismissed } });
  const away = textOperations.markDiscovery.output.parse(await mark(true));
  assert.equal(away.repeated[index]?.isDismissed, true);
  assert.equal((await readDiscoveries(call, { period, isAnew: true })).state, "computing");
  await carryOutDiscovery(stores, id);
  const again = (await readDiscoveries(call, { period })).repeated.find(({ text }) => text.startsWith("Copied praise"));
  assert.equal(again?.isDismissed, true);
  const kept = await stores.postgres.read((tx) => tx.query<{ print: string }>(sql`select print from text_dismissal`));
  assert.ok(
    kept.every(({ print }) => !print.includes("Copied")),
    "no word is kept",
  );
  assert.equal((await mark(false)).repeated[index]?.isDismissed, false);
  await assert.rejects(mark(true, 99), refused("text.no_such_discovery"));
});

test("each thing says its share of the comments it was looked for in", async () => {
  const { n, repeated } = await discovered();
  const thing = repeated.find(({ text }) => text.startsWith("Copied praise"));
  assert.ok(thing?.share && Math.abs(thing.share.value - 6 / n) < 1e-9);
  assert.ok(thing.share.interval.low < thing.share.value && thing.share.value < thing.share.interval.high);
});

test("who may not read answers finds nothing, and who sees other units shares nothing", async () => {
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  await assert.rejects(readDiscoveries(reader, { period }), refused("access.forbidden"));
  const whole = await discovered();
  const ofUnit = { ...call, viewer: viewerForTest({ units: ["0197c1a0-0000-7000-8000-0000000000aa"] }) };
  const asked = await readDiscoveries(ofUnit, { period });
  assert.notEqual(asked.id, whole.id);
  assert.deepEqual([asked.state, asked.topics.length], ["computing", 0]);
  await carryOutDiscovery(stores, asked.id);
  assert.equal((await readDiscoveries(ofUnit, { period })).state, "failed", "somebody who is gone finds nothing");
});

test("a filter that is none is refused", async () => {
  const where = { field: "nonsense", op: "eq" as const, value: 1 };
  await assert.rejects(readDiscoveries(call, { where }), refused("answers.invalid"));
});
