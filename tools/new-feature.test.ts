import assert from "node:assert/strict";
import { execFile, type ExecFileException } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, after, test } from "node:test";

import { testEngines } from "#testing/engines";

import { undocumentedExports } from "./architecture/documentation.ts";
import { layerViolations } from "./architecture/layers.ts";
import { languageViolations, nameViolations, sliceViolations } from "./architecture/names.ts";
import { parseSource, projectRoot } from "./architecture/source.ts";
import { sliceFiles } from "./feature/slice-files.ts";

const slice = "service-levels";
const folder = `src/features/${slice}`;
const tree = await mkdtemp(join(tmpdir(), "holos-slice-"));

before(async () => {
  const parts = ["src/kit", "src/platform", "src/testing", "migrations", "tools", ".oxlintrc.json", ".oxfmtrc.json"];
  const settings = ["package.json", "tsconfig.json", "tsconfig.base.json", "tsconfig.server.json"];
  for (const part of [...parts, ...settings]) await cp(join(projectRoot, part), join(tree, part), { recursive: true });
  await symlink(join(projectRoot, "node_modules"), join(tree, "node_modules"));
  await mkdir(join(tree, ".cache"));
});

after(() => rm(tree, { recursive: true, force: true }));

test("the scaffold writes a slice, allows it and shows its SQL", async () => {
  await succeed("node", "tools/new-feature.ts", slice, "service-level");

  assert.match(await readFile(join(tree, "tools/architecture/edges.ts"), "utf8"), /"service-levels": \[\],\n\}/);
  assert.match(await readFile(join(tree, `docs/sql/${slice}.sql`), "utf8"), /insert into service_level/);
});

test("the slice passes compiler, linter and formatter", async () => {
  const types = await run("tsc", "-p", "tsconfig.server.json");
  assert.deepEqual(linesAbout(types.output), []);
  await succeed("oxlint", "--deny-warnings", folder);
  await succeed("oxfmt", "--check", folder);
});

test("the slice passes its own tests on real stores", async () => {
  const { postgresUrl, clickhouseUrl } = await testEngines();
  process.env["HOLOS_TEST_POSTGRES_URL"] = postgresUrl;
  process.env["HOLOS_TEST_CLICKHOUSE_URL"] = clickhouseUrl;

  const { output } = await succeed("node", "--test", `${folder}/*.test.ts`);

  assert.match(output, /pass 2\b/);
});

test("the slice passes the architecture checks", () => {
  const texts = [...sliceFiles(slice, "service-level", 70)].filter(([path]) => path.startsWith("src/"));
  const paths = texts.map(([path]) => path);
  const files = texts.filter(([path]) => path.endsWith(".ts")).map(([path, text]) => parseSource(path, text));

  assert.deepEqual(layerViolations(files), []);
  assert.deepEqual(undocumentedExports(files), []);
  assert.deepEqual(files.flatMap(languageViolations), []);
  assert.deepEqual(nameViolations(files.map(({ path }) => path)), []);
  assert.deepEqual(sliceViolations(paths), []);
});

test("a name that is taken or no name is refused", async () => {
  assert.equal((await run("node", "tools/new-feature.ts", slice)).code, 1);
  assert.equal((await run("node", "tools/new-feature.ts")).code, 2);
  assert.match((await run("node", "tools/new-feature.ts", "Bad_Name")).output, /is not a name/);
});

interface Finished {
  readonly code: number;
  readonly output: string;
}

function run(command: string, ...args: readonly string[]): Promise<Finished> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return new Promise((resolve) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) =>
      resolve({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}` });
    execFile(join(tree, "node_modules/.bin", command), args, { cwd: tree, env }, done);
  });
}

async function succeed(command: string, ...args: readonly string[]): Promise<Finished> {
  const finished = await run(command, ...args);
  assert.equal(finished.code, 0, finished.output);
  return finished;
}

function linesAbout(output: string): string[] {
  return output.split("\n").filter((line) => line.includes(folder));
}
