import assert from "node:assert/strict";
import { after, test } from "node:test";

import fc from "fast-check";
import { Hono } from "hono";
import { z } from "zod";

import { systemViewer, viewerForTest } from "#feature/access";
import { putUnits } from "#feature/organisation";
import { testStores } from "#testing/database";

import { mountScim } from "./routes/scim.ts";
import { readFilter } from "./scim/filter.ts";

const stores = await testStores({ after });
const app = new Hono();
mountScim(app, { stores, viewerOf: async () => systemViewer("test"), limit: () => undefined });

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const unitUrn = "urn:holos:scim:2.0:Unit";
const core = "urn:ietf:params:scim:schemas:core:2.0:User";

/** Everything that an answer may hold; what it has not is undefined. */
const answer = z.looseObject({
  id: z.string().default(""),
  userName: z.string().optional(),
  externalId: z.string().optional(),
  displayName: z.string().optional(),
  title: z.string().optional(),
  preferredLanguage: z.string().optional(),
  active: z.boolean().optional(),
  emails: z.array(z.object({ value: z.string() })).default([]),
  name: z.object({ givenName: z.string().optional(), familyName: z.string().optional() }).optional(),
  [enterprise]: z
    .object({
      employeeNumber: z.string(),
      department: z.string().optional(),
      manager: z.object({ value: z.string(), displayName: z.string() }).optional(),
    })
    .optional(),
  [unitUrn]: z.object({ parent: z.object({ value: z.string(), externalId: z.string() }).nullable() }).optional(),
  schemas: z.array(z.string()).default([]),
  status: z.string().optional(),
  scimType: z.string().optional(),
  detail: z.string().optional(),
  totalResults: z.number().optional(),
});

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await app.request(`/scim/v2${path}`, init);
  const text = await response.text();
  const held: unknown = text === "" ? {} : JSON.parse(text);
  return { status: response.status, etag: response.headers.get("etag"), body: answer.parse(held) };
}

async function addUnits(): Promise<void> {
  const units = [
    { code: "HQ", name: "Head office" },
    { code: "SALES", name: "Sales", parentCode: "HQ" },
  ];
  await stores.postgres.transaction((tx) => putUnits(tx, systemViewer("test"), units));
}

test("Entra ID: look, create, send again, change by paths, deactivate, come back, delete", async () => {
  const look = await send("GET", `/Users?filter=${encodeURIComponent('userName eq "olena@example.org"')}`);
  assert.deepEqual([look.status, look.body.totalResults], [200, 0]);
  const wish = {
    schemas: [core],
    userName: "olena@example.org",
    externalId: "olena",
    active: true,
    displayName: "Olena Koval",
    emails: [{ primary: true, type: "work", value: "olena@example.org" }],
    name: { givenName: "Olena", familyName: "Koval" },
  };
  const made = await send("POST", "/Users", wish);
  assert.deepEqual([made.status, made.body.externalId, made.body.active], [201, "olena", true]);
  assert.deepEqual((await send("POST", "/Users", wish)).body.scimType, "uniqueness");
  const { id } = made.body;
  const operations = [
    { op: "Replace", path: "title", value: "Cashier" },
    { op: "Replace", path: 'emails[type eq "work"].value', value: "o.koval@example.org" },
    { op: "Add", path: "active", value: "False" },
  ];
  const changed = await send("PATCH", `/Users/${id}`, { Operations: operations });
  assert.deepEqual(
    [changed.status, changed.body.title, changed.body.emails[0]?.value, changed.body.active],
    [200, "Cashier", "o.koval@example.org", false],
  );
  const stale = await send("PATCH", `/Users/${id}`, { Operations: operations }, { "if-match": made.etag ?? "" });
  assert.equal(stale.status, 412);
  const back = await send("PATCH", `/Users/${id}`, { Operations: [{ op: "replace", value: { active: true } }] });
  assert.equal(back.body.active, true);
  assert.equal((await send("DELETE", `/Users/${id}`)).status, 204);
  assert.equal((await send("GET", `/Users/${id}`)).body.active, false);
  assert.equal((await send("GET", "/Users/nobody")).status, 404);
});

test("Okta: look by name, create, read, replace the profile, deactivate, activate; a group is pushed", async () => {
  const filter = encodeURIComponent('userName eq "ivan@example.org"');
  assert.equal((await send("GET", `/Users?filter=${filter}&startIndex=1&count=100`)).body.totalResults, 0);
  const profile = {
    schemas: [core],
    userName: "ivan@example.org",
    name: { givenName: "Ivan", familyName: "Bondar" },
    emails: [{ primary: true, value: "ivan@example.org", type: "work" }],
    displayName: "Ivan Bondar",
    locale: "uk-UA",
    externalId: "00u1",
    groups: [],
    password: "1mz050nq",
    active: true,
  };
  const made = await send("POST", "/Users", profile);
  assert.equal(made.status, 201);
  const { id } = made.body;
  assert.equal((await send("GET", `/Users?filter=${filter}&startIndex=1&count=100`)).body.totalResults, 1);
  const replaced = await send("PUT", `/Users/${id}`, {
    ...profile,
    id,
    title: "Adviser",
    displayName: "Ivan Bondarenko",
    name: { givenName: "Ivan", familyName: "Bondarenko" },
  });
  assert.deepEqual(
    [replaced.status, replaced.body.displayName, replaced.body.name?.familyName, replaced.body.title],
    [200, "Ivan Bondarenko", "Bondarenko", "Adviser"],
  );
  for (const active of [false, true]) {
    const Operations = [{ op: "replace", value: { active } }];
    assert.equal((await send("PATCH", `/Users/${id}`, { Operations })).body.active, active);
  }
  const pushed = await send("POST", "/Groups", { displayName: "Call centre", members: [] });
  assert.deepEqual([pushed.status, pushed.body.externalId], [201, "Call centre"]);
  const value = { id: pushed.body.id, displayName: "Contact centre" };
  const renamed = await send("PATCH", `/Groups/${pushed.body.id}`, { Operations: [{ op: "replace", value }] });
  assert.deepEqual([renamed.body.displayName, renamed.body.externalId], ["Contact centre", "Call centre"]);
});

test("a replaced user loses what is left out; unit and manager only by a client that speaks of them", async () => {
  await addUnits();
  const leader = await send("POST", "/Users", { userName: "leader", displayName: "Leader" });
  const more = { employeeNumber: "P1", department: "Sales", manager: { value: leader.body.id } };
  const wish = {
    userName: "put@example.org",
    externalId: "put-1",
    displayName: "Put",
    title: "Clerk",
    preferredLanguage: "uk",
    emails: [{ value: "other@example.org" }],
    [enterprise]: more,
  };
  const made = await send("POST", "/Users", wish);
  assert.deepEqual(
    [made.body[enterprise]?.department, made.body[enterprise]?.manager?.displayName],
    ["SALES", "Leader"],
  );
  const path = `/Users/${made.body.id}`;
  const plain = (await send("PUT", path, { userName: "put@example.org", displayName: "Put" })).body;
  assert.deepEqual(
    [plain.title, plain.preferredLanguage, plain.emails[0]?.value, plain.externalId, plain.active],
    [undefined, undefined, "put@example.org", "P1", true],
  );
  assert.equal(plain[enterprise]?.department, "SALES");
  const bare = { userName: "put@example.org", schemas: [core, enterprise], [enterprise]: { employeeNumber: "P1" } };
  const cleared = (await send("PUT", path, bare)).body;
  assert.deepEqual([cleared[enterprise]?.department, cleared[enterprise]?.manager], [undefined, undefined]);
  const nameless = await send("PUT", path, { displayName: "Nobody" });
  assert.deepEqual([nameless.status, nameless.body.scimType], [400, "invalidValue"]);
  const renumbered = await send("PUT", path, { ...bare, [enterprise]: { employeeNumber: "P2" } });
  assert.deepEqual([renumbered.status, renumbered.body.scimType], [400, "mutability"]);
});

test("the enterprise extension is changed by every kind of path; who is not known is refused and nothing changes", async () => {
  await addUnits();
  const leader = await send("POST", "/Users", { userName: "head", displayName: "Head" });
  const { id } = (await send("POST", "/Users", { userName: "led", displayName: "Led" })).body;
  const patch = async (...Operations: unknown[]) => {
    const { status, body } = await send("PATCH", `/Users/${id}`, { Operations });
    return { ...body, status, department: body[enterprise]?.department, manager: body[enterprise]?.manager?.value };
  };
  assert.equal((await patch({ op: "add", path: `${enterprise}:department`, value: "SALES" })).department, "SALES");
  assert.equal(
    (await patch({ op: "add", path: `${enterprise}:manager`, value: leader.body.id })).manager,
    leader.body.id,
  );
  const removed = await patch({ op: "remove", path: `${enterprise}:manager` });
  assert.deepEqual([removed.manager, removed.department], [undefined, "SALES"]);
  const whole = await patch({
    op: "replace",
    value: { [enterprise]: { department: "HQ", manager: { value: leader.body.id } } },
  });
  assert.deepEqual([whole.department, whole.manager], ["HQ", leader.body.id]);

  for (const [name, value] of [
    ["department", "NOWHERE"],
    ["manager", "0198f1f0-0000-7000-8000-000000000001"],
    ["manager", "NOBODY"],
    ["manager", id],
  ] as const) {
    const refused = await patch(
      { op: "replace", path: "title", value: "Lost" },
      { op: "replace", path: `${enterprise}:${name}`, value },
    );
    assert.deepEqual([refused.status, refused.scimType], [400, "invalidValue"]);
    assert.match(refused.detail ?? "", new RegExp(`^${name}: `));
  }
  const after = await send("GET", `/Users/${id}`);
  assert.deepEqual([after.body.title, after.body[enterprise]?.department], [undefined, "HQ"]);
});

test("groups are created under others, renamed, moved and never emptied by whoever knows nothing of the tree", async () => {
  await addUnits();
  const made = await send("POST", "/Groups", {
    displayName: "Field",
    externalId: "FIELD",
    [unitUrn]: { parent: { externalId: "SALES" } },
  });
  assert.deepEqual([made.status, made.body[unitUrn]?.parent?.externalId], [201, "SALES"]);
  assert.equal((await send("POST", "/Groups", { displayName: "Other", externalId: "field" })).status, 409);
  const path = `/Groups/${made.body.id}`;
  const renamed = await send("PUT", path, { displayName: "Field sales" }, { "if-match": made.etag ?? "" });
  assert.deepEqual([renamed.body.displayName, renamed.body[unitUrn]?.parent?.externalId], ["Field sales", "SALES"]);
  assert.equal((await send("PUT", path, { displayName: "X" }, { "if-match": made.etag ?? "" })).status, 412);
  const moved = await send("PATCH", path, { Operations: [{ op: "replace", path: `${unitUrn}:parent`, value: "HQ" }] });
  assert.equal(moved.body[unitUrn]?.parent?.externalId, "HQ");
  const staffed = await send("PATCH", path, { Operations: [{ op: "add", path: "members", value: [{ value: "x" }] }] });
  assert.deepEqual([staffed.status, staffed.body.scimType], [400, "mutability"]);
  const lost = await send("PUT", path, { displayName: "Field", [unitUrn]: { parent: "NOWHERE" } });
  assert.deepEqual([lost.status, lost.body.scimType], [400, "invalidValue"]);
  const looped = await send("PUT", path, { displayName: "Field", [unitUrn]: { parent: "FIELD" } });
  assert.deepEqual([looped.status, looped.body.detail], [400, "A unit cannot lie below itself."]);
  const found = await send("GET", `/Groups?filter=${encodeURIComponent('displayName eq "field sales"')}`);
  assert.equal(found.body.totalResults, 1);
});

test("every refusal has the body of a SCIM error", async () => {
  const limited = new Hono();
  const viewer = viewerForTest({ permissions: ["staff.read"] });
  mountScim(limited, { stores, viewerOf: async () => viewer, limit: () => undefined });
  for (const [method, path, status] of [
    ["POST", "/Users", 403],
    ["GET", "/Groups", 403],
    ["PUT", "/Groups/x", 403],
    ["GET", "/Users/x", 404],
    ["GET", "/Users?filter=broken", 400],
    ["DELETE", "/Groups/x", 403],
    ["GET", "/Nothing", 404],
  ] as const) {
    const response = await limited.request(`/scim/v2${path}`, {
      method,
      ...(method === "GET" || method === "DELETE" ? {} : { body: "{}" }),
    });
    const { schemas, ...told } = answer.parse(await response.json());
    assert.deepEqual(
      [response.status, told.status, schemas, response.headers.get("content-type")],
      [status, String(status), ["urn:ietf:params:scim:api:messages:2.0:Error"], "application/scim+json"],
      `${method} ${path}`,
    );
  }
  assert.equal((await send("DELETE", "/Groups/x")).status, 501);
});

test("a filter of any text is read or refused, never thrown", () => {
  fc.assert(fc.property(fc.string(), (text) => (readFilter(text), true)));
  assert.deepEqual(readFilter('userName eq "a" and active eq true'), {
    all: [
      { attribute: "username", value: "a" },
      { attribute: "active", value: "true" },
    ],
  });
});
