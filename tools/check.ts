import { withTestEngines } from "./run-engines.ts";
import { runStaticChecks } from "./static-checks.ts";
import { describeTally, exitCodeOf, sumTallies } from "./tally.ts";
import { runTests } from "./test-run.ts";

/** `npm run check`: everything but the browser journeys; stops before the tests if compiler or linter complains. */
let tally = await runStaticChecks();
if (tally.failed === 0) {
  const tests = await withTestEngines(() => runTests("tests", ["src/**/*.test.ts", "tools/**/*.test.ts"]));
  tally = sumTallies(tally, tests);
}

process.stdout.write(`\n${describeTally(tally)}\n`);
process.exitCode = exitCodeOf(tally);
