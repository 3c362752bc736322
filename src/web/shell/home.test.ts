import assert from "node:assert/strict";
import { test } from "node:test";

import { homeOf, homes } from "./home.ts";

const all = Object.values(homes).map(({ permission }) => permission);

test("each role lands on its own first page, the highest role first", () => {
  const of = (...roles: string[]) => homeOf({ home: null, roles, permissions: [...all] });
  assert.deepEqual(
    [of("owner"), of("unit-manager"), of("analyst"), of("employee"), of("auditor"), of("employee", "unit-manager")],
    ["overview", "morning", "explore", "own-work", "audit", "morning"],
  );
});

test("a choice of one's own goes before the role, while one may see it", () => {
  assert.equal(homeOf({ home: "surveys", roles: ["owner"], permissions: [...all] }), "surveys");
  assert.equal(homeOf({ home: "surveys", roles: ["employee"], permissions: ["own.read"] }), "own-work");
  assert.equal(homeOf({ home: null, roles: ["unheard-of"], permissions: ["surveys.read"] }), "surveys");
  assert.equal(homeOf({ home: null, roles: [], permissions: [] }), null);
});
