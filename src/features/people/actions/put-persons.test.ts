import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putReference } from "#feature/organisation";
import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import type { PersonWish } from "../contract.ts";
import { findPerson, putPersons, readPerson, searchPersons } from "../index.ts";
import { deleteAccount, listAccounts, putAccount, putContact, readAccount } from "./accounts.ts";
import { listAttributes, putAttribute } from "./attributes.ts";
import { recordConsent, removeIdentity, updatePerson } from "./changing.ts";
import { countSegments, listSegments, personsInSegment, previewSegment, putSegment } from "./segments.ts";
import { readTimeline } from "./timeline.ts";

const stores = await testStores({ after });
const { postgres } = stores;
const viewer = viewerForTest();
const owner = { stores, viewer };
const north = await putReference(testCall(stores), { kind: "unit", code: "NORTH", name: "North" });
const branch = await putReference(testCall(stores), {
  kind: "unit",
  code: "N-1",
  name: "Branch 1",
  parentCode: "NORTH",
});
await putReference(testCall(stores), { kind: "unit", code: "SOUTH", name: "South" });
const names = { en: "Tariff" };
await putAttribute(owner, {
  key: "tariff",
  type: "choice",
  names,
  options: [
    { key: "gold", names },
    { key: "basic", names },
  ],
  isSensitive: false,
  seenBy: "readers",
});
await putAttribute(owner, { key: "income", type: "number", names, options: [], isSensitive: true, seenBy: "writers" });
await putAttribute(owner, { key: "born", type: "date", names, options: [], isSensitive: false, seenBy: "readers" });

test("the same rows twice change nothing, and each bad row is told with its field", async () => {
  const wishes: PersonWish[] = [
    {
      key: { kind: "crm", value: "1" },
      displayName: "Іван Їжакевич",
      homeUnit: "N-1",
      attributes: { tariff: "GOLD", income: "1200,50", born: "1980-02-29" },
      roles: ["customer"],
      consents: [{ purpose: "research", channel: "email", state: "given", source: "form", at: "2026-01-01T00:00:00Z" }],
    },
    { key: { kind: "crm", value: "2" }, homeUnit: "NOWHERE", timeZone: "Mars/One", language: "uk_UA" },
    { key: { kind: "crm", value: "3" }, attributes: { tariff: "silver", shoe: 43, born: "1981-02-29" } },
    { key: { kind: "crm", value: " 1 " }, displayName: "Second" },
    {
      key: { kind: "crm", value: "4" },
      consents: [{ purpose: "research", state: "given", source: "form", at: "2999-01-01T00:00:00Z" }],
    },
  ];
  const first = await put(wishes);
  assert.deepEqual(first.slice(1), [
    {
      ok: false,
      errors: [
        { field: "homeUnit", code: "people.unknown_unit" },
        { field: "timeZone", code: "people.unknown_time_zone" },
      ],
    },
    {
      ok: false,
      errors: [
        { field: "attributes.tariff", code: "people.wrong_value" },
        { field: "attributes.shoe", code: "people.unknown_attribute" },
        { field: "attributes.born", code: "people.wrong_value" },
      ],
    },
    { ok: false, errors: [{ field: "key", code: "people.repeated_key" }] },
    { ok: false, errors: [{ field: "consents.0.at", code: "people.in_the_future" }] },
  ]);
  assert.ok(first[0]?.ok && first[0].result === "created");
  const again = await put(wishes.slice(0, 1));
  assert.deepEqual(again, [{ ...first[0], result: "unchanged" }]);

  const person = await readPerson(owner, first[0].personId);
  assert.deepEqual(person.attributes, { tariff: "gold", income: 1200.5, born: "1980-02-29" });
  assert.deepEqual(person.homeUnit, { id: branch.id, code: "N-1", name: "Branch 1" });
  assert.deepEqual((await findPerson(owner, { kind: "crm", value: "2" })).items, []);
  const changed = await put([{ key: { kind: "crm", value: "1" }, attributes: { income: null } }]);
  assert.ok(changed[0]?.ok && changed[0].result === "changed");
  assert.deepEqual(Object.keys((await readPerson(owner, first[0].personId)).attributes).toSorted(), ["born", "tariff"]);
});

test("people are found by beginnings of words without accents, by e-mail, by a phone in any spelling and by code", async () => {
  const [one] = await put([
    {
      key: { kind: "crm", value: "CRM-900" },
      displayName: "Алёна Дьяченко-Мороз",
      identities: [
        { kind: "email", value: "Alyona.D@Example.org" },
        { kind: "phone", value: "+380441234567" },
      ],
    },
  ]);
  const id = one?.ok ? one.personId : "";
  const finds = async (q: string) => (await searchPersons(owner, { q, limit: 20 })).items.map((person) => person.id);

  for (const q of [
    "алена",
    "мороз але",
    "Дьяч",
    "alyona.d@",
    "ALYONA",
    "crm-9",
    "044 123 45 67",
    "+38 044 123",
    "380441234567",
    "00380441234567",
  ])
    assert.deepEqual(await finds(q), [id], q);
  for (const q of ["ёнa", "мороз петр", "123 45", "%", "'; drop table person", ":*", "\\"])
    assert.deepEqual(await finds(q), [], q);
  const first = await searchPersons(owner, { limit: 1 });
  const second = await searchPersons(owner, { limit: 1, cursor: first.nextCursor ?? "" });
  assert.notEqual(second.items[0]?.id, first.items[0]?.id);
  await assert.rejects(searchPersons(owner, { limit: 1, cursor: "bm8" }), refusal("people.bad_cursor"));
});

test("who sees some units only sees whoever belongs to them, and may put nobody elsewhere", async () => {
  const scoped = { stores, viewer: viewerForTest({ units: [north.id] }) };
  const [mine, theirs] = await put([
    { key: { kind: "crm", value: "S-1" }, displayName: "Scoped Mine", homeUnit: "N-1" },
    { key: { kind: "crm", value: "S-2" }, displayName: "Scoped Theirs", homeUnit: "SOUTH" },
  ]);
  assert.ok(mine?.ok && theirs?.ok);

  assert.deepEqual(
    (await searchPersons(scoped, { q: "scoped", limit: 9 })).items.map(({ id }) => id),
    [mine.personId],
  );
  assert.ok((await searchPersons(scoped, { limit: 50 })).items.every(({ homeUnit }) => homeUnit?.code === "N-1"));
  await assert.rejects(readPerson(scoped, theirs.personId), refusal("people.not_found"));
  await assert.rejects(readTimeline(scoped, theirs.personId, { limit: 5 }), refusal("people.not_found"));
  await assert.rejects(updatePerson(scoped, theirs.personId, { displayName: "x" }), refusal("people.not_found"));
  const condition = { field: "home_unit", op: "answered" } as const;
  assert.ok((await previewSegment(scoped, condition)).count < (await previewSegment(owner, condition)).count);
  assert.deepEqual((await listAccounts(scoped, { limit: 5 })).items, []);

  const outcomes = await postgres.transaction((tx) =>
    putPersons(tx, scoped.viewer, [
      { key: { kind: "crm", value: "S-2" }, homeUnit: "N-1" },
      { key: { kind: "crm", value: "S-3" } },
      { key: { kind: "crm", value: "S-4" }, homeUnit: "SOUTH" },
      { key: { kind: "crm", value: "S-5" }, homeUnit: "N-1" },
    ]),
  );
  assert.deepEqual(
    outcomes.map((one) => (one.ok ? "ok" : one.errors[0]?.code)),
    ["people.not_found", "people.unknown_unit", "people.unknown_unit", "ok"],
  );
});

test("a colleague's side as a customer is hidden from colleagues, and nobody without the right sees colleagues", async () => {
  const [both, worker] = await put([
    {
      key: { kind: "employee", value: "W-1" },
      displayName: "Colleague Both",
      roles: ["employee", "customer"],
      identities: [{ kind: "email", value: "private@example.org" }],
      attributes: { tariff: "gold" },
    },
    { key: { kind: "employee", value: "W-2" }, displayName: "Colleague Only", roles: ["employee"] },
  ]);
  assert.ok(both?.ok && worker?.ok);
  const agent = { stores, viewer: viewerForTest({ permissions: ["people.read"] }) };
  const manager = { stores, viewer: viewerForTest({ permissions: ["people.read", "staff.read"] }) };
  const writer = { stores, viewer: viewerForTest({ permissions: ["people.read", "staff.read", "people.write"] }) };

  for (const id of [both.personId, worker.personId])
    await assert.rejects(readPerson(agent, id), refusal("people.not_found"));
  assert.deepEqual((await searchPersons(agent, { q: "colleague", limit: 9 })).items, []);
  const face = await readPerson(manager, both.personId);
  assert.deepEqual(
    [face.roles, face.identities, face.attributes, face.isColleagueOnly],
    [["employee"], [{ kind: "employee", value: "W-1" }], {}, true],
  );
  assert.deepEqual((await readTimeline(manager, both.personId, { limit: 5 })).items, []);
  const condition = {
    all: [
      { field: "role", op: "in", value: ["employee"] },
      { field: "attr.tariff", op: "in", value: ["gold"] },
    ],
  } as const;
  assert.equal((await previewSegment(manager, condition)).count, 0);
  assert.equal((await previewSegment(owner, condition)).count, 1);
  await assert.rejects(updatePerson(writer, both.personId, { displayName: "x" }), refusal("people.not_found"));
  assert.equal((await readPerson(owner, both.personId)).attributes["tariff"], "gold");
});

test("segments ask for attributes, roles, consents, identities and units; what one may not see one cannot ask", async () => {
  const [rich, poor] = await put([
    {
      key: { kind: "crm", value: "G-1" },
      roles: ["customer"],
      homeUnit: "N-1",
      attributes: { tariff: "gold", income: 5000, born: "1990-05-05" },
      preferences: { doNotContact: true },
      consents: [
        { purpose: "news", state: "given", source: "web", at: "2026-01-01T00:00:00Z" },
        { purpose: "news", state: "withdrawn", source: "call", at: "2026-02-01T00:00:00Z" },
      ],
    },
    {
      key: { kind: "crm", value: "G-2" },
      roles: ["customer", "partner"],
      homeUnit: "SOUTH",
      attributes: { tariff: "basic", income: 10, born: "2001-01-01" },
      identities: [{ kind: "email", value: "g2@example.org" }],
      consents: [{ purpose: "news", channel: "sms", state: "given", source: "web", at: "2026-01-01T00:00:00Z" }],
    },
  ]);
  assert.ok(rich?.ok && poor?.ok);
  const among = { field: "consent.news", op: "answered" } as const;
  const fits = async (condition: Parameters<typeof previewSegment>[1]) =>
    (await previewSegment(owner, { all: [among, condition] })).sample
      .map(({ id }) => (id === rich.personId ? "rich" : "poor"))
      .toSorted();

  assert.deepEqual(await fits({ field: "attr.income", op: "gte", value: 1000 }), ["rich"]);
  assert.deepEqual(await fits({ field: "attr.born", op: "between", value: ["2000-01-01", "2005-01-01"] }), ["poor"]);
  assert.deepEqual(await fits({ field: "attr.tariff", op: "nin", value: ["gold"] }), ["poor"]);
  assert.deepEqual(await fits({ field: "role", op: "in", value: ["partner", "shopper"] }), ["poor"]);
  assert.deepEqual(await fits({ field: "identity", op: "in", value: ["email"] }), ["poor"]);
  assert.deepEqual(await fits({ field: "consent.news", op: "in", value: ["withdrawn"] }), ["rich"]);
  assert.deepEqual(await fits({ field: "home_unit", op: "in", value: ["NORTH"] }), ["rich"]);
  assert.deepEqual(await fits({ field: "do_not_contact", op: "eq", value: true }), ["rich"]);
  assert.deepEqual(await fits({ field: "days_since_answer", op: "empty" }), ["poor", "rich"]);
  assert.deepEqual(await fits({ field: "days_known", op: "lte", value: 1 }), ["poor", "rich"]);
  assert.deepEqual(await fits({ field: "account", op: "empty" }), ["poor", "rich"]);

  const condition = { all: [among, { field: "attr.income", op: "gte", value: 1000 }] } as const;
  const segment = await putSegment(owner, { name: "Rich", description: "", condition });
  await countSegments(stores, segment.id);
  assert.equal((await listSegments(owner)).items.find(({ id }) => id === segment.id)?.count, 1);
  await assert.rejects(putSegment(owner, { name: "RICH", description: "", condition }), refusal("people.name_taken"));
  const inside = await postgres.read((tx) => personsInSegment(tx, segment.id, [rich.personId, poor.personId]));
  assert.deepEqual([...inside], [rich.personId]);

  const reader = { stores, viewer: viewerForTest({ permissions: ["people.read"] }) };
  assert.equal(
    (await listAttributes(reader)).items.some(({ key }) => key === "income"),
    false,
  );
  assert.deepEqual((await readPerson(reader, rich.personId)).attributes["income"], undefined);
  await assert.rejects(previewSegment(reader, condition), refusal("people.unknown_field"));
  await assert.rejects(searchPersons(reader, { segment: segment.id, limit: 5 }), refusal("people.not_found"));
  assert.equal(
    (await listSegments(reader)).items.some(({ id }) => id === segment.id),
    false,
  );
});

test("consents only grow, their newest counts, and stand in the timeline page by page", async () => {
  const [one] = await put([{ key: { kind: "crm", value: "T-1" } }]);
  const id = one?.ok ? one.personId : "";
  const said = { purpose: "research", channel: "sms", source: "call" } as const;
  await recordConsent(owner, id, { ...said, state: "given", at: "2026-03-01T00:00:00Z" });
  await recordConsent(owner, id, { ...said, state: "withdrawn", at: "2026-04-01T00:00:00Z", evidence: "call 17" });
  await recordConsent(owner, id, { ...said, state: "given", at: "2026-03-01T00:00:00Z" });

  const { consents } = await readPerson(owner, id);
  assert.deepEqual(
    consents.map(({ state, isCurrent }) => [state, isCurrent]),
    [
      ["withdrawn", true],
      ["given", false],
    ],
  );
  await assert.rejects(postgres.pool.query("update person_consent set state = 'given'"), /cannot be changed/);
  await assert.rejects(removeIdentity(owner, id, { kind: "crm", value: "T-1" }), refusal("people.last_identity"));

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readTimeline(owner, id, { limit: 1, cursor });
    seen.push(...page.items.map(({ kind }) => kind));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen.toSorted(), ["consent", "consent", "identity"]);
});

test("accounts have a place in a tree, revenue with its currency, contacts who are people", async () => {
  const plain = { parent: null, revenue: null, ownerId: null };
  await putAccount(owner, "ACME", { ...plain, name: "Acme", revenue: { amount: 1200.5, currency: "EUR" } });
  await putAccount(owner, "ACME-2", { ...plain, name: "Acme Two", parent: "acme" });
  await assert.rejects(
    putAccount(owner, "ACME", { ...plain, name: "Acme", parent: "ACME-2" }),
    refusal("people.account_cycle"),
  );
  await assert.rejects(
    putAccount(owner, "X", { ...plain, name: "X", parent: "NONE" }),
    refusal("people.unknown_account"),
  );
  const [one] = await put([{ key: { kind: "crm", value: "AC-1" }, displayName: "Contact" }]);
  const personId = one?.ok ? one.personId : "";

  const shown = await putContact(owner, { code: "acme", personId }, "buyer");
  assert.deepEqual(
    [shown.revenue, shown.contacts, shown.people[0]?.role, shown.children],
    [{ amount: 1200.5, currency: "EUR" }, 1, "buyer", [{ code: "ACME-2", name: "Acme Two" }]],
  );
  assert.deepEqual((await readPerson(owner, personId)).accounts, [{ code: "ACME", name: "Acme", role: "buyer" }]);
  assert.equal((await previewSegment(owner, { field: "account", op: "in", value: ["ACME"] })).count, 1);
  await deleteAccount(owner, "ACME");
  await assert.rejects(readAccount(owner, "ACME"), refusal("people.not_found"));
  assert.equal((await readAccount(owner, "ACME-2")).parent, null);
});

test("ten thousand persons are written in seconds, and once more in less", async () => {
  const wishes = Array.from({ length: 10_000 }, (_, index): PersonWish => ({
    key: { kind: "crm", value: `M-${index}` },
    identities: [
      { kind: "email", value: `m${index}@example.org` },
      { kind: "phone", value: `+38050${String(index).padStart(7, "0")}` },
    ],
    displayName: `Name${index % 300} Family${index % 700}`,
    roles: ["customer"],
    homeUnit: index % 2 === 0 ? "N-1" : "SOUTH",
    attributes: { tariff: index % 3 === 0 ? "gold" : "basic", income: index },
    consents: [{ purpose: "research", state: "given", source: "crm", at: "2026-01-01T00:00:00Z" }],
  }));
  const started = performance.now();
  const first = await put(wishes);
  const took = performance.now() - started;
  assert.ok(first.every((one) => one.ok && one.result === "created"));
  assert.ok((await put(wishes)).every((one) => one.ok && one.result === "unchanged"));
  assert.ok(took < 20_000, `${took} ms`);
});

function put(wishes: readonly PersonWish[]) {
  return postgres.transaction((tx) => putPersons(tx, viewer, wishes));
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
