import { spawn } from "node:child_process";
import { join } from "node:path";

import { emptyTally, sumTallies, type Tally } from "./tally.ts";

const root = join(import.meta.dirname, "..");

const staticChecks: readonly StaticCheck[] = [
  { name: "types", command: "tsc", args: ["-b"] },
  { name: "lint", command: "oxlint", args: ["--deny-warnings"] },
  { name: "format", command: "oxfmt", args: ["--check"] },
  { name: "unused code", command: "knip", args: [] },
];

/** Runs compiler, linter, formatter and the search for unused code, one after the other; each counts as one test. */
export async function runStaticChecks(): Promise<Tally> {
  let tally = emptyTally;
  for (const check of staticChecks) tally = sumTallies(tally, await runStaticCheck(check));
  return tally;
}

interface StaticCheck {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

async function runStaticCheck(check: StaticCheck): Promise<Tally> {
  const started = Date.now();
  const code = await exitCodeOfTool(check);

  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? "✔" : "✖"} ${check.name}: ${check.command} (${seconds} s)\n`);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function exitCodeOfTool(check: StaticCheck): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, "node_modules/.bin", check.command), check.args, { cwd: root, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
