import assert from "node:assert/strict";
import { test } from "node:test";

import { contrastOf, inkOn } from "./contrast.ts";

test("contrast follows the WCAG formula whichever way round", () => {
  assert.equal(contrastOf("#000000", "#ffffff"), 21);
  assert.equal(contrastOf("#ffffff", "#ffffff"), 1);
  assert.equal(contrastOf("#767676", "#ffffff").toFixed(2), "4.54");
});

test("words on a colour are white or dark, whichever is easier to read", () => {
  assert.equal(inkOn("#2f5bd0"), "#ffffff");
  assert.equal(inkOn("#ffd400"), "#161a20");
});
