import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import fc from "fast-check";

import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import { testStores } from "#testing/database";

import { viewerOfUser } from "./actions/viewers.ts";
import { accessOperations, type GrantWish } from "./contract.ts";
import {
  adoptApiKey,
  createApiKey,
  createDelegation,
  createUser,
  disableUser,
  enableUser,
  listApiKeys,
  listAudit,
  listDelegations,
  listUsers,
  readUser,
  recordAudit,
  registerNeighbours,
  resetPassword,
  revokeDelegation,
  setEmployee,
  setGrants,
  setUserState,
  systemViewer,
  unitScope,
  viewerOf,
} from "./index.ts";
import { commonUnits, covers, type Units } from "./rules/grants.ts";
import { findUser } from "./store/users.ts";

const stores = await testStores({ after });
const { clock } = stores;
const system = { stores, viewer: systemViewer("test") };
const hour = 3_600_000;
const [country, north, south, branch] = Array.from({ length: 4 }, () => stores.random.uuid()) as [
  string,
  string,
  string,
  string,
];
const ancestors = new Map([
  [country, [country]],
  [north, [north, country]],
  [south, [south, country]],
  [branch, [branch, north, country]],
]);
const told: string[] = [];
let number = 0;

before(() =>
  registerNeighbours({
    unitAncestors: () => Promise.resolve(ancestors),
    unitNames: (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, `unit ${id.slice(-2)}`]))),
    employeeCode: (_tx, code) => Promise.resolve(code.startsWith("E") ? code : undefined),
    tellDelegate: (_tx, _stores, telling) => Promise.resolve(void told.push(telling.to)),
  }),
);

test("several grants of a user hold each for its own units, from the next request on", async () => {
  const { id, viewer } = await someone([
    { role: "unit-manager", units: [north] },
    { role: "auditor", units: "all" },
  ]);
  assert.deepEqual(unitScope(await viewer(), "answers.read"), [north]);
  assert.equal(unitScope(await viewer(), "audit.read"), "all");

  await setGrants(system, id, [{ role: "unit-manager", units: [south] }]);

  assert.deepEqual(unitScope(await viewer(), "answers.read"), [south]);
  assert.equal((await viewer()).permissions.has("audit.read"), false);
});

test("a grant holds from its start up to its end, without anybody doing anything", async () => {
  const now = clock.now().getTime();
  const startsAt = new Date(now + hour).toISOString();
  const endsAt = new Date(now + 2 * hour).toISOString();
  const { viewer } = await someone([{ role: "analyst", units: "all", startsAt, endsAt }]);

  const held = async () => (await viewer()).permissions.has("insight.read");
  assert.equal(await held(), false);
  clock.advance(hour);
  assert.equal(await held(), true);
  clock.advance(hour);
  assert.equal(await held(), false);
});

test("a grant that is given again keeps its identity; the same list again changes nothing", async () => {
  const { id } = await someone([{ role: "unit-manager", units: [north, south] }]);
  const [first] = (await readUser(system, id)).grants;

  const changed = await setGrants(system, id, [
    { role: "unit-manager", units: [south, north] },
    { role: "employee", units: "all" },
  ]);

  assert.equal(changed.grants.find((one) => one.role === "unit-manager")?.id, first?.id);
  assert.equal(changed.grants.length, 2);
  assert.ok(accessOperations.setGrants.output.parse(changed));
});

test("a role that holds for units is not given without one, nor for a unit nobody knows", async () => {
  const nowhere = stores.random.uuid();
  const cases: readonly [GrantWish, string][] = [
    [{ role: "unit-manager", units: "all" }, "access.role_needs_unit"],
    [{ role: "loop-agent", units: "all" }, "access.role_needs_unit"],
    [{ role: "analyst", units: [nowhere] }, "access.unknown_unit"],
    [{ role: "analyst", units: "all", endsAt: clock.now().toISOString() }, "access.bad_period"],
  ];
  for (const [grant, code] of cases)
    await assert.rejects(createUser(system, { name: "x", email: address(), grants: [grant] }), refusal(code));
});

test("nobody gives or takes what they do not hold, nor beyond their units", async () => {
  const regional = await someone([{ role: "owner", units: [north] }]);
  const asker = async () => ({ stores, viewer: await regional.viewer() });
  const local = await someone([{ role: "analyst", units: [branch] }]);
  const elsewhere = await someone([{ role: "analyst", units: [south] }]);
  const both = await someone([
    { role: "analyst", units: [branch] },
    { role: "analyst", units: [south] },
  ]);

  await setGrants(await asker(), local.id, [{ role: "tx-lead", units: [branch] }]);
  for (const units of ["all" as const, [south], [country]])
    await assert.rejects(
      setGrants(await asker(), local.id, [{ role: "analyst", units }]),
      refusal("access.grant_beyond_own"),
    );
  await assert.rejects(setGrants(await asker(), elsewhere.id, []), refusal("access.not_found"));
  await assert.rejects(readUser(await asker(), elsewhere.id), refusal("access.not_found"));
  await assert.rejects(setGrants(await asker(), both.id, []), refusal("access.grant_beyond_own"));
  await assert.rejects(resetPassword(await asker(), { id: both.id }), refusal("access.grant_beyond_own"));
  await assert.rejects(setUserState(await asker(), both.id, "disabled"), refusal("access.grant_beyond_own"));

  const listed = (await listUsers(await asker(), { state: "all", limit: 200 })).items;
  const seen = new Set(listed.map((user) => user.id));
  assert.deepEqual(
    [local.id, both.id, elsewhere.id].map((id) => seen.has(id)),
    [true, true, false],
  );
});

test("the last owner of everything keeps the grant, also when two take it from each other at once", async () => {
  const [one, two] = [
    await someone([{ role: "owner", units: "all" }]),
    await someone([{ role: "owner", units: "all" }]),
  ];

  const results = await Promise.allSettled([setGrants(system, one.id, []), setGrants(system, two.id, [])]);

  const refused = results.filter((result) => result.status === "rejected");
  assert.deepEqual(
    refused.map((result) => (result.reason as Refusal).code),
    ["access.last_owner"],
  );
  const owners = (await listUsers(system, { state: "active", role: "owner", limit: 200 })).items;
  const last = owners.find((user) => user.grants.some((grant) => grant.units === "all"));
  assert.ok(last);
  await assert.rejects(setUserState(system, last.id, "disabled"), refusal("access.last_owner"));
  const endsAt = new Date(clock.now().getTime() + hour).toISOString();
  await assert.rejects(
    setGrants(system, last.id, [{ role: "owner", units: "all", endsAt }]),
    refusal("access.last_owner"),
  );
});

test("lent rights start and end by themselves, follow what the lender has, and the trail tells for whom", async () => {
  const lender = await someone([{ role: "unit-manager", units: [north] }]);
  const taker = await someone([{ role: "employee", units: "all" }]);
  const now = clock.now().getTime();
  const lent = await createDelegation(await lender.asker(), {
    to: taker.id,
    startsAt: new Date(now + hour).toISOString(),
    endsAt: new Date(now + 3 * hour).toISOString(),
  });
  assert.equal(lent.state, "planned");
  assert.deepEqual(told.slice(-1), [taker.id]);
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), []);

  clock.advance(hour);
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), [north]);
  await setGrants(system, lender.id, [{ role: "unit-manager", units: [branch] }]);
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), [branch]);

  const viewer = await taker.viewer();
  const deed = { action: "test.stood_in", subjectKind: "thing", subjectId: "1" };
  await stores.postgres.transaction((tx) => recordAudit(tx, viewer, deed));
  const [entry] = (await listAudit(system, { limit: 1, action: "test.stood_in" })).items;
  assert.deepEqual(entry?.actingFor, [lender.name]);
  for (const asker of [lender, taker])
    assert.deepEqual(
      (await listDelegations(await asker.asker(), undefined)).items.map((one) => [one.id, one.state]),
      [[lent.id, "active"]],
    );

  clock.advance(2 * hour);
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), []);
});

test("some grants can be lent, either side ends it, and what was lent cannot be lent on or given on", async () => {
  const lender = await someone([
    { role: "owner", units: "all" },
    { role: "unit-manager", units: [north] },
  ]);
  const taker = await someone([{ role: "employee", units: "all" }]);
  const third = await someone([{ role: "employee", units: "all" }]);
  const endsAt = new Date(clock.now().getTime() + hour).toISOString();
  const manager = (await readUser(system, lender.id)).grants.find((one) => one.role === "unit-manager");
  const some = await createDelegation(await lender.asker(), {
    to: taker.id,
    grantIds: [manager?.id ?? ""],
    endsAt,
  });
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), [north]);

  await assert.rejects(
    createDelegation(await taker.asker(), { to: third.id, grantIds: [manager?.id ?? ""], endsAt }),
    refusal("access.nothing_to_lend"),
  );
  await assert.rejects(revokeDelegation(await third.asker(), some.id), refusal("access.not_found"));
  await revokeDelegation(await taker.asker(), some.id);
  assert.deepEqual(unitScope(await taker.viewer(), "answers.read"), []);

  await createDelegation(await lender.asker(), { to: taker.id, endsAt });
  const standIn = await taker.asker();
  assert.equal(standIn.viewer.permissions.has("access.manage"), true);
  await assert.rejects(
    createUser(standIn, { name: "x", email: address(), grants: [{ role: "analyst", units: "all" }] }),
    refusal("access.grant_beyond_own"),
  );
  await assert.rejects(
    createApiKey(standIn, { name: "x", scopes: ["answers.read"] }),
    refusal("access.scope_beyond_own"),
  );
  await createDelegation(standIn, { to: third.id, endsAt });
  assert.equal((await third.viewer()).permissions.has("access.manage"), false);
});

test("lending for no time, to oneself, for years, to nobody or of nothing is refused", async () => {
  const lender = await someone([{ role: "analyst", units: "all" }]);
  const bare = await someone([]);
  const to = bare.id;
  const at = (hours: number) => new Date(clock.now().getTime() + hours * hour).toISOString();
  const cases: readonly [Parameters<typeof createDelegation>[1], string][] = [
    [{ to, endsAt: at(-1) }, "access.bad_period"],
    [{ to, startsAt: at(2), endsAt: at(1) }, "access.bad_period"],
    [{ to, endsAt: at(24 * 400) }, "access.bad_period"],
    [{ to: lender.id, endsAt: at(1) }, "access.delegate_oneself"],
    [{ to: stores.random.uuid(), endsAt: at(1) }, "access.not_found"],
    [{ to, from: (await someone([])).id, endsAt: at(1) }, "access.not_found"],
  ];
  const asker = await lender.asker();
  for (const [wish, code] of cases) await assert.rejects(createDelegation(asker, wish), refusal(code));
  await assert.rejects(
    createDelegation(await bare.asker(), { to: lender.id, endsAt: at(1) }),
    refusal("access.nothing_to_lend"),
  );
});

test("a manager who leaves: what they lent ends for good, their keys stop until somebody takes them over", async () => {
  const leaver = await someone([{ role: "owner", units: "all" }]);
  const heir = await someone([{ role: "owner", units: "all" }]);
  const taker = await someone([]);
  const endsAt = new Date(clock.now().getTime() + hour).toISOString();
  await createDelegation(await leaver.asker(), { to: taker.id, endsAt });
  const { key, secret } = await createApiKey(await leaver.asker(), { name: "CRM", scopes: ["answers.write"] });
  const open = () => viewerOf(stores, new Headers({ "x-api-key": secret }));
  assert.equal((await open()).permissions.has("answers.write"), true);
  assert.deepEqual(
    [(await readUser(system, leaver.id)).apiKeys, (await readUser(system, leaver.id)).delegations],
    [1, 1],
  );

  await disableUser(system, { id: leaver.id });

  await assert.rejects(open(), refusal("access.key_suspended"));
  assert.equal((await taker.viewer()).permissions.size, 0);
  assert.equal((await listApiKeys(system)).items.find((one) => one.id === key.id)?.state, "suspended");

  await enableUser(system, { id: leaver.id });
  assert.equal((await taker.viewer()).permissions.size, 0);
  await disableUser(system, { id: leaver.id });
  await adoptApiKey(await heir.asker(), key.id);
  assert.equal((await open()).permissions.has("answers.write"), true);
});

test("a key does no more than its maker may at that moment, in the units both have", async () => {
  const maker = await someone([{ role: "owner", units: [north] }]);
  const asker = await maker.asker();
  const { secret } = await createApiKey(asker, { name: "k", role: "analyst", units: [branch] });
  const wide = await createApiKey(asker, { name: "w", role: "analyst", scopes: ["answers.read"] });
  const open = (key: string) => viewerOf(stores, new Headers({ "x-api-key": key }));
  assert.deepEqual(unitScope(await open(secret), "answers.read"), [branch]);
  assert.deepEqual(unitScope(await open(wide.secret), "answers.read"), [north]);
  assert.deepEqual([...(await open(wide.secret)).permissions], ["answers.read"]);

  await setGrants(system, maker.id, [{ role: "loop-agent", units: [branch] }]);
  assert.equal((await open(secret)).permissions.has("insight.read"), false);
  assert.deepEqual(unitScope(await open(wide.secret), "answers.read"), [branch]);
  await setGrants(system, maker.id, [{ role: "owner", units: [south] }]);
  await assert.rejects(open(secret), refusal("access.key_suspended"));
});

test("a key is refused beyond its maker's units, beyond its role, in unknown units, and made by a key", async () => {
  const maker = await someone([{ role: "owner", units: [north] }]);
  const asker = await maker.asker();
  const cases: readonly [Partial<Parameters<typeof createApiKey>[1]>, string][] = [
    [{ role: "analyst", units: [south] }, "access.scope_beyond_own"],
    [{ role: "analyst", scopes: ["answers.write"] }, "access.scope_beyond_role"],
    [{ role: "analyst", units: [stores.random.uuid()] }, "access.unknown_unit"],
  ];
  for (const [wish, code] of cases) await assert.rejects(createApiKey(asker, { name: "x", ...wish }), refusal(code));

  const { secret } = await createApiKey(asker, { name: "k", role: "owner" });
  const key = { stores, viewer: await viewerOf(stores, new Headers({ "x-api-key": secret })) };
  assert.equal(key.viewer.permissions.has("access.manage"), true);
  await assert.rejects(createApiKey(key, { name: "x", role: "employee" }), refusal("access.users_only"));
  await assert.rejects(listDelegations(key, undefined), refusal("access.users_only"));
});

test("a user is one employee, no two users are the same one", async () => {
  const [one, two] = [await someone([]), await someone([])];
  assert.equal((await setEmployee(system, one.id, "E-1")).employee, "E-1");
  assert.equal((await one.viewer()).employee, "E-1");
  await assert.rejects(setEmployee(system, two.id, "e-1"), refusal("access.unknown_employee"));
  await assert.rejects(setEmployee(system, two.id, "E-1"), refusal("access.employee_taken"));
  assert.equal((await setEmployee(system, one.id, null)).employee, null);
});

test("users are found by name, role, unit and state, page by page without gaps", async () => {
  const wanted = await Promise.all(
    Array.from({ length: 5 }, (_, index) => someone([{ role: "loop-agent", units: [branch] }], `Pager ${index}`)),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUsers(system, { search: "pager", state: "active", role: "loop-agent", limit: 2, cursor });
    seen.push(...accessOperations.listUsers.output.parse(page).items.map((user) => user.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(
    seen,
    wanted.map((one) => one.id),
  );

  const below = await listUsers(system, { unit: branch, search: "pager", state: "all", limit: 50 });
  assert.equal(below.items.length, 5);
  assert.equal((await listUsers(system, { unit: south, search: "pager", state: "all", limit: 50 })).items.length, 0);
  for (const bad of ["nonsense", Buffer.from('["a"]').toString("base64url")])
    await assert.rejects(listUsers(system, { state: "all", limit: 5, cursor: bad }), refusal("access.bad_cursor"));
});

test("units cover others exactly when every unit below the others lies below them", () => {
  const units = fc.oneof(
    fc.constant("all" as const),
    fc.uniqueArray(fc.constantFrom(country, north, south, branch), { minLength: 1 }),
  );
  fc.assert(
    fc.property(units, units, (one, other) => {
      const isWithin = below(other).every((unit) => below(one).includes(unit)) && (other !== "all" || one === "all");
      assert.equal(covers(one, other, ancestors), isWithin);

      const common = below(commonUnits(one, other, ancestors));
      assert.deepEqual(
        common.toSorted(),
        below(one)
          .filter((unit) => below(other).includes(unit))
          .toSorted(),
      );
    }),
  );
});

function below(units: Units): readonly string[] {
  if (units === "all") return [...ancestors.keys()];
  return [...ancestors].filter(([, above]) => above.some((unit) => units.includes(unit))).map(([unit]) => unit);
}

async function someone(grants: readonly GrantWish[], wanted?: string) {
  number += 1;
  const name = wanted ?? `Somebody ${number}`;
  const { id } = await createUser(system, { name, email: address(), grants, password: "a long enough password" });
  const viewer = async (): Promise<Viewer> => {
    const user = await stores.postgres.read((tx) => findUser(tx, id));
    assert.ok(user);
    return viewerOfUser(user, "en", clock.now());
  };
  return { id, name, viewer, asker: async () => ({ stores, viewer: await viewer() }) };
}

function address(): string {
  number += 1;
  return `u${number}@example.org`;
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
