import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, option, property, string } from "fast-check";

import { permissions } from "#kit/operation";

import { roles } from "./contract.ts";
import { apiKeyIn, permissionsOf, readerLanguage } from "./rules.ts";

test("an owner may do everything, every other role less, and an unknown role nothing", () => {
  assert.deepEqual(permissionsOf("owner"), permissions);
  for (const role of roles) assert.ok(role === "owner" || permissionsOf(role).length < permissions.length);
  for (const role of ["", "admin", "constructor", "__proto__", "toString"]) assert.deepEqual(permissionsOf(role), []);
});

test("only owners manage access and erase; an analyst changes nothing of the organisation", () => {
  for (const role of roles.filter((one) => one !== "owner"))
    for (const permission of ["access.manage", "installation.manage", "answers.erase"] as const)
      assert.equal(permissionsOf(role).includes(permission), false, `${role} ${permission}`);
  assert.equal(permissionsOf("analyst").includes("organisation.write"), false);
  assert.deepEqual(permissionsOf("employee"), ["own.read"]);
});

test("the reader's language is the heaviest one the product speaks", () => {
  assert.equal(readerLanguage(null), "en");
  assert.equal(readerLanguage("uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7"), "uk");
  assert.equal(readerLanguage("de, fr;q=0.9, ru;q=0.3, en;q=0.4"), "en");
  assert.equal(readerLanguage("ru;q=0, de"), "en");
  assert.equal(readerLanguage("en;q=0.1,ru ; q=0.5"), "ru");
});

test("no header makes the language or the key fail", () => {
  check(
    property(string(), option(string()), (first, second) => {
      assert.ok(["en", "ru", "uk"].includes(readerLanguage(first)));
      const key = apiKeyIn(first, second);
      assert.ok(key === undefined || key.length > 0);
    }),
  );
});

test("a key is found in either header, other schemes of Authorization are left alone", () => {
  assert.equal(apiKeyIn("Bearer hol_1", null), "hol_1");
  assert.equal(apiKeyIn("bearer  hol_1 ", "hol_2"), "hol_1");
  assert.equal(apiKeyIn("Basic dXNlcjpwYXNz", null), undefined);
  assert.equal(apiKeyIn(null, " hol_2 "), "hol_2");
  assert.equal(apiKeyIn(null, ""), undefined);
});
