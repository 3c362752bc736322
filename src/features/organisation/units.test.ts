import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { sql } from "#platform/postgres";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { effectSchema, treeChangeSchema, treeSchema, unitSchema, type TreeChangeInput } from "./contract.ts";
import {
  calendarOf,
  changeUnits,
  checkUnits,
  ensureReferences,
  isWorkingTime,
  listChanges,
  listUnits,
  previewChange,
  putCalendar,
  putUnit,
  putUnitKinds,
  putUnits,
  readTree,
  readUnit,
  resolveReferences,
  undoChange,
  unitManager,
  unitPathOn,
  unitsInScope,
  type UnitToPut,
} from "./index.ts";

const stores = await testStores({ after });
const { postgres } = stores;
const call = { ...testCall(stores), viewer: viewerForTest() };

function bulk(many: readonly UnitToPut[], viewer = call.viewer) {
  return postgres.transaction((tx) => putUnits(tx, viewer, many));
}

function change(input: TreeChangeInput, viewer = call.viewer) {
  return changeUnits({ stores, viewer }, treeChangeSchema.parse(input));
}

function preview(input: TreeChangeInput) {
  return previewChange(call, treeChangeSchema.parse(input));
}

async function idOf(code: string): Promise<string> {
  return (await readUnit(call, code)).id;
}

async function pathOn(code: string, day: string): Promise<string[]> {
  const id = await idOf(code);
  const path = await postgres.read((tx) => unitPathOn(tx, id, day));
  const rows = await postgres.read((tx) =>
    tx.query<{ id: string; code: string }>(sql`select id, code from reference where id = any(${path}::uuid[])`),
  );
  return path.map((one) => rows.find((row) => row.id === one)?.code ?? "");
}

async function refusedWith(work: Promise<unknown>, code: string, field?: string): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Refusal, `nothing was refused; expected ${code}`);
  assert.equal(error.code, code);
  if (field !== undefined)
    assert.ok(
      error.fields.some((one) => one.field === field),
      JSON.stringify(error.fields),
    );
  return error;
}

before(async () => {
  await putUnitKinds(call, [{ name: "Region" }, { name: "Branch" }]);
  await bulk([
    { code: "K1", name: "Kyiv 1", parentCode: "NORTH", kind: "branch" },
    { code: "K2", name: "Kyiv 2", parentCode: "NORTH", kind: "Branch" },
    { code: "O1", name: "Odesa 1", parentCode: "SOUTH", kind: "Branch" },
    { code: "NORTH", name: "North", parentCode: "HQ", kind: "Region", timeZone: "Europe/Kyiv" },
    { code: "SOUTH", name: "South", parentCode: "HQ", kind: "Region" },
    { code: "HQ", name: "Head office" },
  ]);
});

test("units come in any order, the same again changes nothing, and the tree stands parents first", async () => {
  const again = await bulk([{ code: "k1", name: "Kyiv 1", parentCode: "north", kind: "Branch" }]);
  assert.deepEqual(again, { created: 0, changed: 0, unchanged: 1, changeId: null });
  const tree = treeSchema.parse(await readTree(call));
  assert.deepEqual(tree.codes, ["HQ", "NORTH", "K1", "K2", "SOUTH", "O1"]);
  assert.deepEqual(tree.parents, [-1, 0, 1, 1, 0, 4]);
  assert.equal(tree.kinds[tree.kindOf[2]!]?.name, "Branch");
});

test("what is wrong with rows is told for each with its field, and nothing is written", async () => {
  const wrong: UnitToPut[] = [
    { code: "X1", name: "X", parentCode: "NOWHERE" },
    { code: "X2", name: "X", kind: "Palace" },
    { code: "X3", name: "X", manager: { employee: "e1", user: "u1" } },
    { code: "X4", name: "X", manager: { employee: "e1" } },
    { code: "X4", name: "X", manager: { employee: "e2" } },
    { code: "X5", name: "X", parentCode: "X6" },
    { code: "X6", name: "X", parentCode: "X5" },
    { code: "X7", name: "X", timeZone: "Mars/Olympus" },
  ];
  const refusal = await refusedWith(bulk(wrong), "organisation.invalid_units");
  assert.deepEqual(refusal.fields.map(({ field, code }) => `${field} ${code.split(".")[1]}`).toSorted(), [
    "0.parentCode unknown_parent",
    "1.kind unknown_kind",
    "2.manager two_managers",
    "4.manager two_managers",
    "5.parentCode cycle",
    "7.timeZone unknown_time_zone",
  ]);
  assert.deepEqual(await postgres.transaction((tx) => checkUnits(tx, call.viewer, wrong)), refusal.fields);
  await refusedWith(readUnit(call, "X1"), "organisation.unit_not_found");
  await refusedWith(
    putUnit(call, "K1", { name: "Kyiv 1", manager: { employee: "e1", user: "u1" } }),
    "organisation.two_managers",
    "body.manager",
  );
});

test("a move holds from its day, is told before, done once and can be taken back", async () => {
  const move: TreeChangeInput = { action: "move", codes: ["K2"], parentCode: "SOUTH", from: "2026-12-01" };
  const effect = effectSchema.parse(await preview(move));
  assert.deepEqual([effect.isChange, effect.unitCount, effect.units[0]?.code], [true, 1, "K2"]);

  const done = await change(move);
  assert.deepEqual(await change(move), { changeId: null, units: 0 });
  assert.deepEqual(await pathOn("K2", "2026-11-30"), ["K2", "NORTH", "HQ"]);
  assert.deepEqual(await pathOn("K2", "2026-12-01"), ["K2", "SOUTH", "HQ"]);
  const later = await readTree(call, "2026-12-01");
  assert.deepEqual(later.codes, ["HQ", "NORTH", "K1", "SOUTH", "K2", "O1"]);

  const { items } = await listChanges(call, { code: "K2", limit: 5 });
  assert.deepEqual(
    [items[0]?.id, items[0]?.action, items[0]?.to, items[0]?.mayUndo],
    [done.changeId, "move", ["SOUTH"], true],
  );
  await undoChange(call, done.changeId!);
  await undoChange(call, done.changeId!);
  assert.deepEqual(await pathOn("K2", "2026-12-01"), ["K2", "NORTH", "HQ"]);
});

test("a change on which another was built is not taken back", async () => {
  const first = await change({ action: "move", codes: ["O1"], parentCode: "NORTH", from: "2027-01-01" });
  const second = await change({ action: "move", codes: ["O1"], parentCode: "HQ", from: "2027-02-01" });
  await refusedWith(undoChange(call, first.changeId!), "organisation.built_on");
  await undoChange(call, second.changeId!);
  await undoChange(call, first.changeId!);
  assert.deepEqual(await pathOn("O1", "2027-03-01"), ["O1", "SOUTH", "HQ"]);
});

test("merged units answer to their successor from that day on; reopened, they are themselves", async () => {
  await bulk([
    { code: "M1", name: "M 1", parentCode: "NORTH" },
    { code: "M2", name: "M 2", parentCode: "NORTH" },
  ]);
  const merge: TreeChangeInput = {
    action: "merge",
    codes: ["M1", "M2"],
    into: { code: "M12", name: "M 1 and 2" },
    from: "2026-10-01",
  };
  const done = await change(merge);
  assert.deepEqual(await change(merge), { changeId: null, units: 0 });
  assert.deepEqual(await pathOn("M1", "2026-09-30"), ["M1", "NORTH", "HQ"]);
  assert.deepEqual(await pathOn("M1", "2026-10-01"), ["M12", "NORTH", "HQ"]);
  const unit = unitSchema.parse(await readUnit(call, "M1"));
  assert.deepEqual([unit.state, unit.validTo, unit.successors[0]?.code], ["closed", "2026-10-01", "M12"]);

  await refusedWith(change({ action: "close", codes: ["M1"], from: "2026-11-01" }), "organisation.not_open");
  await change({ action: "reopen", code: "M1", from: "2026-11-01" });
  assert.deepEqual(await pathOn("M1", "2026-10-31"), ["M12", "NORTH", "HQ"]);
  assert.deepEqual(await pathOn("M1", "2026-11-01"), ["M1", "NORTH", "HQ"]);
  await refusedWith(undoChange(call, done.changeId!), "organisation.built_on");
});

test("a split unit closes or goes on as a part; what lay below is dealt out", async () => {
  await bulk([
    { code: "S", name: "S", parentCode: "SOUTH" },
    { code: "s1", name: "s1", parentCode: "S" },
    { code: "s2", name: "s2", parentCode: "S" },
  ]);
  const split: TreeChangeInput = {
    action: "split",
    code: "S",
    parts: [
      { code: "SA", name: "S east" },
      { code: "SB", name: "S west", children: ["s2"] },
    ],
    from: "2026-10-01",
  };
  const done = await change(split);
  assert.ok(done.changeId);
  assert.deepEqual(await pathOn("s1", "2026-10-01"), ["s1", "SA", "SOUTH", "HQ"]);
  assert.deepEqual(await pathOn("s2", "2026-10-01"), ["s2", "SB", "SOUTH", "HQ"]);
  assert.deepEqual(await pathOn("S", "2026-10-05"), ["S", "SOUTH", "HQ"]);
  assert.equal((await readUnit(call, "S")).state, "closed");
  await undoChange(call, done.changeId);
  assert.deepEqual(await pathOn("s2", "2026-10-01"), ["s2", "S", "SOUTH", "HQ"]);
  assert.ok(!(await readTree(call)).codes.includes("SA"));
});

test("circles, closed parents, open units below and unknown codes are refused with their fields", async () => {
  const from = "2026-12-01";
  await refusedWith(
    change({ action: "move", codes: ["HQ"], parentCode: "K1", from }),
    "organisation.cycle",
    "body.parentCode",
  );
  await refusedWith(change({ action: "close", codes: ["NORTH"], from }), "organisation.open_below", "body.codes");
  await refusedWith(
    change({ action: "move", codes: ["K1", "?"], parentCode: "HQ", from }),
    "organisation.unknown_unit",
    "body.codes.1",
  );
  await putUnit(call, "NEW", { name: "New region", parentCode: "HQ", from: "2026-06-01" });
  const early = putUnit(call, "N1", { name: "N 1", parentCode: "NEW", from: "2026-01-01" });
  const refusal = await refusedWith(early, "organisation.parent_not_open", "body.parentCode");
  assert.deepEqual(refusal.params, { code: "N1", parent: "NEW", from: "2026-01-01" });
});

test("hours and zone come from the nearest above that has them", async () => {
  const weekday = [{ from: "09:00", to: "18:00" }];
  const weekly = [weekday, weekday, weekday, weekday, weekday, [], []];
  const calendar = await putCalendar(call, { id: stores.random.uuid(), name: "Office", weekly, holidays: [] });
  await putUnit(call, "NORTH", { name: "North", calendar: "office" });

  const id = await idOf("K1");
  const { calendar: found, timeZone } = await postgres.read((tx) => calendarOf(tx, id));
  assert.deepEqual([found?.id, timeZone], [calendar.id, "Europe/Kyiv"]);
  assert.equal(isWorkingTime(found!, timeZone, new Date("2026-11-20T07:30:00Z")), true);
  const { effective } = await readUnit(call, "K1");
  assert.deepEqual([effective.timeZoneFrom?.code, effective.calendarFrom?.code], ["NORTH", "NORTH"]);
  const known = await postgres.read((tx) => resolveReferences(tx, [{ kind: "unit", code: "K1" }]));
  assert.equal(known.get("unit:K1")?.timeZone, "Europe/Kyiv");
});

test("units without exactly one known manager are listed (R10)", async () => {
  await postgres.transaction((tx) =>
    ensureReferences(tx, call.viewer, [{ kind: "employee", code: "E7", name: "Olha" }]),
  );
  await putUnit(call, "K1", { name: "Kyiv 1", manager: { employee: "e7" } });
  await putUnit(call, "K2", { name: "Kyiv 2", manager: { employee: "nobody" } });
  const { items } = await listUnits(call, { state: "open", without: "manager", limit: 100 });
  const codes = new Set(items.map(({ code }) => code));
  assert.ok(!codes.has("K1") && codes.has("K2") && codes.has("HQ"));
  assert.deepEqual((await readUnit(call, "K1")).manager, { employee: "e7", user: null, name: "Olha" });
  const id = await idOf("K1");
  assert.deepEqual(await postgres.read((tx) => unitManager(tx, id)), { employee: "e7" });
});

test("who sees one region sees and changes it and what lies below, nothing else", async () => {
  const north = await idOf("NORTH");
  const viewer = viewerForTest({ permissions: ["organisation.read", "organisation.write"], units: [north] });
  const tree = await readTree({ stores, viewer });
  assert.equal(tree.codes[0], "NORTH");
  assert.ok(!tree.codes.includes("HQ") && tree.codes.includes("K1"));
  await refusedWith(readUnit({ stores, viewer }, "O1"), "organisation.unit_not_found");
  const out: TreeChangeInput = { action: "move", codes: ["K1"], parentCode: "SOUTH", from: "2026-12-01" };
  await refusedWith(change(out, viewer), "access.forbidden");
  await refusedWith(bulk([{ code: "O1", name: "Mine" }], viewer), "access.forbidden");
  await refusedWith(bulk([{ code: "TOP", name: "Top", parentCode: "HQ" }], viewer), "access.forbidden");
  await bulk([{ code: "K3", name: "Kyiv 3", parentCode: "NORTH" }], viewer);
  const scope = await postgres.read((tx) => unitsInScope(tx, viewer, "organisation.read"));
  assert.ok(scope.includes(await idOf("K3")));
});

test("two moves at once that would close a circle together: one is refused", async () => {
  await bulk([
    { code: "C1", name: "C 1" },
    { code: "C2", name: "C 2" },
  ]);
  const moves = await Promise.allSettled([
    change({ action: "move", codes: ["C1"], parentCode: "C2", from: "2026-12-01" }),
    change({ action: "move", codes: ["C2"], parentCode: "C1", from: "2026-12-01" }),
  ]);
  assert.deepEqual(moves.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
});

test("five thousand units are written within seconds, read within a third of one, and merged by the thousand", async () => {
  const many = Array.from({ length: 5000 }, (_, index): UnitToPut => ({
    code: `T${index}`,
    name: `Team ${index}`,
    parentCode: index === 0 ? "HQ" : `T${Math.floor((index - 1) / 7)}`,
  }));
  const started = performance.now();
  assert.equal((await bulk(many)).created, 5000);
  const written = performance.now() - started;
  await readTree(call);
  const before = performance.now();
  const tree = await readTree(call);
  const read = performance.now() - before;
  assert.ok(tree.ids.length > 5000);
  const leaves = many.slice(3000).map(({ code }) => code);
  const merging = performance.now();
  const merged = await change({ action: "merge", codes: leaves, into: { code: "T1" }, from: "2026-12-01" });
  const took = performance.now() - merging;
  assert.equal(merged.units, 2000);
  assert.ok(written < 10_000 && read < 1000 && took < 10_000, `written ${written}, read ${read}, merged ${took} ms`);
  process.stdout.write(`# written ${written.toFixed()} ms, read ${read.toFixed()} ms, merged ${took.toFixed()} ms\n`);
});
