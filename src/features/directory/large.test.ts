import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";

import { systemViewer } from "#feature/access";
import { readTree } from "#feature/organisation";
import { readStaff } from "#feature/workforce";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { carryOutImport } from "./actions/carry-out.ts";
import { previewImport } from "./actions/preview.ts";
import { runImport } from "./actions/run.ts";
import { uploadDirectory } from "./actions/upload.ts";
import { readImport } from "./actions/views.ts";
import type { DirectoryKind } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "holos-directory-large-"));
const made = await testStores({ after });
const stores = { ...made, config: { ...made.config, dataDir: folder } };
const call = testCall(stores, { viewer: systemViewer("test") });
after(() => rmSync(folder, { recursive: true, force: true }));

const many = 5000;

/** What stands above: of everything but the first, one of ten times fewer. */
function above(prefix: string, index: number): string {
  return index === 0 ? "" : `${prefix}${Math.trunc((index - 1) / 10)}`;
}

test("5,000 units and 5,000 staff come from files, last row first, as the preview said; again they change nothing", async () => {
  const numbers = Array.from({ length: many }, (_, index) => many - 1 - index);
  const units = numbers.map((index) => `U${index},Unit ${index},${above("U", index)},E${index}`);
  const staff = numbers.map((index) => `E${index},Name ${index},${above("E", index)},U${index},e${index}@example.org`);

  for (const expected of [
    [many, 0],
    [0, many],
  ]) {
    assert.deepEqual(await bringIn("units", ["code,name,parent,manager", ...units]), [...expected, 0]);
    assert.deepEqual(await bringIn("staff", ["code,name,manager,unit,email", ...staff]), [...expected, 0]);
  }

  const tree = await readTree(call);
  const last = tree.codes.indexOf(`U${many - 1}`);
  assert.equal(tree.ids.length, many);
  assert.equal(tree.codes[tree.parents[last] ?? -1], above("U", many - 1));
  const member = await readStaff(call, `E${many - 1}`);
  assert.deepEqual([member.manager?.code, member.unit?.code], [above("E", many - 1), `U${many - 1}`]);
  assert.deepEqual(
    member.manages.map(({ code }) => code),
    [`U${many - 1}`],
  );
});

async function bringIn(kind: DirectoryKind, lines: readonly string[]): Promise<readonly number[]> {
  const content = Readable.from([Buffer.from(`${lines.join("\n")}\n`)]);
  const { importId, suggested } = await uploadDirectory(call, { kind, name: `${kind}.csv`, content });
  const wish = { mapping: suggested, reading: {} };
  const { created, unchanged, refused } = await previewImport(call, importId, wish);
  await runImport(call, importId, wish);
  await carryOutImport(stores, importId);
  const done = await readImport(call, importId);
  assert.deepEqual(
    [done.created, done.unchanged, done.refused],
    [created, unchanged, refused],
    "the preview was exact",
  );
  return [created, unchanged, refused];
}
