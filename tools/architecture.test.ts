import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";

import { undocumentedExports } from "./architecture/documentation.ts";
import { allowedEdges, allowedUiEdges, cycleIn, edgesMissingIn, edgesOf, sliceOf } from "./architecture/edges.ts";
import { areaOf, exceptedFiles, layerViolations } from "./architecture/layers.ts";
import { extraRoles, languageViolations, nameViolations, sliceViolations } from "./architecture/names.ts";
import { parseSource, projectRoot, readSources } from "./architecture/source.ts";

const files = readSources();

test("every layer and every slice of the table is there to be looked at", () => {
  const areas = new Set(files.map((file) => areaOf(file.path)));
  for (const area of ["kit", "statistics", "platform", "contract", "face", "slice", "ui", "server", "web"] as const)
    assert.ok(areas.has(area), `no file of ${area}`);

  const slices = new Set(files.map((file) => sliceOf(file.path)).filter((slice) => slice !== undefined));
  assert.deepEqual([...slices].toSorted(), Object.keys(allowedEdges).toSorted());
});

test("no file knows a layer that it must not know", () => {
  assert.deepEqual(layerViolations(files), []);
});

test("every exception from the layers is still needed", () => {
  const strict = files.filter((file) => exceptedFiles.includes(file.path));
  assert.equal(strict.length, exceptedFiles.length);
  for (const file of strict)
    assert.ok(
      file.imports.some((found) => found.target.kind === "package"),
      file.path,
    );
});

test("slices know only the slices that the table allows them", () => {
  assert.deepEqual(edgesMissingIn(edgesOf(files, "server"), allowedEdges), []);
  assert.deepEqual(edgesMissingIn(edgesOf(files, "ui"), allowedUiEdges), []);
});

test("every edge that the table allows is used", () => {
  assert.deepEqual(edgesMissingIn(allowedEdges, edgesOf(files, "server")), []);
  assert.deepEqual(edgesMissingIn(allowedUiEdges, edgesOf(files, "ui")), []);
});

test("the data runs one way: no slice reaches itself", () => {
  assert.equal(cycleIn(allowedEdges), undefined);
  assert.equal(cycleIn(allowedUiEdges), undefined);
});

test("names say what a thing is about", () => {
  assert.deepEqual(nameViolations(files.map((file) => file.path)), []);
});

test("a slice is made of the same few files", () => {
  const paths = globSync("src/features/*/**/*.{ts,tsx,md}", { cwd: projectRoot });
  assert.deepEqual(sliceViolations(paths), []);
  for (const [slice, roles] of Object.entries(extraRoles))
    for (const role of roles)
      assert.ok(
        paths.some((path) => path.startsWith(`src/features/${slice}/${role}`)),
        role,
      );
});

test("no default exports, no enums, no any, no classes but errors", () => {
  assert.deepEqual(files.flatMap(languageViolations), []);
});

test("every export of a face says what it promises", () => {
  assert.deepEqual(undocumentedExports(files), []);
});

test("the rules see what they forbid", () => {
  const planted = [
    parseSource("src/kit/page.ts", `import { z } from "zod"; export const a = z;`),
    parseSource("src/features/people/rules.ts", `import { readFile } from "node:fs"; export const a = readFile;`),
    parseSource("src/features/people/store.ts", `import { a } from "../access/store.ts"; export const b = a;`),
    parseSource("src/features/people/actions.ts", `export const c = () => import("#feature/answers");`),
    parseSource("src/features/people/ui/page.tsx", `import { d } from "#platform/log"; export const e = d;`),
    parseSource("src/platform/log.ts", `export { f } from "#feature/access";`),
    parseSource("src/web/main.tsx", `import { g } from "#feature/access"; export const h: any = g;`),
    parseSource("src/kit/shared/BadName.ts", `export enum K { A } export class L {} export default 1;`),
  ];

  const seen = layerViolations(planted).map((violation) => violation.split(":")[0]);
  assert.deepEqual(seen, [
    "src/kit/page.ts",
    "src/features/people/rules.ts",
    "src/features/people/store.ts",
    "src/features/people/ui/page.tsx",
    "src/platform/log.ts",
    "src/web/main.tsx",
  ]);
  assert.deepEqual(edgesMissingIn(edgesOf(planted, "server"), allowedEdges), ["people → answers"]);
  assert.deepEqual(cycleIn({ a: ["b"], b: ["c"], c: ["a"] }), ["a", "b", "c", "a"]);
  assert.equal(nameViolations(planted.map((file) => file.path)).length, 2);
  assert.equal(planted.flatMap(languageViolations).length, 4);
  assert.equal(undocumentedExports(planted.slice(0, 1)).length, 1);
});
