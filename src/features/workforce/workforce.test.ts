import assert from "node:assert/strict";
import { after, test } from "node:test";

import { viewerForTest } from "#feature/access";
import { putUnits } from "#feature/organisation";
import { erasePerson, registerPersonalData } from "#feature/people";
import type { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { leave, putManyStaff, putOneStaff, workforcePersonalData } from "./actions/one.ts";
import { listGaps, listStaff, readStaff } from "./actions/reading.ts";
import { staffDetailSchema, workforceOperations, type StaffWish } from "./contract.ts";

const stores = await testStores({ after });
const call = testCall(stores);
registerPersonalData(workforcePersonalData);

await stores.postgres.transaction((tx) =>
  putUnits(tx, call.viewer, [
    { code: "NORTH", name: "North" },
    { code: "N1", name: "North 1", parentCode: "NORTH" },
    { code: "SOUTH", name: "South" },
  ]),
);

const query = { state: "active", limit: 50 } as const;
const list = (wish: Partial<Parameters<typeof listStaff>[1]["query"]> = {}, who = call) =>
  listStaff(who, { params: {}, query: { ...query, ...wish }, body: {} });
const codes = async (...wish: Parameters<typeof list>) => (await list(...wish)).items.map(({ code }) => code);

async function managerOf(unit: string) {
  const { items } = await list({ unit });
  const found = items[0] === undefined ? undefined : await readStaff(call, items[0].code);
  return found?.posts.at(-1)?.unit;
}

async function unitViewer(code: string) {
  const { resolveReferences } = await import("#feature/organisation");
  const units = await stores.postgres.read((tx) => resolveReferences(tx, [{ kind: "unit", code }]));
  const permissions = ["staff.read", "staff.write"] as const;
  return { ...call, viewer: viewerForTest({ permissions, units: [units.get(`unit:${code}`)?.id ?? ""] }) };
}

test("thousands are put at once, managers in any order, and the same again changes nothing", async () => {
  const many = Array.from({ length: 2000 }, (_, index): StaffWish => ({
    code: `M-${index}`,
    name: `Member ${index}`,
    unit: index % 2 === 0 ? "N1" : "SOUTH",
    position: "agent",
    hiredOn: "2025-01-10",
    manager: index % 10 === 0 ? null : `M-${index - (index % 10)}`,
  })).toReversed();
  const put = async () => {
    const items = [];
    for (let at = 0; at < many.length; at += 1000)
      items.push(...(await putManyStaff(call, many.slice(at, at + 1000))).items);
    return Map.groupBy(items, (one) => (one.ok ? one.result : one.errors[0]?.code));
  };

  const counts = async (): Promise<Record<string, number>> =>
    Object.fromEntries([...(await put())].map(([key, of]) => [String(key), of.length]));
  assert.deepEqual(await counts(), { created: 2000 });
  assert.deepEqual(await counts(), { unchanged: 2000 });
  assert.equal((await list({ search: "Member 77" })).total, 11);
});

test("a member moves to another unit from a day on and the earlier post stays", async () => {
  await putOneStaff(call, "ann", { name: "Ann", unit: "N1", position: "teller", hiredOn: "2024-05-01" });
  await putOneStaff(call, "ann", { unit: "SOUTH", position: "lead", from: "2026-01-15" });
  const again = await putOneStaff(call, "ann", { unit: "SOUTH", position: "lead", from: "2026-01-15" });

  assert.deepEqual(
    staffDetailSchema.parse(again).posts.map(({ from, to, unit, position }) => [from, to, unit?.code, position]),
    [
      ["2024-05-01", "2026-01-15", "N1", "teller"],
      ["2026-01-15", null, "SOUTH", "lead"],
    ],
  );
  assert.equal((await managerOf("SOUTH"))?.code, "SOUTH");
});

test("wrong rows are told by field and do not hold up the others", async () => {
  await putOneStaff(call, "boss", { name: "Boss", unit: "NORTH", email: "boss@example.org" });
  await putOneStaff(call, "below", { name: "Below", manager: "boss" });
  const { items } = await putManyStaff(call, [
    { code: "x1", name: "X", unit: "NOWHERE" },
    { code: "x2" },
    { code: "x3", name: "X", hiredOn: "2026-01-02", leftOn: "2026-01-01" },
    { code: "boss", manager: "below" },
    { code: "x4", name: "X", manager: "nobody" },
    { code: "x5", name: "X", email: "BOSS@example.org" },
    { code: "x6", name: "Fine" },
    { code: "X6", name: "Twice" },
  ]);

  assert.deepEqual(
    items.map((one) => (one.ok ? one.result : `${one.errors[0]?.field} ${one.errors[0]?.code}`)),
    [
      "unit workforce.unknown_unit",
      "name workforce.name_needed",
      "leftOn workforce.left_before_hired",
      "manager workforce.manager_cycle",
      "manager workforce.unknown_manager",
      "email workforce.email_taken",
      "created",
      "code workforce.repeated_code",
    ],
  );
});

test("whoever is refused cannot lead others of the same bulk, however long the chain", async () => {
  const { items } = await putManyStaff(call, [
    { code: "c3", name: "C3", manager: "c2" },
    { code: "c2", name: "C2", manager: "c1" },
    { code: "c1", name: "C1", manager: "c2" },
    { code: "c4", name: "C4" },
  ]);
  assert.deepEqual(
    items.map((one) => (one.ok ? one.result : one.errors[0]?.code)),
    ["created", "created", "workforce.manager_cycle", "created"].map((code, index) =>
      index < 2 ? "workforce.unknown_manager" : code,
    ),
  );
});

test("a manager who leaves hands their reports on, to one of them too", async () => {
  await putManyStaff(call, [
    { code: "l0", name: "Top" },
    { code: "l1", name: "Leaver", unit: "NORTH", manager: "l0" },
    { code: "l2", name: "Next", unit: "NORTH", manager: "l1" },
    { code: "l3", name: "Other", unit: "NORTH", manager: "l1" },
  ]);
  await leave(call, "l1", { on: "2026-02-01", successor: "l2" });
  const gone = await leave(call, "l1", { on: "2026-02-01", successor: "l2" });

  const [next, other] = [await readStaff(call, "l2"), await readStaff(call, "l3")];
  assert.deepEqual(
    [gone.leftOn, gone.reports, next.manager?.code, other.manager?.code],
    ["2026-02-01", [], "l0", "l2"],
  );
  assert.ok(!(await codes({ search: "Leaver" })).includes("l1"));
  assert.deepEqual(await codes({ search: "Leaver", state: "left" }), ["l1"]);
  await assert.rejects(leave(call, "l3", { on: "2026-02-01", successor: "l3" }), { code: "workforce.manager_cycle" });
});

test("who leads a unit sees and changes the people there, and nobody else's", async () => {
  const north = await unitViewer("NORTH");
  await putManyStaff(call, [
    { code: "in", name: "Scope In", unit: "N1" },
    { code: "out", name: "Scope Out", unit: "SOUTH" },
  ]);

  assert.deepEqual(await codes({ search: "Scope" }, north), ["in"]);
  await assert.rejects(readStaff(north, "out"), { code: "workforce.not_found" });
  await assert.rejects(list({ unit: "SOUTH" }, north), { code: "workforce.unknown_unit" });
  const { items } = await putManyStaff(north, [
    { code: "out", position: "mine now" },
    { code: "in", unit: "SOUTH" },
    { code: "in", position: "teller" },
  ]);
  assert.deepEqual(
    items.map((one) => (one.ok ? one.result : one.errors[0]?.code)),
    ["workforce.not_found", "workforce.unknown_unit", "workforce.repeated_code"],
  );
});

test("what is missing is counted, and the count opens the list", async () => {
  const { items } = await listGaps(call);
  for (const { kind, count } of items) assert.equal((await list({ gap: kind, limit: 1 })).total, count, kind);
  workforceOperations.listGaps.output.parse({ items, nextCursor: null });
});

test("erasing the person leaves the employment without them", async () => {
  const person = { kind: "email", value: "erased@example.org" } as const;
  const made = await putOneStaff(call, "e1", { name: "Erased Person", email: person.value, skills: ["sign"], person });
  await erasePerson(call, made.personId ?? "", { keepScores: true });

  const left = await readStaff(call, "e1");
  assert.deepEqual([left.name, left.email, left.skills, left.personId], ["e1", null, [], null]);
});

test("whoever may not is refused", async () => {
  const stranger = { ...call, viewer: viewerForTest({ permissions: ["staff.read"] }) };
  const isForbidden = (error: Refusal) => error.code === "access.forbidden";
  await assert.rejects(putOneStaff(stranger, "z", { name: "Z" }), isForbidden);
  await assert.rejects(leave(stranger, "ann", { on: "2026-02-01", successor: null }), isForbidden);
});
