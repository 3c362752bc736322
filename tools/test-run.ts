import { glob } from "node:fs/promises";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

import type { Tally } from "./tally.ts";

const root = join(import.meta.dirname, "..");
const longestFile = 10 * 60_000;
/** Compiled modules are kept from file to file and from run to run: half a second a file. */
const kept = { NODE_COMPILE_CACHE: join(root, ".cache", "compiled") };

/** Runs the test files that match, two at a time, each in a process of its own; no file at all is a failure. */
export async function runTests(name: string, patterns: readonly string[]): Promise<Tally> {
  const files = await testFiles(patterns);
  process.stdout.write(`\n${name}: ${files.length} files\n`);
  if (files.length === 0) return { passed: 0, failed: 1, skipped: 0 };

  const env = { ...process.env, ...kept };
  const stream = run({ files, cwd: root, env, concurrency: 2, timeout: longestFile, forceExit: false });
  let tally: Tally | undefined;
  stream.on("test:summary", (summary) => {
    if (summary.file !== undefined) return;
    const { tests, passed, skipped, todo } = summary.counts;
    tally = { passed, failed: tests - passed - skipped - todo, skipped: skipped + todo };
  });
  for await (const line of stream.compose<NodeJS.ReadableStream>(spec())) process.stdout.write(line);

  return tally ?? { passed: 0, failed: 1, skipped: 0 };
}

async function testFiles(patterns: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root })) files.push(join(root, file));
  return files.toSorted();
}
