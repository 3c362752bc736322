import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listAudit, viewerForTest } from "#feature/access";
import { createProjector } from "#feature/facts";
import type { Survey } from "#feature/surveys/contract";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { codeAllWaiting } from "./actions/code-texts.ts";
import { seedCodebook } from "./actions/codebook.ts";
import { exportCodebook, importCodebook } from "./actions/exchange.ts";
import { recode } from "./actions/recoding.ts";
import { testPatterns } from "./actions/test-patterns.ts";
import { wishOf } from "./actions/theme-checks.ts";
import { themeNames } from "./actions/theme-names.ts";
import { chooseIndustries, createTheme, listThemes, moveTheme, setThemeState, updateTheme } from "./actions/themes.ts";
import { textOperations, type Theme } from "./contract.ts";
import { seedThemes } from "./rules/codebook.ts";
import { codesOf, countCodes, publishWords, recodeAll, wishWith, write, writeAll } from "./sample.test.ts";

const stores = await testStores({ after });
const call = testCall(stores);
const projector = createProjector(stores);
let survey: Survey;
const none = { params: {}, query: {} };
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

before(async () => {
  survey = await publishWords(call, "Visit");
});

async function theme(key: string): Promise<Theme> {
  const { items } = textOperations.listThemes.output.parse(await listThemes(call));
  const found = items.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
}

test("the product's themes are there from the first look, in groups, named in three languages, counted by side", async () => {
  await writeAll(call, survey, [{ why: "The staff were rude" }, { why: "Rude people" }]);
  await codeAllWaiting(stores);
  await projector.drain();
  const listed = textOperations.listThemes.output.parse(await listThemes(call));
  assert.equal(listed.items.length, seedThemes.length);
  assert.deepEqual([listed.codebook.isChosen, listed.codebook.isRecodingDue], [false, false]);
  const rude = listed.items.find(({ key }) => key === "rude_staff");
  assert.equal(rude?.mentions.problem, 2);
  assert.ok(listed.items.some(({ key, parent }) => key === rude?.parent && parent === null));
  const nameOf = await stores.postgres.read((tx) => themeNames(tx, "ru"));
  assert.match(nameOf("rude_staff-") ?? "", /[а-я]/i);
  assert.equal(nameOf("no_such"), undefined);
});

test("a theme is made once, changed by whoever saw its last state, and what cannot be used is named", async () => {
  const body = { key: "parking", ...wishWith("Parking", { problem: ["parking"] }) };
  const made = await createTheme(call, { ...none, body });
  assert.deepEqual(await createTheme(call, { ...none, body }), made, "the same again is the same");
  await assert.rejects(createTheme(call, { ...none, body: { ...body, kind: "emotion" } }), refused("text.key_taken"));
  await assert.rejects(
    createTheme(call, { ...none, body: { ...body, key: "p2", parent: "nowhere" } }),
    refused("text.unknown_theme"),
  );
  const unnamed = await createTheme(call, { ...none, body: wishWith("Стоянка у входа", {}) });
  assert.match(unnamed.key, /^[a-z_]+$/);

  const { revision } = made;
  const wish = wishWith("Car park", { problem: ["parking", "(car|cars) park*"] });
  const changed = await updateTheme(call, { params: { key: "parking" }, query: {}, body: { revision, ...wish } });
  assert.deepEqual([changed.name, changed.revision], ["Car park", revision + 1]);
  const again = { params: { key: "parking" }, query: {}, body: { revision, ...wish } };
  assert.equal((await updateTheme(call, again)).revision, changed.revision);
  const other = { ...again, body: { revision, ...wishWith("Lot", {}) } };
  await assert.rejects(updateTheme(call, other), refused("text.changed_elsewhere"));
  const actions = (await listAudit(call, { limit: 50 })).items.map(({ action }) => action);
  assert.equal(actions.filter((action) => action === "text.theme_changed").length, 1);
});

test("patterns that cannot be used are refused where they stand; one that would explode takes its linear time", async () => {
  for (const [pattern, code] of [
    ["(a", "unclosed_group"],
    ['"open', "unclosed_quote"],
    ["/(?=x)/", "invalid_expression"],
    ["/(/", "invalid_expression"],
    ["/a", "unclosed_expression"],
    ["*", "only_wildcards"],
  ] as const) {
    const body = wishWith("Bad", { topic: ["fine", pattern] });
    await assert.rejects(createTheme(call, { ...none, body }), (error) => {
      assert.ok(error instanceof Refusal && error.code === "text.bad_pattern", pattern);
      assert.deepEqual(error.fields, [{ field: "patterns.en.topic", code }], pattern);
      return true;
    });
    const tried = await testPatterns(call, { ...none, body: { patterns: body.patterns, limit: 10 } });
    assert.deepEqual(tried.problems, [{ language: "en", list: "topic", pattern, problem: code }]);
  }
  assert.equal(
    textOperations.createTheme.body?.safeParse(wishWith("Many", { topic: Array.from({ length: 61 }, () => "a") }))
      .success,
    false,
  );

  await write(call, survey, { why: `${"a".repeat(19_000)}!` });
  await codeAllWaiting(stores);
  const started = performance.now();
  const { patterns } = wishWith("Explosive", { topic: ["/(a+)+$/", "/(a|aa)*b/"] });
  await testPatterns(call, { ...none, body: { patterns, limit: 100 } });
  assert.ok(performance.now() - started < 10_000);
});

test("a pattern is tried on recent comments before it is saved, personal data masked", async () => {
  await write(call, survey, { why: "Parking was full, call Ivan Petrov on +380 67 123 45 67" });
  await codeAllWaiting(stores);
  const { patterns } = wishWith("Tried", { problem: ["parking * full"] });
  const tried = await testPatterns(call, { ...none, body: { patterns, limit: 100 } });
  textOperations.testPatterns.output.parse(tried);
  assert.deepEqual([tried.found, tried.problems.length], [1, 0]);
  const [hit] = tried.hits;
  assert.doesNotMatch(hit?.text ?? "", /123 45 67/);
  assert.equal(hit?.hits[0]?.code, "tried-");
  assert.match(hit?.text.slice(hit.hits[0]?.from, hit.hits[0]?.to) ?? "", /^Parking was full$/);
});

test("merging and archiving take the past along, and both can be undone exactly", async () => {
  const id = await write(call, survey, { why: "Parking was full and the staff were rude" });
  await codeAllWaiting(stores);
  const found = await countCodes(stores);
  const place = async (wanted: { readonly isArchived: boolean; readonly mergedInto: string | null }) => {
    const { revision } = await theme("parking");
    await setThemeState(call, { params: { key: "parking" }, query: {}, body: { revision, ...wanted } });
    await recodeAll(stores);
  };
  await place({ isArchived: false, mergedInto: "rude_staff" });
  assert.ok(!(await codesOf(stores, id))?.includes("parking-"));
  assert.equal((await countCodes(stores))["parking-"], undefined);

  const { revision } = await theme("rude_staff");
  const circle = {
    params: { key: "rude_staff" },
    query: {},
    body: { revision, isArchived: false, mergedInto: "parking" },
  };
  await assert.rejects(setThemeState(call, circle), refused("text.merge_in_circle"));
  const old = { ...circle, body: { revision: revision + 7, isArchived: true, mergedInto: null } };
  await assert.rejects(setThemeState(call, old), refused("text.changed_elsewhere"));

  await place({ isArchived: false, mergedInto: null });
  assert.deepEqual(await countCodes(stores), found);
  await place({ isArchived: true, mergedInto: null });
  assert.ok(!(await codesOf(stores, id))?.includes("parking-"));
  await place({ isArchived: false, mergedInto: null });
  assert.deepEqual(await countCodes(stores), found);
});

test("a theme is moved to another group and before another theme, and keeps its place when the product's themes change", async () => {
  const rude = await theme("rude_staff");
  const before = (await listThemes(call)).items.find(({ parent }) => parent === "resolution");
  const moved = await moveTheme(call, {
    params: { key: rude.key },
    query: {},
    body: { revision: rude.revision, parent: "resolution", before: before?.key ?? null },
  });
  assert.equal(moved.parent, "resolution");
  const order = (await listThemes(call)).items.filter(({ parent }) => parent === "resolution").map(({ key }) => key);
  assert.deepEqual(order.slice(0, 2), [rude.key, before?.key]);
  const under = {
    params: { key: "staff" },
    query: {},
    body: { revision: (await theme("staff")).revision, parent: "contact", before: null },
  };
  await assert.rejects(moveTheme(call, under), refused("text.unknown_theme"), "a group with themes stays a group");

  await stores.postgres.transaction((tx) => tx.execute(sql`update text_state set seeded = 'an older one'`));
  await seedCodebook(stores);
  assert.equal((await theme("rude_staff")).parent, "resolution");
});

test("what the organisation edited survives a new version of the product's themes; the rest takes it", async () => {
  const [edited, other] = [await theme("branch_wait"), await theme("few_counters")];
  const wish = { ...wishOf(edited), names: { en: "Our waiting" } };
  await updateTheme(call, { params: { key: edited.key }, query: {}, body: { revision: edited.revision, ...wish } });
  await stores.postgres.transaction(async (tx) => {
    await tx.execute(sql`update theme set names = '{"en": "Old name"}' where key = ${other.key}`);
    await tx.execute(sql`update text_state set seeded = 'an older one'`);
  });
  assert.equal(await seedCodebook(stores), true);
  assert.equal(await seedCodebook(stores), false);
  await recodeAll(stores);
  assert.deepEqual([(await theme(edited.key)).name, (await theme(other.key)).name], ["Our waiting", other.name]);
});

test("themes of other kinds of company are put away, and come back when they fit", async () => {
  const id = await write(call, survey, { why: "My card was blocked without warning" });
  await codeAllWaiting(stores);
  const all = await codesOf(stores, id);
  assert.ok(
    all?.some((code) => code.startsWith("card_")),
    JSON.stringify(all),
  );
  const choose = async (industries: ("telecom" | "bank")[]) => {
    const chosen = await chooseIndustries(call, { ...none, body: { industries } });
    await recodeAll(stores);
    return chosen;
  };
  assert.deepEqual((await choose(["telecom"])).industries, ["telecom"]);
  assert.ok((await theme("card_blocked")).isArchived);
  assert.ok(!(await codesOf(stores, id))?.some((code) => code.startsWith("card_")));
  await choose(["bank", "telecom"]);
  assert.deepEqual(await codesOf(stores, id), all);
});

test("a codebook goes out as a file and comes in again, all or nothing", async () => {
  const file = textOperations.exportCodebook.output.parse(await exportCodebook(call));
  const take = (body: typeof file, isTrial = false) => importCodebook(call, { params: {}, query: { isTrial }, body });
  assert.deepEqual(await take(file), { added: 0, changed: 0, unchanged: file.themes.length });
  const own = { key: "from_file", ...wishWith("From a file", { problem: ["file"] }), parent: "staff" };
  const more = { ...file, themes: [...file.themes, own] };
  assert.equal((await take(more, true)).added, 1);
  assert.ok(!(await listThemes(call)).items.some(({ key }) => key === "from_file"), "a trial changes nothing");
  assert.equal((await take(more)).added, 1);
  assert.equal((await take(more)).added, 0);
  const lost = { ...file, themes: [{ ...own, key: "lost", parent: "nowhere" }] };
  await assert.rejects(take(lost), refused("text.unknown_theme"));
  const bad = {
    ...file,
    themes: [
      { ...own, key: "one" },
      { ...own, key: "two", ...wishWith("Bad", { topic: ["(a"] }) },
    ],
  };
  await assert.rejects(take(bad), refused("text.bad_pattern"));
  assert.ok(!(await listThemes(call)).items.some(({ key }) => key === "one"));
});

test("whoever may not change the codebook, or not for everybody, changes nothing", async () => {
  const reader = { ...call, viewer: viewerForTest({ permissions: ["insight.read"] }) };
  const ofUnit = { ...call, viewer: viewerForTest({ units: ["0197c1a0-0000-7000-8000-0000000000aa"] }) };
  const body = { key: "nope", ...wishWith("Nope", {}) };
  await assert.rejects(createTheme(reader, { ...none, body }), refused("access.forbidden"));
  await assert.rejects(createTheme(ofUnit, { ...none, body }), refused("access.installation_only"));
  await assert.rejects(recode(reader), refused("access.forbidden"));
  await assert.rejects(
    chooseIndustries(ofUnit, { ...none, body: { industries: [] } }),
    refused("access.installation_only"),
  );
  await assert.rejects(
    listThemes({ ...call, viewer: viewerForTest({ permissions: [] }) }),
    refused("access.forbidden"),
  );
});
