import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { after, before, test } from "node:test";

import { addUser, createApiKey, createDelegation, setGrants, systemViewer, viewerOf } from "#feature/access";
import { roles, type Role } from "#feature/access/contract";
import { putReference } from "#feature/organisation";
import type { Operation } from "#kit/operation";
import type { Viewer } from "#kit/viewer";
import { sql } from "#platform/postgres";
import { installationSecret } from "#platform/secret";
import type { Stores } from "#platform/stores";
import { testStores } from "#testing/database";

import { expectations, rolesThatMay } from "./access-matrix.ts";
import { otherRoutes } from "./access-matrix/other-routes.ts";
import { joinAccess } from "./join-access.ts";
import { allRoutes } from "./slices.ts";
import { createWebApp } from "./web-app.ts";

/** Somebody who asks, and the role they ask as; undefined holds nothing. */
interface Asker {
  readonly name: string;
  readonly role: Role | undefined;
  /** Whether the role holds for some units only. */
  readonly isOfUnits?: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const opened = await testStores({ after });
const stores: Stores = { ...opened, config: { ...opened.config, apiRate: 1_000_000 } };
const app = createWebApp(stores, { baseUrls: ["http://127.0.0.1:3000"], checkOutput: true });
const system = { stores, viewer: systemViewer("test") };
const operations = allRoutes.map(({ operation }) => operation);
const askers: Asker[] = [];
let number = 0;

before(async () => {
  joinAccess();
  const [north = "", south = ""] = await Promise.all(["north", "south"].map(unit));
  askers.push({ name: "nobody", role: undefined, headers: {} });
  askers.push({ name: "a user without a grant", role: undefined, headers: await sessionOf(await user()) });
  const maker = await user("owner");
  for (const role of roles) {
    for (const units of needsUnits(role) ? [[north], [south]] : ["all" as const, [north]])
      askers.push({
        name: `${role} of ${named(units)}`,
        role,
        isOfUnits: units !== "all",
        headers: await sessionOf(await user(role, units)),
      });
    const isOfUnits = needsUnits(role);
    askers.push({ name: `who stands in for ${role}`, role, isOfUnits, headers: await standIn(role, north) });
    askers.push({ name: `a key of ${role}`, role, isOfUnits: true, headers: await key(maker, role, [north]) });
  }

  function named(units: "all" | readonly string[]): string {
    return units === "all" ? "everything" : units[0] === north ? "one unit" : "another unit";
  }
});

test("every operation has an expectation, and nothing is expected of what is not there", () => {
  assert.deepEqual(Object.keys(expectations).toSorted(), operations.map(({ id }) => id).toSorted());
});

test("every operation asks for the permission that is expected of it", () => {
  const asked = operations.map(({ id, permission }) => [id, permission]);
  assert.deepEqual(
    asked,
    operations.map(({ id }) => [id, expectations[id]?.[0]]),
  );
});

test("every operation of the whole organisation says so in its contract", () => {
  const saying = operations.filter(({ reach }) => reach === "everywhere").map(({ id }) => id);
  const expected = operations.map(({ id }) => id).filter((id) => expectations[id]?.[1] === "everywhere");
  assert.deepEqual(saying, expected);
  const writing = operations.filter(({ method, permission }) => method !== "get" && isOfNoUnit(permission));
  assert.deepEqual(
    writing.filter(({ reach }) => reach !== "everywhere").map(({ id }) => id),
    [],
  );
});

test("every route that is no operation has an expectation", () => {
  const own = new Set(
    operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
  );
  const middleware = (one: string) => /^ALL \/?\*$/.test(one);
  const others = app.routes.filter((one) => !own.has(one) && !middleware(one) && !isPublicPage(one));
  assert.deepEqual([...new Set(others)].toSorted(), Object.keys(otherRoutes).toSorted());
});

test("every operation is open to exactly those roles, as a user, as a stand-in and as a key, and to nobody else", async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const answers = await Promise.all(askers.map((asker) => ask(asker, operation)));
    answers.forEach((code, index) => {
      const asker = askers[index];
      if (asker === undefined) return;
      const expected = expectedOf(asker, expectations[operation.id] ?? ["public", "public"]);
      if (doorOf(code) !== expected) wrong.push(`${operation.id} as ${asker.name}: ${code}, expected ${expected}`);
    });
  }
  assert.deepEqual(wrong, []);
  assert.ok(askers.length > 30);
});

test("the files are open to exactly those roles", async () => {
  const wrong: string[] = [];
  for (const [route, expectation] of Object.entries(otherRoutes)) {
    const [permission] = expectation;
    const [method = "", path = ""] = route.split(" ");
    // A preview answers unknown and not yours alike; its own tests hold it.
    if (permission === "cookie" || permission === "public" || path.endsWith("/preview")) continue;
    for (const asker of askers) {
      const code = await send(asker, method, path.replace(":id", randomUUID()));
      const expected = expectedOf(asker, expectation);
      if (doorOf(code) !== expected) wrong.push(`${route} as ${asker.name}: ${code}, expected ${expected}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("a right that is taken away is gone at the next request of a session that is open", async () => {
  const id = await user("analyst");
  const asker = { name: "analyst", role: "analyst" as const, headers: await sessionOf(id) };
  assert.equal(doorOf(await send(asker, "GET", "/api/v1/dimensions")), "open");

  await setGrants(system, id, []);

  assert.equal(await send(asker, "GET", "/api/v1/dimensions"), "access.forbidden");
});

function expectedOf(asker: Asker, [permission, reach]: (typeof otherRoutes)[string]): string {
  if (permission === "public") return "open";
  if (asker.name === "nobody") return "access.not_signed_in";
  if (permission === "signed-in" || permission === "cookie") return "open";
  if (asker.role === undefined || !rolesThatMay(permission).includes(asker.role)) return "access.forbidden";
  return reach === "everywhere" && asker.isOfUnits === true ? "access.installation_only" : "open";
}

/** Whether the door was open: behind it anything may be wrong with what was sent. */
function doorOf(code: string): string {
  return ["access.not_signed_in", "access.forbidden", "access.installation_only"].includes(code) ? code : "open";
}

function ask(asker: Asker, operation: Operation): Promise<string> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === "id" ? randomUUID() : "x"));
  return send(asker, operation.method.toUpperCase(), path, operation.body === undefined ? undefined : "[]");
}

async function send(asker: Asker, method: string, path: string, body?: string): Promise<string> {
  const headers = { ...asker.headers, ...(body === undefined ? {} : { "content-type": "application/json" }) };
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const response = await app.fetch(request);
  // SCIM has errors of its own shape.
  if (path.startsWith("/scim/") && response.status === 401) return "access.not_signed_in";
  if (path.startsWith("/scim/") && response.status === 403) return "access.forbidden";
  const isProblem = response.headers.get("content-type")?.includes("problem+json") ?? false;
  if (!isProblem) return String(response.status);
  const { code } = (await response.json()) as { code: string };
  assert.notEqual(response.status, 500, `${method} ${path}: ${code}`);
  return code;
}

/** What these allow belongs to no unit, so that nobody may write it for some units only. */
function isOfNoUnit(permission: Operation["permission"]): boolean {
  return ["surveys.write", "imports.run", "installation.manage"].includes(permission);
}

function needsUnits(role: Role): boolean {
  return ["unit-manager", "loop-agent", "function-head"].includes(role);
}

async function unit(code: string): Promise<string> {
  const call = { ...system, language: "en" } as Parameters<typeof putReference>[0];
  return (await putReference(call, { kind: "unit", code, name: code })).id;
}

async function user(role?: Role, units: "all" | readonly string[] = "all"): Promise<string> {
  number += 1;
  const wanted = { name: `User ${number}`, email: `u${number}@example.org`, password: "a long enough one 1" };
  const { id } = await addUser(system, {
    ...wanted,
    role: role ?? "employee",
    units: units === "all" ? "all" : [...units],
  });
  if (role === undefined) await setGrants(system, id, []);
  return id;
}

/** A session as sign-in opens one: the row, and the cookie signed with the installation's secret. */
async function sessionOf(userId: string): Promise<Record<string, string>> {
  const token = stores.random.token(24);
  await stores.postgres.transaction((tx) =>
    tx.execute(sql`insert into access_session (id, user_id, token, expires_at)
      values (${stores.random.uuid()}, ${userId}, ${token}, ${new Date(Date.now() + 86_400_000)})`),
  );
  const signature = createHmac("sha256", installationSecret(stores.config)).update(token).digest("base64");
  return { cookie: `holos.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
}

async function viewerOfUser(id: string): Promise<Viewer> {
  return viewerOf(stores, new Headers(await sessionOf(id)));
}

async function standIn(role: Role, north: string): Promise<Record<string, string>> {
  const lender = await user(role, needsUnits(role) ? [north] : "all");
  const taker = await user();
  const endsAt = new Date(stores.clock.now().getTime() + 3_600_000).toISOString();
  await createDelegation({ stores, viewer: await viewerOfUser(lender) }, { to: taker, endsAt });
  return sessionOf(taker);
}

async function key(maker: string, role: Role, units: readonly string[]): Promise<Record<string, string>> {
  const asker = { stores, viewer: await viewerOfUser(maker) };
  const { secret } = await createApiKey(asker, { name: role, role, units });
  return { "x-api-key": secret };
}

function isPublicPage(route: string): boolean {
  return / \/(s|preview)\//.test(route);
}
