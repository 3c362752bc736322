import assert from "node:assert/strict";
import { after, test } from "node:test";

import { isSetUp, setUp, systemViewer, viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { readConfig } from "#platform/config";
import { sql } from "#platform/postgres";
import type { Stores } from "#platform/stores";
import { testStores } from "#testing/database";

import { referenceSchema, settingsSchema, type Reference } from "./contract.ts";
import {
  defaultSettings,
  ensureReferences,
  joinSetUp,
  listReferences,
  listUnresolved,
  noteUnresolved,
  putReference,
  readSettings,
  referenceNames,
  resolveReferences,
  showSettings,
  unitAncestors,
  unitsInScope,
  updateSettings,
} from "./index.ts";

const stores: Stores = { ...(await testStores({ after })), config: readConfig({}) };
const { postgres } = stores;
const owner = { stores, viewer: viewerForTest() };

test("before the first set-up there are defaults, and set-up fills in what it was told", async () => {
  assert.deepEqual(await postgres.read(readSettings), defaultSettings);
  assert.ok(settingsSchema.parse(defaultSettings));
  joinSetUp();

  await setUp(stores, {
    organisation: "Kyiv Telecom",
    ownerName: "Olena",
    ownerEmail: "owner@example.org",
    ownerPassword: "correct horse battery",
    languages: ["uk", "ru", "uk"],
    timeZone: "Europe/Kyiv",
  });

  assert.equal(await postgres.read(isSetUp), true);
  const settings = settingsSchema.parse(await postgres.read(readSettings));
  assert.deepEqual(
    [settings.name, settings.languages, settings.defaultLanguage, settings.timeZone],
    ["Kyiv Telecom", ["uk", "ru"], "uk", "Europe/Kyiv"],
  );
});

test("two changes of different settings at once are both kept, and seen at once in this process", async () => {
  await Promise.all(Array.from({ length: 10 }, () => postgres.read(readSettings)));

  await Promise.all([
    updateSettings(owner, { colour: "#aa0000" }),
    updateSettings(owner, { cutPoints: { detractorMax: 5, promoterMin: 8 } }),
    updateSettings(owner, { recommendationWording: "recommendation", smallGroup: 7 }),
  ]);

  const seen = await Promise.all(Array.from({ length: 10 }, () => postgres.read(readSettings)));
  for (const settings of [...seen, await showSettings(owner)]) {
    assert.deepEqual([settings.colour, settings.cutPoints], ["#aa0000", { detractorMax: 5, promoterMin: 8 }]);
    assert.deepEqual([settings.recommendationWording, settings.smallGroup], ["recommendation", 7]);
  }
});

test("the default language is one of the languages, and a bad logo names its reason and its field", async () => {
  await assert.rejects(updateSettings(owner, { languages: ["en"] }), refusal("organisation.language_missing"));
  const moved = await updateSettings(owner, { languages: ["en", "uk"], defaultLanguage: "en" });
  assert.equal(moved.defaultLanguage, "en");

  const script = Buffer.from("<svg><script/></svg>").toString("base64");
  await assert.rejects(updateSettings(owner, { logo: `data:image/svg+xml;base64,${script}` }), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, "organisation.logo_refused");
    assert.match(String(error.params["reason"]), /script/);
    assert.deepEqual(error.fields, [{ field: "body.logo", code: "organisation.logo_refused" }]);
    return true;
  });
});

test("a change leaves the names of the changed settings in the trail, no change leaves nothing", async () => {
  await updateSettings(owner, { minimumN: 40 });
  await updateSettings(owner, { minimumN: 40 });

  const trail = await trailOf("organisation.settings_changed");
  assert.deepEqual(trail.at(-1)?.details, { fields: ["minimumN"] });
  assert.equal(trail.filter((entry) => JSON.stringify(entry.details).includes("minimumN")).length, 1);
});

test("one measure is chosen to lead everybody, and taken back", async () => {
  const chosen = await updateSettings(owner, { topMeasure: "nps:relational" });
  assert.equal(chosen.topMeasure, "nps:relational");
  const fresh = await updateSettings(owner, { minimumN: 41 });
  assert.equal(fresh.topMeasure, "nps:relational");
  assert.equal((await updateSettings(owner, { topMeasure: null, minimumN: 40 })).topMeasure, null);
});

test("a reference is found by its code in any case, then by its exact name where only one has it", async () => {
  const kyiv = await put("unit", "KYIV-1", "Хрещатик");
  await put("unit", "A", "Twin");
  await put("unit", "B", "Twin");

  const found = await postgres.read((tx) =>
    resolveReferences(tx, [
      { kind: "unit", code: "kyiv-1" },
      { kind: "unit", code: "Хрещатик" },
      { kind: "unit", code: "хрещатик" },
      { kind: "unit", code: "Twin" },
      { kind: "product", code: "KYIV-1" },
      { kind: "unit", code: "kyiv-1" },
    ]),
  );

  assert.deepEqual([...found.keys()].toSorted(), ["unit:kyiv-1", "unit:Хрещатик"]);
  assert.deepEqual(referenceSchema.parse(found.get("unit:kyiv-1")), kyiv);
  assert.equal(
    (await postgres.read((tx) => referenceNames(tx, [kyiv.id, stores.random.uuid()]))).get(kyiv.id),
    "Хрещатик",
  );
});

test("putting the same again changes nothing, a rename keeps the code and tells the projector", async () => {
  const first = await put("product", "SIM", "SIM card");
  const before = await outboxOf(first);

  assert.deepEqual(await put("product", "sim", "SIM card"), first);
  assert.deepEqual(await outboxOf(first), before);

  const renamed = await put("product", "sim", "eSIM");
  assert.deepEqual([renamed.id, renamed.code, renamed.name], [first.id, "SIM", "eSIM"]);
  assert.equal((await outboxOf(first)).length, before.length + 1);
});

test("a move tells the projector of everything below, and every unit knows what lies above it", async () => {
  const country = await put("unit", "UA", "Ukraine");
  const region = await put("unit", "UA-W", "West", "UA");
  const branch = await put("unit", "LVIV-1", "Lviv", "UA-W");
  const other = await put("unit", "UA-C", "Centre", "UA");

  await put("unit", "UA-W", "West", "UA-C");

  const [change] = await postgres.read((tx) =>
    tx.query<{ concerned: string[] }>(sql`select concerned from unit_change
      where id = (select subject_id from outbox where kind = 'unit-change' order by sequence desc limit 1)`),
  );
  assert.deepEqual(change?.concerned.toSorted(), [region.id, branch.id].toSorted());
  const ancestors = await postgres.read(unitAncestors);
  assert.deepEqual(ancestors.get(branch.id), [branch.id, region.id, other.id, country.id]);
  assert.deepEqual(ancestors.get(country.id), [country.id]);
});

test("a unit cannot lie below itself, below what is below it, or below what is not there", async () => {
  await assert.rejects(put("unit", "UA", "Ukraine", "LVIV-1"), refusal("organisation.cycle"));
  await assert.rejects(put("unit", "UA", "Ukraine", "ua"), refusal("organisation.cycle"));
  await assert.rejects(put("unit", "NEW", "New", "new"), refusal("organisation.cycle"));
  await assert.rejects(put("unit", "NEW", "New", "nowhere"), refusal("organisation.unknown_parent"));
  await assert.rejects(put("product", "P", "P", "UA"), refusal("organisation.unknown_parent"));
});

test("two moves at once cannot close a circle between them", async () => {
  await put("function", "F1", "One");
  await put("function", "F2", "Two");

  const results = await Promise.allSettled([put("function", "F1", "One", "F2"), put("function", "F2", "Two", "F1")]);

  assert.deepEqual(results.map((result) => result.status).toSorted(), ["fulfilled", "rejected"]);
});

test("ten writers who create the same references at once agree on one of each", async () => {
  const items = Array.from({ length: 50 }, (_, index) => ({ kind: "touchpoint" as const, code: `T${index}` }));

  const all = await Promise.all(
    Array.from({ length: 10 }, (_, writer) =>
      postgres.transaction((tx) =>
        ensureReferences(tx, systemViewer("test"), writer % 2 === 0 ? items : items.toReversed()),
      ),
    ),
  );

  const ids = new Set(all.flatMap((found) => [...found.values()].map((reference) => reference.id)));
  assert.equal(ids.size, 50);
  for (const found of all) assert.equal(found.size, 50);
});

test("creating takes what is known by name or another case, and needs the right to import or to write", async () => {
  const found = await postgres.transaction((tx) =>
    ensureReferences(tx, viewerForTest({ permissions: ["imports.run"] }), [
      { kind: "touchpoint", code: "t1" },
      { kind: "unit", code: "Хрещатик" },
      { kind: "touchpoint", code: "App", name: "Mobile app" },
      { kind: "touchpoint", code: "app" },
    ]),
  );
  assert.equal(found.get("touchpoint:t1")?.code, "T1");
  assert.equal(found.get("unit:Хрещатик")?.code, "KYIV-1");
  assert.equal(found.get("touchpoint:app")?.id, found.get("touchpoint:App")?.id);
  assert.equal(found.get("touchpoint:App")?.name, "Mobile app");

  const reader = viewerForTest({ permissions: ["organisation.read"] });
  const attempt = postgres.transaction((tx) => ensureReferences(tx, reader, [{ kind: "unit", code: "x" }]));
  await assert.rejects(attempt, refusal("access.forbidden"));
});

test("unresolved codes are counted over writers, shown most frequent first and gone once they are named", async () => {
  await Promise.all(
    Array.from({ length: 10 }, (_, writer) =>
      postgres.transaction((tx) =>
        noteUnresolved(tx, [
          { kind: "unit", code: writer % 2 === 0 ? "Odesa" : "ODESA" },
          { kind: "product", code: "Fibre" },
          { kind: "product", code: "Fibre" },
        ]),
      ),
    ),
  );
  await postgres.transaction((tx) => noteUnresolved(tx, []));

  const { items } = await listUnresolved(owner);
  assert.deepEqual(
    items.map((item) => [item.kind, item.code.toLowerCase(), item.answers]),
    [
      ["product", "fibre", 20],
      ["unit", "odesa", 10],
    ],
  );

  const odesa = await put("unit", "odesa", "Одеса");
  await put("product", "FTTH", "Fibre");
  assert.deepEqual((await listUnresolved(owner)).items, []);
  assert.equal((await outboxOf(odesa)).length, 1);
});

test("the list pages through everything once, and searches names and codes without wildcards", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listReferences(owner, { limit: 7, cursor });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);

  const { n } = await postgres.read((tx) => tx.one<{ n: number }>(sql`select count(*) as n from reference`));
  assert.equal(seen.length, n);
  assert.equal(new Set(seen).size, n);
  assert.deepEqual((await listReferences(owner, { kind: "unit", search: "хрещ", limit: 9 })).items.length, 1);
  assert.deepEqual((await listReferences(owner, { search: "%", limit: 9 })).items, []);
  for (const bad of ["x", "W10", Buffer.from('["a","b","c"]').toString("base64url")])
    await assert.rejects(listReferences(owner, { limit: 1, cursor: bad }), refusal("access.bad_cursor"));
});

test("who sees one region lists and changes its units and what lies below, and nothing else", async () => {
  const { items } = await listReferences(owner, { kind: "unit", search: "UA-W", limit: 1 });
  const region = items[0]!;
  const viewer = viewerForTest({ permissions: ["organisation.read", "organisation.write"], units: [region.id] });
  const manager = { stores, viewer };

  const listed = await listReferences(manager, { kind: "unit", limit: 50 });
  assert.deepEqual(listed.items.map((item) => item.code).toSorted(), ["LVIV-1", "UA-W"]);
  assert.equal((await postgres.read((tx) => unitsInScope(tx, viewer, "organisation.read"))).length, 2);
  assert.equal(await postgres.read((tx) => unitsInScope(tx, owner.viewer, "organisation.read")), "all");

  const change = (code: string, parentCode?: string | null) =>
    putReference(manager, { kind: "unit", code, name: `${code} changed`, parentCode });
  await change("LVIV-1");
  await change("LVIV-2", "UA-W");
  await assert.rejects(change("UA-C"), refusal("access.forbidden"));
  await assert.rejects(change("LVIV-3"), refusal("access.forbidden"));
  await assert.rejects(change("LVIV-1", null), refusal("access.forbidden"));
  await assert.rejects(change("LVIV-1", "UA-C"), refusal("access.forbidden"));
});

test("who may read the organisation may not change it, and who may do neither sees nothing", async () => {
  const reader = { stores, viewer: viewerForTest({ permissions: ["organisation.read"] }) };
  const nobody = { stores, viewer: viewerForTest({ permissions: [] }) };

  await assert.rejects(updateSettings(reader, { name: "x" }), refusal("access.forbidden"));
  await assert.rejects(putReference(reader, { kind: "unit", code: "x", name: "x" }), refusal("access.forbidden"));
  await assert.rejects(listReferences(nobody, { limit: 1 }), refusal("access.forbidden"));
  await assert.rejects(listUnresolved(nobody), refusal("access.forbidden"));
});

function put(kind: Reference["kind"], code: string, name: string, parentCode?: string): Promise<Reference> {
  return putReference(owner, { kind, code, name, parentCode });
}

function outboxOf(reference: Reference): Promise<unknown[]> {
  return postgres.read((tx) =>
    tx.query(sql`select sequence from outbox where kind = 'reference' and subject_id = ${reference.id}`),
  );
}

function trailOf(action: string): Promise<{ details: unknown }[]> {
  return postgres.read((tx) => tx.query(sql`select details from audit_entry where action = ${action} order by id`));
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

test("a time zone in which hours could not be told is refused, wherever it is set", async () => {
  const isUnknownZone = (error: unknown) => error instanceof Refusal && error.code === "organisation.unknown_time_zone";
  for (const timeZone of ["US/Pacific-New", "+05:30"]) {
    await assert.rejects(updateSettings(owner, { timeZone }), isUnknownZone);
    await assert.rejects(putReference(owner, { kind: "unit", code: "Z-1", name: "Z", timeZone }), isUnknownZone);
  }
  const unit = await putReference(owner, { kind: "unit", code: "Z-1", name: "Z", timeZone: "asia/TOKYO" });
  assert.equal(unit.timeZone, "Asia/Tokyo");
});
