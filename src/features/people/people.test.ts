import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { readConfig } from "#platform/config";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores } from "#testing/database";

import { identityKinds, personSchema, type Identity } from "./contract.ts";
import {
  addPersonRoles,
  erasePerson,
  exportPerson,
  findPerson,
  registerPersonalData,
  resolvePersons,
} from "./index.ts";

const stores: Stores = { ...(await testStores({ after })), config: readConfig({}) };
const { postgres } = stores;
const owner = { stores, viewer: viewerForTest() };

/** A slice of its own that keeps notes about persons. */
await postgres.transaction((tx) => tx.execute(sql`create table note (person_id uuid, text text, score integer)`));
registerPersonalData({
  name: "notes",
  export: (tx, personId) => tx.query(sql`select text, score from note where person_id = ${personId}`),
  erase: async (tx, personId, { keepScores }) =>
    keepScores
      ? {
          erased: 0,
          kept: await tx.execute(sql`update note set person_id = null, text = null where person_id = ${personId}`),
        }
      : { erased: await tx.execute(sql`delete from note where person_id = ${personId}`), kept: 0 },
});

test("the same person is found by whatever spelling of the address or number", async () => {
  const found = await resolve([
    { kind: "email", value: "Olena@Example.org" },
    { kind: "email", value: " olena@example.ORG " },
    { kind: "phone", value: "+380 (44) 123-45-67" },
    { kind: "phone", value: "00380441234567" },
    { kind: "phone", value: "380441234567" },
  ]);

  assert.equal(new Set([...found].filter(([key]) => key.startsWith("email")).map(([, id]) => id)).size, 1);
  assert.equal(new Set([...found].filter(([key]) => key.startsWith("phone")).map(([, id]) => id)).size, 1);
  assert.equal(found.get("email:Olena@Example.org"), found.get("email:olena@example.org"));
  assert.equal(found.get("phone:+380441234567"), found.get("phone:380441234567"));
});

test("the kind is part of an identity", async () => {
  const found = await resolve(identityKinds.map((kind) => ({ kind, value: "same" })));
  assert.equal(new Set(found.values()).size, identityKinds.length);
});

test("twenty writers who meet the same fifty new persons at once make fifty", async () => {
  const identities = Array.from({ length: 50 }, (_, index): Identity => ({ kind: "crm", value: `race-${index}` }));

  const all = await Promise.all(
    Array.from({ length: 20 }, (_, writer) => resolve(writer % 2 === 0 ? identities : identities.toReversed())),
  );

  for (const found of all) assert.deepEqual(found, new Map([...all[0]!].filter(([key]) => found.has(key))));
  assert.equal(new Set(all.flatMap((found) => [...found.values()])).size, 50);
  assert.equal(await countOf("person_identity where value like 'race-%'"), 50);
  assert.equal(await countOf("person where not exists (select from person_identity where person_id = person.id)"), 0);
});

test("a person whose maker rolls back is made again", async () => {
  const identity: Identity = { kind: "crm", value: "rolled back" };
  await assert.rejects(
    postgres.transaction(async (tx) => {
      await resolvePersons(tx, [identity]);
      throw new Error("no");
    }),
  );
  assert.equal((await resolve([identity])).size, 1);
  assert.equal(await countOf("person_identity where value = 'rolled back'"), 1);
});

test("nobody asked for is nobody, without a statement", async () => {
  assert.deepEqual(await postgres.read((tx) => resolvePersons(tx, [])), new Map());
});

test("a person is shown with identities and roles, an unknown one is an empty list", async () => {
  const id = await one({ kind: "email", value: "roles@example.org" });
  await postgres.transaction((tx) => addPersonRoles(tx, [id, id], "customer"));
  await postgres.transaction((tx) => addPersonRoles(tx, [id], "employee"));
  await postgres.transaction((tx) => addPersonRoles(tx, [id], "customer"));

  const { items } = await findPerson(owner, { kind: "email", value: "ROLES@example.org" });

  assert.deepEqual(personSchema.parse(items[0]).roles, ["customer", "employee"]);
  assert.deepEqual(items[0]?.identities, [{ kind: "email", value: "roles@example.org" }]);
  assert.deepEqual((await findPerson(owner, { kind: "email", value: "nobody@example.org" })).items, []);
});

test("an export holds the person and what every slice knows, and leaves a trace without personal data", async () => {
  const id = await one({ kind: "email", value: "export@example.org" });
  await note(id, "too slow", 3);

  const held = await exportPerson(owner, id);

  assert.deepEqual((held["person"] as { identities: unknown }).identities, [
    { kind: "email", value: "export@example.org" },
  ]);
  assert.deepEqual(held["notes"], [{ text: "too slow", score: 3 }]);
  const trail = await trailOf(id);
  assert.deepEqual(trail, [{ action: "people.exported", details: {} }]);
});

test("an erased person is gone everywhere, and the same address coming back is somebody new", async () => {
  const identity: Identity = { kind: "email", value: "gone@example.org" };
  const id = await one(identity);
  await note(id, "never again", 0);
  await note(id, "really", 1);

  assert.deepEqual(await erasePerson(owner, id, { keepScores: false }), { answersErased: 2, answersKept: 0 });

  assert.equal(await countOf("note where score in (0, 1)"), 0);
  assert.deepEqual((await findPerson(owner, identity)).items, []);
  await assert.rejects(exportPerson(owner, id), refusal("people.not_found"));
  await assert.rejects(erasePerson(owner, id, { keepScores: false }), refusal("people.not_found"));
  assert.notEqual(await one(identity), id);
  const trail = await trailOf(id);
  assert.deepEqual(trail, [
    { action: "people.erased", details: { answersErased: 2, answersKept: 0, keepScores: false } },
  ]);
  assert.doesNotMatch(JSON.stringify(await postgres.read((tx) => tx.query(sql`select * from audit_entry`))), /gone@/);
});

test("scores may stay without the person", async () => {
  const id = await one({ kind: "phone", value: "+380501112233" });
  await note(id, "call me back", 9);

  assert.deepEqual(await erasePerson(owner, id, { keepScores: true }), { answersErased: 0, answersKept: 1 });

  const kept = await postgres.read((tx) => tx.query(sql`select person_id, text from note where score = 9`));
  assert.deepEqual(kept, [{ person_id: null, text: null }]);
});

test("when one slice cannot erase, nothing is erased", async () => {
  const id = await one({ kind: "email", value: "half@example.org" });
  await note(id, "half", 5);
  registerPersonalData({ name: "z", export: async () => [], erase: () => Promise.reject(new Error("stuck")) });

  await assert.rejects(erasePerson(owner, id, { keepScores: false }), /stuck/);

  registerPersonalData({ name: "z", export: async () => [], erase: async () => ({ erased: 0, kept: 0 }) });
  assert.equal(await countOf("note where score = 5"), 1);
  assert.equal((await findPerson(owner, { kind: "email", value: "half@example.org" })).items.length, 1);
});

test("an erasure that meets a running submission takes that submission too", async () => {
  const identity: Identity = { kind: "email", value: "racing@example.org" };
  const id = await one(identity);
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const submission = postgres.transaction(async (tx) => {
    const person = (await resolvePersons(tx, [identity])).get("email:racing@example.org");
    started.resolve();
    await mayEnd.promise;
    await tx.execute(sql`insert into note values (${person ?? null}, 'late', 77)`);
  });
  await started.promise;

  const erasure = erasePerson(owner, id, { keepScores: false });
  await waitingLocks();
  mayEnd.resolve();

  await submission;
  assert.deepEqual(await erasure, { answersErased: 1, answersKept: 0 });
  assert.equal(await countOf("note where score = 77"), 0);
});

test("a submission that meets a running erasure belongs to a new person", async () => {
  const identity: Identity = { kind: "email", value: "behind@example.org" };
  const id = await one(identity);
  const mayEnd = Promise.withResolvers<void>();
  const erasing = Promise.withResolvers<void>();
  const erase = async () => {
    erasing.resolve();
    await mayEnd.promise;
    return { erased: 0, kept: 0 };
  };
  registerPersonalData({ name: "z", export: async () => [], erase });
  const erasure = erasePerson(owner, id, { keepScores: false });
  await erasing.promise;

  const submission = one(identity);
  await waitingLocks();
  mayEnd.resolve();

  await erasure;
  const fresh = await submission;
  assert.notEqual(fresh, id);
  assert.equal((await findPerson(owner, identity)).items[0]?.id, fresh);
});

test("finding needs one right, export and erasure another, and who sees some units only finds nobody", async () => {
  const id = await one({ kind: "email", value: "rights@example.org" });
  const asking = (permissions: NonNullable<Parameters<typeof viewerForTest>[0]>) => ({
    stores,
    viewer: viewerForTest(permissions),
  });
  const reader = asking({ permissions: ["people.read"] });
  const manager = asking({ units: [stores.random.uuid()] });

  assert.equal((await findPerson(reader, { kind: "email", value: "rights@example.org" })).items.length, 1);
  await assert.rejects(exportPerson(reader, id), refusal("access.forbidden"));
  await assert.rejects(erasePerson(reader, id, { keepScores: true }), refusal("access.forbidden"));
  await assert.rejects(
    findPerson(asking({ permissions: ["answers.read"] }), { kind: "email", value: "rights@example.org" }),
    refusal("access.forbidden"),
  );
  assert.deepEqual((await findPerson(manager, { kind: "email", value: "rights@example.org" })).items, []);
  await assert.rejects(exportPerson(manager, id), refusal("people.not_found"));
  await assert.rejects(erasePerson(manager, id, { keepScores: true }), refusal("people.not_found"));
});

function resolve(identities: readonly Identity[]): Promise<Map<string, string>> {
  return postgres.transaction((tx) => resolvePersons(tx, identities));
}

async function one(identity: Identity): Promise<string> {
  return (await resolve([identity])).get(`${identity.kind}:${identity.value}`) ?? "";
}

function note(personId: string, text: string, score: number): Promise<number> {
  return postgres.transaction((tx) => tx.execute(sql`insert into note values (${personId}, ${text}, ${score})`));
}

async function countOf(rows: string): Promise<number> {
  const { rows: found } = await postgres.pool.query<{ n: number }>(`select count(*) as n from ${rows}`);
  return found[0]?.n ?? -1;
}

function trailOf(personId: string): Promise<unknown[]> {
  return postgres.read((tx) =>
    tx.query(sql`select action, details from audit_entry where subject_id = ${personId} order by id`),
  );
}

/** Resolves when some connection of this database waits for a lock. */
async function waitingLocks(): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await countOf("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) === 0)
    if (Date.now() > deadline) throw new Error("Nothing waits for a lock.");
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
