import assert from "node:assert/strict";
import { test } from "node:test";

import { csvLine } from "./csv.ts";

test("a text that a spreadsheet would run is led by an apostrophe, a number is left as it is", () => {
  assert.equal(csvLine(["=1+1", "+7", "-5", "@x", "\tx", -5, 0.5, null]), "'=1+1,'+7,'-5,'@x,'\tx,-5,0.5,\r\n");
});

test("commas, quotes and line ends are quoted", () => {
  assert.equal(csvLine(["a,b", 'say "hi"', "two\nlines", "plain"]), '"a,b","say ""hi""","two\nlines",plain\r\n');
});
