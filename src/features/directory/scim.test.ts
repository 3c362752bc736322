import assert from "node:assert/strict";
import { after, test } from "node:test";

import fc from "fast-check";
import { Hono } from "hono";

import { systemViewer } from "#feature/access";
import { testStores } from "#testing/database";

import { mountScim } from "./routes/scim.ts";
import { readFilter } from "./scim/filter.ts";

const stores = await testStores({ after });
const app = new Hono();
mountScim(app, { stores, viewerOf: async () => systemViewer("test"), limit: () => undefined });

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await app.request(`/scim/v2${path}`, init);
  const text = await response.text();
  return { status: response.status, etag: response.headers.get("etag"), body: text === "" ? {} : JSON.parse(text) };
}

test("Entra ID: look, create, send again, change by paths, deactivate, come back, delete", async () => {
  const look = await send("GET", `/Users?filter=${encodeURIComponent('userName eq "olena@example.org"')}`);
  assert.deepEqual([look.status, look.body.totalResults], [200, 0]);
  const wish = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
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
  const id = String(made.body.id);
  const operations = [
    { op: "Replace", path: "title", value: "Cashier" },
    { op: "Replace", path: 'emails[type eq "work"].value', value: "o.koval@example.org" },
    { op: "Add", path: "active", value: "False" },
  ];
  const changed = await send("PATCH", `/Users/${id}`, { Operations: operations });
  assert.deepEqual(
    [changed.status, changed.body.title, changed.body.emails[0].value, changed.body.active],
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

test("a filter of any text is read or refused, never thrown", () => {
  fc.assert(fc.property(fc.string(), (text) => (readFilter(text), true)));
  assert.deepEqual(readFilter('userName eq "a" and active eq true'), {
    all: [
      { attribute: "username", value: "a" },
      { attribute: "active", value: "true" },
    ],
  });
});
