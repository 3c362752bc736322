import assert from "node:assert/strict";
import { test } from "node:test";

import { fileSize, functionSizes, quantile } from "./architecture/budgets.ts";
import { parseSource, readSources } from "./architecture/source.ts";

const files = readSources().filter((file) => !file.path.endsWith(".d.ts"));
const fileSizes = files.map(fileSize);
const functions = files.flatMap(functionSizes);

test("no file has more than 400 lines, no test more than 800", () => {
  assert.ok(fileSizes.length > 0);
  assert.deepEqual(
    fileSizes.filter((size) => size.lines > (size.isTest ? 800 : 400)),
    [],
  );
});

test("half of the files have at most 80 lines and nine in ten at most 220", () => {
  const lines = fileSizes.filter((size) => !size.isTest).map((size) => size.lines);
  assert.ok(quantile(lines, 0.5) <= 80, `median ${quantile(lines, 0.5)}`);
  assert.ok(quantile(lines, 0.9) <= 220, `90th percentile ${quantile(lines, 0.9)}`);
});

test("no function has more than 60 lines, no component more than 100", () => {
  assert.ok(functions.length > 0);
  assert.deepEqual(
    functions.filter((size) => !size.isTest && size.lines > (size.isComponent ? 100 : 60)),
    [],
  );
});

test("half of the functions have at most 10 lines and nine in ten at most 30", () => {
  const lines = functions.filter((size) => !size.isTest).map((size) => size.lines);
  assert.ok(quantile(lines, 0.5) <= 10, `median ${quantile(lines, 0.5)}`);
  assert.ok(quantile(lines, 0.9) <= 30, `90th percentile ${quantile(lines, 0.9)}`);
});

test("sizes are counted from the first line to the last", () => {
  const source = parseSource(
    "src/kit/a.ts",
    "export function a() {\n  const b = () => 1;\n  return [1].map((c) => {\n    return b() + c;\n  });\n}\n",
  );

  assert.deepEqual(
    functionSizes(source).map((size) => [size.where, size.lines]),
    [
      ["src/kit/a.ts:1", 6],
      ["src/kit/a.ts:3", 3],
    ],
  );
  assert.equal(fileSize(source).lines, 6);
  assert.deepEqual([quantile([4, 1, 3, 2], 0.5), quantile([4, 1, 3, 2], 0.9)], [2, 4]);
});
