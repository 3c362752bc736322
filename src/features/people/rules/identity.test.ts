import assert from "node:assert/strict";
import { test } from "node:test";

import { assert as check, constantFrom, property, string } from "fast-check";

import { identityKinds } from "../contract.ts";
import { normaliseIdentity } from "./identity.ts";

test("a phone keeps its digits, with a + where the country is known", () => {
  const phone = (value: string) => normaliseIdentity({ kind: "phone", value }).value;

  assert.equal(phone("+38 (044) 123-45-67"), "+380441234567");
  assert.equal(phone("0038 044 123 45 67"), "+380441234567");
  assert.equal(phone("38 044 123 45 67"), "+380441234567");
  assert.equal(phone("044 123-45-67"), "0441234567");
  assert.equal(phone("  unknown "), "unknown");
});

test("a code of the organisation's own keeps its case", () => {
  assert.deepEqual(normaliseIdentity({ kind: "crm", value: " Ab-1 " }), { kind: "crm", value: "Ab-1" });
});

test("a normalised identity stays as it is when normalised again", () => {
  check(
    property(constantFrom(...identityKinds), string({ unit: "grapheme" }), (kind, value) => {
      const once = normaliseIdentity({ kind, value });
      assert.deepEqual(normaliseIdentity(once), once);
    }),
  );
});
