import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putReference } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { createExample, deleteExample, listExamples, restoreExample, updateExample } from "./actions/examples.ts";
import { createCompetitor } from "./actions/register.ts";
import { benchmarksOperations, examplesQuerySchema, exampleWishSchema } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const wish = (differences = {}) =>
  exampleWishSchema.parse({ title: "Same-day repair", company: "Leader", strengths: "Comes at night", ...differences });
const list = async (query = {}) =>
  benchmarksOperations.listExamples.output.parse(await listExamples(call, examplesQuerySchema.parse(query)));

test("examples are found by words, tags, competitor, journey and touchpoint", async () => {
  await putReference(call, { kind: "journey", code: "REPAIR", name: "Repair" });
  const { id } = await createCompetitor(call, { name: "Rival", note: "", isOwn: false, studyValue: "" });
  await createExample(call, wish({ competitorId: id, journeys: ["REPAIR"], tags: ["speed", "speed", "night"] }));
  await createExample(call, wish({ title: "100 % refund_policy", company: "Other", strengths: "", tags: ["money"] }));

  assert.equal((await list()).items.length, 2);
  assert.deepEqual(
    (await list({ q: "night comes" })).items.map(({ wish: { title } }) => title),
    ["Same-day repair"],
  );
  assert.equal((await list({ q: "rival" })).items.length, 1);
  assert.equal((await list({ q: "100 %" })).items.length, 1);
  assert.equal((await list({ q: "d_p" })).items.length, 1);
  assert.equal((await list({ q: "e_d" })).items.length, 0);
  assert.equal((await list({ tag: "money" })).items.length, 1);
  assert.equal((await list({ competitor: id, journey: "REPAIR" })).items[0]?.journeyNames[0], "Repair");
  assert.equal((await list({ touchpoint: "NONE" })).items.length, 0);
  assert.deepEqual(
    (await list()).tags.map(({ tag, n }) => [tag, n]),
    [
      ["money", 1],
      ["night", 1],
      ["speed", 1],
    ],
  );
});

test("texts stay as they were written, script tags and all; addresses that a browser would run are refused", async () => {
  const made = await createExample(
    call,
    wish({ title: "<script>alert(1)</script>", problems: "**no** [markdown](x)" }),
  );
  assert.equal(made.wish.title, "<script>alert(1)</script>");
  assert.equal(made.wish.problems, "**no** [markdown](x)");
  assert.equal(exampleWishSchema.safeParse({ ...wish(), sourceUrl: "javascript:alert(1)" }).success, false);
  assert.equal(exampleWishSchema.safeParse({ ...wish(), title: " " }).success, false);
  assert.equal(exampleWishSchema.safeParse({ ...wish(), strengths: "x".repeat(10_001) }).success, false);
  await deleteExample(call, made.id);
});

test("examples are changed, deleted and brought back, and pages follow each other without gaps", async () => {
  const made = await createExample(call, wish({ title: "One" }));
  const changed = await updateExample(call, made.id, { ...wish({ title: "Two" }), revision: made.revision });
  assert.equal(changed.wish.title, "Two");
  await assert.rejects(
    updateExample(call, made.id, { ...wish(), revision: 1 }),
    refuses("benchmarks.changed_elsewhere"),
  );
  await deleteExample(call, made.id);
  await assert.rejects(deleteExample(call, made.id), refuses("benchmarks.not_found"));
  assert.equal((await restoreExample(call, made.id)).wish.title, "Two");
  await assert.rejects(
    createExample(call, wish({ competitorId: stores.random.uuid() })),
    refuses("benchmarks.not_found"),
  );

  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 1, ...(cursor === "" ? {} : { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  assert.equal(new Set(seen).size, 3);
  assert.equal(seen.length, 3);
});

test("readers read examples and do not write them", async () => {
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  assert.ok((await listExamples(reader, examplesQuerySchema.parse({}))).items.length > 0);
  await assert.rejects(createExample(reader, wish()), refuses("access.forbidden"));
  const nobody = { ...call, viewer: viewerForTest({ permissions: [] }) };
  await assert.rejects(listExamples(nobody, examplesQuerySchema.parse({})), refuses("access.forbidden"));
});
