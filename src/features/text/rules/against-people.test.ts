import assert from "node:assert/strict";
import { test } from "node:test";

import { confusionsOf } from "./against-people.ts";

test("what is taken for what is counted, also what stands for nothing, most frequent first", () => {
  const found = confusionsOf(
    [
      { given: ["queue-", "staff+"], wanted: ["wait-", "staff+"] },
      { given: ["queue-"], wanted: ["wait-"] },
      { given: ["queue-"], wanted: [] },
      { given: ["price-"], wanted: ["price-", "staff-"] },
      { given: [], wanted: [] },
    ],
    10,
  );
  assert.deepEqual(found, [
    { given: "queue-", wanted: "wait-", n: 2 },
    { given: "queue-", wanted: null, n: 1 },
  ]);
  assert.equal(confusionsOf([{ given: ["a-"], wanted: ["b-"] }], 0).length, 0);
});
