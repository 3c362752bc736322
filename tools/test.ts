import { withTestEngines } from "./run-engines.ts";
import { runStaticChecks } from "./static-checks.ts";
import { describeTally, exitCodeOf, sumTallies } from "./tally.ts";
import { runTests } from "./test-run.ts";

/** `npm test`: all there is, to the end, whatever fails on the way. */
const checks = await runStaticChecks();
const tests = await withTestEngines(async () => {
  const units = await runTests("tests", ["src/**/*.test.ts", "tools/**/*.test.ts"]);
  const journeys = await runTests("journeys", ["e2e/**/*.test.ts"]);
  return sumTallies(units, journeys);
});
const tally = sumTallies(checks, tests);

process.stdout.write(`\n${describeTally(tally)}\n`);
process.exitCode = exitCodeOf(tally);
