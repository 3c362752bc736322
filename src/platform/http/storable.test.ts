import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { parseStorable } from "./storable.ts";

test("texts that no store takes are mended, in names and at any depth", () => {
  const text = String.raw`{"a\u0000":["x\u0000y","\ud800z",{"b":"\uDC00"}],"c":"\ud83d\ude00"}`;
  assert.deepEqual(parseStorable(text), { a: ["xy", "\ufffdz", { b: "\ufffd" }], c: "😀" });
});

test("everything else stays as it came, the names of prototypes too", () => {
  const text = String.raw`{"__proto__":{"x":"\u0000"},"constructor":"y"}`;
  const value = parseStorable(text) as object;
  assert.deepEqual(Object.entries(value), [
    ["__proto__", { x: "" }],
    ["constructor", "y"],
  ]);
  fc.assert(
    fc.property(fc.json(), (json) =>
      assert.deepEqual(parseStorable(json), JSON.parse(json.replaceAll(/\\u0000/gi, ""))),
    ),
  );
});

test("what is parsed has no NUL and no half pair", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const kept = parseStorable(JSON.stringify(text));
      assert.ok(typeof kept === "string" && kept.isWellFormed() && !kept.includes("\u0000"));
    }),
  );
});

test("what is nested deeper than anything meant is refused, however large", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  assert.ok(Array.isArray(parseStorable(nested(100))));
  for (const levels of [102, 20_000]) assert.throws(() => parseStorable(nested(levels)), SyntaxError);
});
