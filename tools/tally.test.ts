import assert from "node:assert/strict";
import { test } from "node:test";

import { describeTally, emptyTally, exitCodeOf, sumTallies } from "./tally.ts";

test("the last line of a run counts everything, and names skipped tests only if there are any", () => {
  const sum = sumTallies({ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 });

  assert.equal(describeTally(sum), "5 passed, 1 failed");
  assert.equal(describeTally({ ...sum, skipped: 4 }), "5 passed, 1 failed, 4 skipped");
});

test("a run succeeds only if something ran and nothing failed", () => {
  assert.equal(exitCodeOf({ passed: 1, failed: 0, skipped: 1 }), 0);
  assert.equal(exitCodeOf({ passed: 9, failed: 1, skipped: 0 }), 1);
  assert.equal(exitCodeOf(emptyTally), 1);
});
