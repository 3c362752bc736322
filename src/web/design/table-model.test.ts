import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf } from "./table-model.ts";

test("texts that a spreadsheet would run are written as texts, numbers as numbers", () => {
  const csv = csvOf({
    columns: [
      { label: "Comment", numeric: false },
      { label: "Score", numeric: true },
    ],
    rows: [
      ['=cmd|"/c calc"!A1', -4],
      ["+380 44", null],
      ["so, «good»\nreally", 9.5],
    ],
  });

  assert.equal(csv, '\uFEFFComment,Score\r\n"\'=cmd|""/c calc""!A1",-4\r\n\'+380 44,\r\n"so, «good»\nreally",9.5\r\n');
});
