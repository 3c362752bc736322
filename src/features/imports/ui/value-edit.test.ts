import assert from "node:assert/strict";
import { test } from "node:test";

import { profileSchema } from "../contract.ts";
import { mappedPart, meaningOf, withMeaning } from "./value-edit.ts";

const profile = profileSchema.parse({
  name: "visit",
  programme: "transactional",
  survey: "visit",
  scores: [{ key: "score", column: "Score", kind: "recommendation", missing: [11] }],
  dimensions: [{ field: "unit", column: "Branch" }],
});

test("a code stands for itself, for no answer or for something else, and can be taken back", () => {
  const as = (text: string, of = profile, column = "Score") => meaningOf(mappedPart(of, column)!, text);
  assert.deepEqual([as("10"), as("11")], [{ is: "itself" }, { is: "nothing" }]);

  const excellent = withMeaning(profile, "Score", "Excellent", { is: "other", as: "10" });
  assert.deepEqual(as("Excellent", excellent), { is: "other", as: "10" });
  assert.deepEqual(excellent.scores[0]?.values, { Excellent: 10 });

  const counted = withMeaning(excellent, "Score", "11", { is: "itself" });
  assert.deepEqual(counted.scores[0]?.missing, []);
  const blank = withMeaning(counted, "Score", "Excellent", { is: "nothing" });
  assert.deepEqual([blank.scores[0]?.values, blank.scores[0]?.missing], [{}, ["Excellent"]]);
});

test("a code of a unit counts as another one, other columns stay as they are", () => {
  const mapped = withMeaning(profile, "Branch", "Kyiv 1", { is: "other", as: "K-001" });
  assert.deepEqual(mapped.dimensions[0]?.values, { "Kyiv 1": "K-001" });
  assert.deepEqual(mapped.scores, profile.scores);
  assert.equal(mappedPart(profile, "Elsewhere"), undefined);
});
