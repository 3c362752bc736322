import assert from "node:assert/strict";
import { test } from "node:test";

import type { StaffDetail } from "../contract.ts";
import { changesOf, draftOf } from "./staff-draft.ts";

const ann: StaffDetail = {
  code: "A1",
  name: "Ann",
  email: "ann@example.org",
  position: "teller",
  unit: { code: "N1", name: "North 1" },
  manager: null,
  hiredOn: "2024-05-01",
  leftOn: null,
  skills: ["cash"],
  languages: ["uk"],
  posts: [],
  reports: [],
  manages: [],
  personId: null,
};

test("only what was changed is sent, and what was emptied is cleared", () => {
  assert.deepEqual(changesOf(draftOf(ann), ann), {});
  const draft = { ...draftOf(ann), email: " ", position: "", unit: null, name: "Ann B" };
  assert.deepEqual(changesOf(draft, ann), { name: "Ann B", email: null, position: "", unit: null });
});

test("somebody new is sent with what was filled in", () => {
  const draft = { ...draftOf(undefined), code: "B1", name: "Bo", unit: "N1" };
  assert.deepEqual(changesOf(draft, undefined), { name: "Bo", unit: "N1" });
});
