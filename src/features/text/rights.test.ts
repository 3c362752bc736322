import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putUnits } from "#feature/organisation";
import { resolveReferences, updateSettings } from "#feature/organisation";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { codeAllWaiting } from "./actions/code-texts.ts";
import { readDesk } from "./actions/desk.ts";
import { codeText, nextToCode } from "./actions/queue.ts";
import { listQuotes } from "./actions/quotes.ts";
import { readText } from "./actions/read-text.ts";
import { testPatterns } from "./actions/test-patterns.ts";
import { textOperations } from "./contract.ts";
import { publishWords, wishWith, write, writeAll } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
let survey: Survey;
let [north, south] = ["", ""];
const coding = ["answers.read", "themes.code", "insight.read"] as const;

before(async () => {
  await updateSettings(call, { smallGroup: 5 });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, call.viewer, ["N", "S"].map((code) => ({ code, name: code === "N" ? "North" : "South" })) as never),
  );
  const found = await stores.postgres.read((tx) =>
    resolveReferences(tx, [
      { kind: "unit", code: "N" },
      { kind: "unit", code: "S" },
    ]),
  );
  north = found.get("unit:N")?.id ?? "";
  survey = await publishWords(call, "Visit");
  await write(call, survey, { why: "The staff were rude in the north", context: { unit: "N" } });
  south = await write(call, survey, { why: "The staff were rude in the south", context: { unit: "S" } });
  await codeAllWaiting(stores);
});

const ofNorth = () => ({ ...call, viewer: viewerForTest({ permissions: coding, units: [north] }) });

test("quotes, texts and the queue hold to the reader's units", async () => {
  const { items, total } = await listQuotes(ofNorth(), { codes: ["rude_staff"], limit: 10 });
  assert.deepEqual([total, items.map(({ text }) => text)], [1, ["The staff were rude in the north"]]);
  assert.equal((await listQuotes(call, { codes: ["rude_staff-"], limit: 10 })).total, 2);
  await assert.rejects(readText(ofNorth(), { responseId: south, question: "why" }), refused("text.no_such_text"));

  const first = await nextToCode(ofNorth(), { skip: false });
  assert.match(first.text?.text ?? "", /north/);
  assert.equal((await nextToCode(ofNorth(), { skip: true })).text, null);
  const body = { responseId: south, question: "why", codes: [], revision: 0 };
  await assert.rejects(codeText(ofNorth(), { body }), refused("text.no_such_text"));
});

test("who codes without seeing figures gets the themes, and no count of them", async () => {
  const agent = { ...call, viewer: viewerForTest({ permissions: ["answers.read", "themes.code"], units: [north] }) };
  const desk = textOperations.readDesk.output.parse(await readDesk(agent));
  assert.ok(desk.themes.length > 50 && !desk.isSuggesterOn && desk.needed > 0);
  assert.ok(desk.themes.every(({ mentions }) => mentions.problem + mentions.praise + mentions.neutral === 0));
  const reader = { ...call, viewer: viewerForTest({ permissions: ["answers.read"] }) };
  await assert.rejects(readDesk(reader), refused("access.forbidden"));
});

test("who may not read answers sees no words", async () => {
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read", "themes.write"] }) };
  await assert.rejects(listQuotes(reader, { limit: 10 }), refused("access.forbidden"));
  await assert.rejects(readText(reader, { responseId: south, question: "why" }), refused("access.forbidden"));
  const { patterns } = wishWith("Tried", { topic: ["rude"] });
  await assert.rejects(
    testPatterns(reader, { params: {}, query: {}, body: { patterns, limit: 10 } }),
    refused("access.forbidden"),
  );
});

for (const [name, how] of [
  ["anonymous", { anonymous: true }],
  ["employees'", { programme: "employee" as const }],
] as const) {
  test(`${name} words are shown from ten respondents on, never with a person, a unit or an hour`, async () => {
    const own = await publishWords(call, `Protected ${name}`, how);
    const where = { field: "survey", op: "eq" as const, value: own.slug };
    const say = (from: number, to: number) =>
      writeAll(
        call,
        own,
        Array.from({ length: to - from }, (_, index) => ({
          why: `Our ${name} manager is rude, says number ${from + index}`,
          context: { unit: index % 2 === 0 ? "N" : "S" },
        })),
      );
    const ids = await say(0, 9);
    await codeAllWaiting(stores);
    const shown = async (asker: typeof call, codes?: string[]) =>
      (await listQuotes(asker, { where, limit: 50, ...(codes !== undefined && { codes }) })).items;
    assert.equal((await shown(call)).length, 0);
    assert.equal((await shown(call, ["rude_staff", "manager"])).length, 0);
    await assert.rejects(readText(call, { responseId: ids[0] ?? "", question: "why" }), refused("text.no_such_text"));
    await assertServesNone(name);

    await say(9, 14);
    await codeAllWaiting(stores);
    const quotes = await shown(call);
    assert.equal(quotes.length, 14);
    assert.ok(quotes.every(({ places, answeredAt }) => places.length === 0 && /^\d{4}-\d\d-\d\d$/.test(answeredAt)));
    const [code] = quotes[0]?.codes ?? [];
    assert.ok(code !== undefined);
    assert.equal((await shown(call, [code])).length, 14, "a theme is made of words that are shown");
    const both = { all: [where, { field: "language", op: "eq" as const, value: "en" }] };
    assert.equal((await listQuotes(call, { where: both, limit: 50 })).items.length, 0, "but a language is not shown");
    assert.equal((await shown(ofNorth())).length, 0, "seven in the north are too few");
    const inNorth = { all: [where, { field: "unit", op: "eq" as const, value: "N" }] };
    assert.equal((await listQuotes(call, { where: inNorth, codes: [code], limit: 50 })).items.length, 0);
  });
}

async function assertServesNone(name: string): Promise<void> {
  const asker = { ...call, viewer: viewerForTest({ id: stores.random.uuid() }) };
  for (let turn = 0; turn < 30; turn += 1) {
    const { text } = await nextToCode(asker, { skip: true });
    if (text === null) return;
    assert.ok(!text.text.includes(`Our ${name} manager`));
  }
}
