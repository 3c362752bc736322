import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testStores } from "#testing/database";

import { personDetailSchema, type PersonDetail, type PersonWish } from "../contract.ts";
import {
  erasePerson,
  exportPerson,
  putPersons,
  readPerson,
  resolvePersons,
  searchPersons,
  updatePerson,
} from "../index.ts";
import { addIdentity } from "./changing.ts";
import { carryOutBatch, acceptSuggestions, keepApart, listSuggestions, readBatch, undoBatch } from "./duplicates.ts";
import { mergePersons, previewMerge, undoMerge } from "./merge.ts";

const stores = await testStores({ after });
const { postgres } = stores;
const viewer = viewerForTest();
const owner = { stores, viewer };

/** Everything kept about persons but the histories of merges and suggestions. */
function snapshot(): Promise<unknown> {
  return postgres.read((tx) =>
    tx.query(sql`select to_jsonb(p) - 'updated_at' as person,
      (select jsonb_agg(to_jsonb(i) order by kind, value) from person_identity i where person_id = p.id) as identities,
      (select jsonb_agg(role order by role) from person_role where person_id = p.id) as roles,
      (select jsonb_agg(to_jsonb(c) order by c.id) from person_consent c where person_id = p.id) as consents
    from person p order by id`),
  );
}

test("merging takes nothing away, shows everything together, and undoing restores both exactly", async () => {
  const anna = await put({
    key: { kind: "crm", value: "A-1" },
    identities: [{ kind: "email", value: "anna@example.org" }],
    displayName: "Anna Kovalenko",
    language: "uk",
    roles: ["customer"],
    consents: [{ purpose: "research", state: "given", source: "contract", at: "2026-01-01T00:00:00Z" }],
  });
  const ann = await put({
    key: { kind: "phone", value: "+380501112200" },
    displayName: "Ann",
    timeZone: "Europe/Kyiv",
    roles: ["partner"],
  });
  const before = await snapshot();

  const preview = await previewMerge(owner, { survivorId: anna, mergedId: ann });
  assert.deepEqual(
    preview.fields.map(({ field, suggested }) => [field, suggested]),
    [
      ["displayName", "survivor"],
      ["language", "survivor"],
      ["timeZone", "merged"],
    ],
  );
  const choices = { displayName: "merged" } as const;
  const { mergeId } = await mergePersons(owner, { survivorId: anna, mergedId: ann, choices });

  const one = await readPerson(owner, ann);
  assert.equal(one.id, anna);
  assert.equal(one.displayName, "Ann");
  assert.equal(one.language, "uk");
  assert.equal(one.timeZone, "Europe/Kyiv");
  assert.deepEqual(one.roles, ["customer", "partner"]);
  assert.equal(one.identities.length, 3);
  assert.equal(one.consents.length, 1);

  await undoMerge(owner, mergeId);
  assert.deepEqual(await snapshot(), before);
  await assert.rejects(undoMerge(owner, mergeId), refusal("people.not_found"));
});

test("what comes after a merge stays with whom it came by, what is changed by hand stays with the survivor", async () => {
  const one = await put({ key: { kind: "crm", value: "B-1" }, displayName: "Bohdan" });
  const other = await put({ key: { kind: "crm", value: "B-2" }, displayName: "B. Melnyk", language: "ru" });
  const { mergeId } = await mergePersons(owner, {
    survivorId: one,
    mergedId: other,
    choices: { displayName: "merged" },
  });

  const found = await postgres.transaction((tx) => resolvePersons(tx, [{ kind: "crm", value: "B-2" }]));
  assert.equal(found.get("crm:B-2"), other);
  await put({ key: { kind: "crm", value: "B-2" }, language: "uk" });
  assert.equal((await readPerson(owner, one)).language, "uk");
  await updatePerson(owner, one, { displayName: "Bohdan Melnyk", language: null });
  assert.equal((await readPerson(owner, one)).displayName, "Bohdan Melnyk");
  assert.equal((await readPerson(owner, one)).language, null);

  await undoMerge(owner, mergeId);
  const [first, second] = [await readPerson(owner, one), await readPerson(owner, other)];
  assert.deepEqual([first.displayName, first.language], ["Bohdan Melnyk", null]);
  assert.deepEqual([second.displayName, second.language], ["B. Melnyk", "uk"]);
});

test("a chain of merges can be undone in any order; a cycle is the same person", async () => {
  const [a, b, c] = [await bare("C-a"), await bare("C-b"), await bare("C-c")];
  const before = await snapshot();
  const lower = await mergePersons(owner, { survivorId: b, mergedId: a, choices: {} });
  const upper = await mergePersons(owner, { survivorId: c, mergedId: b, choices: {} });
  assert.equal((await readPerson(owner, a)).id, c);
  await assert.rejects(mergePersons(owner, { survivorId: a, mergedId: c, choices: {} }), refusal("people.same_person"));

  await undoMerge(owner, lower.mergeId);
  assert.equal((await readPerson(owner, a)).id, a);
  assert.equal((await readPerson(owner, b)).id, c);
  await undoMerge(owner, upper.mergeId);
  assert.deepEqual(await snapshot(), before);
});

test("undoing the upper merge of a chain leaves the lower one", async () => {
  const [a, b, c] = [await bare("D-a"), await bare("D-b"), await bare("D-c")];
  await mergePersons(owner, { survivorId: b, mergedId: a, choices: {} });
  const upper = await mergePersons(owner, { survivorId: c, mergedId: b, choices: {} });

  await undoMerge(owner, upper.mergeId);

  assert.equal((await readPerson(owner, a)).id, b);
  assert.equal((await readPerson(owner, c)).id, c);
});

test("bad merges are told from each other: with itself, with somebody erased, with nobody", async () => {
  const [a, gone] = [await bare("E-a"), await bare("E-b")];
  await erasePerson(owner, gone, { keepScores: false });

  await assert.rejects(mergePersons(owner, { survivorId: a, mergedId: a, choices: {} }), refusal("people.same_person"));
  await assert.rejects(
    mergePersons(owner, { survivorId: a, mergedId: gone, choices: {} }),
    refusal("people.not_found"),
  );
  await assert.rejects(
    mergePersons(owner, { survivorId: a, mergedId: stores.random.uuid(), choices: {} }),
    refusal("people.not_found"),
  );
  await assert.rejects(
    mergePersons(owner, { survivorId: a, mergedId: gone, choices: { secret: "merged" } }),
    refusal("people.unknown_field"),
  );
});

test("two merges of the same two at once make one; crossed ones make one person too", async () => {
  const [a, b, c] = [await bare("F-a"), await bare("F-b"), await bare("F-c")];
  const outcomes = await Promise.allSettled([
    mergePersons(owner, { survivorId: a, mergedId: b, choices: {} }),
    mergePersons(owner, { survivorId: b, mergedId: a, choices: {} }),
    mergePersons(owner, { survivorId: b, mergedId: c, choices: {} }),
    mergePersons(owner, { survivorId: c, mergedId: a, choices: {} }),
  ]);

  assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 2);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") assert.equal((outcome.reason as Refusal).code, "people.same_person");
  const tops = new Set(
    [await readPerson(owner, a), await readPerson(owner, b), await readPerson(owner, c)].map(({ id }) => id),
  );
  assert.equal(tops.size, 1);
});

test("an answer that arrives while two become one is waited for and counts for the one", async () => {
  const [a, b] = [await bare("G-a"), await bare("G-b")];
  const arrived = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const answer = postgres.transaction(async (tx) => {
    await resolvePersons(tx, [{ kind: "crm", value: "G-b" }]);
    arrived.resolve();
    await mayEnd.promise;
  });
  await arrived.promise;
  const merge = mergePersons(owner, { survivorId: a, mergedId: b, choices: {} });
  await waitingLocks();
  assert.equal((await readPerson(owner, b)).id, b);
  mayEnd.resolve();

  await answer;
  await merge;
  assert.equal((await readPerson(owner, b)).id, a);
});

test("erasing takes everybody who was merged along, their histories too, whoever comes first", async () => {
  const [a, b] = [await bare("H-a"), await bare("H-b")];
  await put({ key: { kind: "crm", value: "H-b" }, displayName: "Halyna Secret" });
  const outcomes = await Promise.allSettled([
    mergePersons(owner, { survivorId: a, mergedId: b, choices: {} }),
    erasePerson(owner, b, { keepScores: false }),
  ]);
  if (outcomes[0].status === "rejected") assert.equal((outcomes[0].reason as Refusal).code, "people.not_found");
  assert.equal(outcomes[1].status, "fulfilled");
  await assert.rejects(readPerson(owner, b), refusal("people.not_found"));

  const [c, d] = [await bare("H-c"), await bare("H-d")];
  await put({ key: { kind: "crm", value: "H-d" }, displayName: "Halyna Secret" });
  await mergePersons(owner, { survivorId: c, mergedId: d, choices: { displayName: "merged" } });
  assert.equal(((await exportPerson(owner, c))["person"] as { records: unknown[] }).records.length, 2);
  await erasePerson(owner, d, { keepScores: false });

  for (const id of [c, d]) await assert.rejects(readPerson(owner, id), refusal("people.not_found"));
  for (const table of ["person", "person_merge", "person_suggestion", "audit_entry", "person_consent"]) {
    const rows = await postgres.read((tx) => tx.query(sql`select t::text as row from ${sql.identifier(table)} t`));
    assert.doesNotMatch(JSON.stringify(rows), /Halyna|H-d/, table);
  }
});

test("codes of the organisation's own make one, a phone is a household, an e-mail alone joins whoever is nothing else", async () => {
  const mother = await put({
    key: { kind: "crm", value: "J-1" },
    identities: [{ kind: "phone", value: "+380671112233" }],
    displayName: "Olha Bondar",
  });
  const son = await put({
    key: { kind: "crm", value: "J-2" },
    identities: [
      { kind: "phone", value: "067 111 22 33" },
      { kind: "phone", value: "380671112233" },
    ],
    displayName: "Taras Bondar",
  });
  const visitor = (
    await postgres.transaction((tx) => resolvePersons(tx, [{ kind: "email", value: "olha@example.org" }]))
  ).get("email:olha@example.org");
  await put({ key: { kind: "crm", value: "J-1" }, identities: [{ kind: "email", value: "olha@example.org" }] });
  const worker = await put({ key: { kind: "employee", value: "E-77" }, displayName: "O. Bondar" });
  assert.deepEqual(await addIdentity(owner, mother, { kind: "employee", value: "E-77" }), { result: "merged" });

  assert.notEqual((await readPerson(owner, son)).id, (await readPerson(owner, mother)).id);
  assert.equal((await readPerson(owner, visitor ?? "")).id, mother);
  assert.equal((await readPerson(owner, worker)).id, mother);
  const { items } = await listSuggestions(owner, { limit: 20, person: son });
  assert.deepEqual(
    items.map(({ reasons }) => reasons),
    [["same_phone", "different_name"]],
  );
  assert.ok((items[0]?.confidence ?? 1) < 0.3);
  assert.deepEqual(
    (await searchPersons(owner, { q: "+38067111", limit: 10 })).items.map(({ id }) => id).toSorted(),
    [mother, son].toSorted(),
  );

  await keepApart(owner, items[0]?.id ?? "", true);
  assert.deepEqual((await listSuggestions(owner, { limit: 20, person: son })).items, []);
});

test("a thousand suggestions are accepted as one piece of work, go on after a crash, and are undone as a whole", async () => {
  const many = Array.from({ length: 1000 }, (_, index): PersonWish[] => [
    {
      key: { kind: "crm", value: `K-${index}` },
      displayName: `Person ${index}`,
      identities: [{ kind: "email", value: `k${index}@example.org` }],
    },
    {
      key: { kind: "crm", value: `K2-${index}` },
      displayName: `Person ${index}`,
      identities: [{ kind: "email", value: `k${index}@example.org` }],
    },
  ]).flat();
  await postgres.transaction((tx) => putPersons(tx, viewer, many));
  const before = await snapshot();

  const batch = await acceptSuggestions(owner, { minConfidence: 0.9 });
  assert.equal(batch.total, 1000);
  const crash = new AbortController();
  crash.abort();
  await assert.rejects(carryOutBatch(stores, viewer, { batchId: batch.id, signal: crash.signal }));
  const { signal } = new AbortController();
  await Promise.all([1, 2].map(() => carryOutBatch(stores, viewer, { batchId: batch.id, signal })));

  assert.deepEqual(await readBatch(owner, batch.id), { ...batch, state: "done", done: 1000 });
  assert.equal(
    (await listSuggestions(owner, { limit: 20 })).items.filter(({ confidence }) => confidence >= 0.9).length,
    0,
  );

  await undoBatch(owner, batch.id);
  await carryOutBatch(stores, viewer, { batchId: batch.id, signal });
  assert.equal((await readBatch(owner, batch.id)).state, "undone");
  assert.deepEqual(await snapshot(), before);
});

async function put(wish: PersonWish): Promise<string> {
  const [outcome] = await postgres.transaction((tx) => putPersons(tx, viewer, [wish]));
  assert.ok(outcome?.ok, JSON.stringify(outcome));
  const read: PersonDetail = personDetailSchema.parse(await readPerson(owner, outcome.personId));
  return read.merges.length > 0 ? outcome.personId : read.id;
}

function bare(code: string): Promise<string> {
  return put({ key: { kind: "crm", value: code } });
}

/** Resolves when some connection of this database waits for a lock. */
async function waitingLocks(): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const rows = await postgres.read((tx) =>
      tx.query(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`),
    );
    if (rows.length > 0) return;
    if (Date.now() > deadline) throw new Error("Nothing waits for a lock.");
  }
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
