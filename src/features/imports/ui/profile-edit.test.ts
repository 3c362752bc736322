import assert from "node:assert/strict";
import { test } from "node:test";

import { profileSchema } from "../contract.ts";
import { codesOf, roleOf, scalesOf, withRole, withScore, type Column, type Role } from "./profile-edit.ts";

const empty = profileSchema.parse({ name: "Test", programme: "transactional", survey: "test" });

test("a column has exactly the role it was given last, and the profile stays one that can be run", () => {
  const kinds = ["recommendation", "satisfaction", "effort", "rating", "number", "single", "multiple"] as const;
  const roles: readonly Role[] = [
    ...kinds.map((kind): Role => `score:${kind}`),
    "comment",
    "time",
    "dimension:unit",
    "dimension:language",
    "attribute",
    "weight",
    "person:email",
    "id",
    "leave-out",
  ];
  let profile = withRole(empty, column("other"), "comment");
  for (const role of roles) {
    profile = withRole(profile, column("Оценка 1"), role);
    assert.equal(roleOf(profile, "Оценка 1"), role);
    assert.deepEqual(profileSchema.parse(profile), profile);
  }
  assert.deepEqual(profile, withRole(empty, column("other"), "comment"));
});

test("a score finds its scale and its codes for no answer in the values", () => {
  const values = ["9", "10", "0", "11", "5"].map((text, index) => ({ text, count: text === "11" ? 1 : 20 + index }));
  const stars = ["1", "5", "0", "6", "3"].map((text) => ({ text, count: ["0", "6"].includes(text) ? 2 : 40 }));

  const nps = withRole(empty, column("NETPRO", values), "score:recommendation").scores[0];
  const rating = withRole(empty, column("Q7", stars), "score:rating").scores[0];

  assert.deepEqual([nps?.scale, nps?.missing], [{ from: 0, to: 10 }, ["11"]]);
  assert.deepEqual([rating?.scale, rating?.missing], [{ from: 1, to: 5 }, ["0", "6"]]);
});

test("only one column can be the time, the weight, the person, or one dimension", () => {
  for (const role of ["time", "weight", "person:phone", "id", "dimension:unit"] as const) {
    const first = withRole(empty, column("a"), role);
    assert.equal(roleOf(withRole(first, column("b"), role), "a"), "leave-out", role);
  }
});

test("columns whose names come to the same key are still told apart", () => {
  const both = withRole(withRole(empty, column("Чому?"), "score:rating"), column("чому"), "comment");

  assert.deepEqual([both.scores[0]?.key, both.comments[0]?.key], ["chomu", "chomu_2"]);
});

test("the time's format is what the file was found to have", () => {
  const dated = { ...column("when"), suggestion: { as: "time", reason: "time", format: "dd.MM.yyyy" } };

  assert.deepEqual(withRole(empty, dated, "time").time, { columns: ["when"], format: "dd.MM.yyyy" });
});

test("codes are typed with commas between them", () => {
  assert.deepEqual(codesOf(" 11, 99 ,, Blank "), ["11", "99", "Blank"]);
});

test("changing one score leaves the others alone", () => {
  const two = withRole(withRole(empty, column("a"), "score:rating"), column("b"), "score:rating");
  const changed = withScore(two, "b", { direction: "low-good" });

  assert.deepEqual([changed.scores[0], changed.scores[1]?.direction], [two.scores[0], "low-good"]);
  assert.deepEqual(scalesOf("number"), []);
});

function column(name: string, values: Column["values"] = []): Column {
  return { name, examples: [], filled: 10, distinct: 5, values, suggestion: null };
}
