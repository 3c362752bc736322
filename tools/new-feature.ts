import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { projectRoot } from "./architecture/source.ts";
import { sliceFiles } from "./feature/slice-files.ts";

/** `npm run new-feature goals [goal]`: writes a small whole slice that passes every check, to be written over. */
const [slice, noun = slice?.replace(/s$/, "")] = process.argv.slice(2);
if (slice === undefined || noun === undefined) {
  process.stderr.write("Which slice? For example: npm run new-feature goals goal\n");
  process.exit(2);
}
if (existsSync(join(projectRoot, "src/features", slice))) {
  process.stderr.write(`There is a slice ${slice} already.\n`);
  process.exit(1);
}

const files = sliceFiles(slice, noun, nextMigration());
for (const [path, text] of files) {
  mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
  writeFileSync(join(projectRoot, path), text);
}
allowSlice(slice);
execFileSync(process.execPath, [join(projectRoot, "tools/sql-snapshot.ts")], { stdio: "ignore" });
const typeScript = [...files.keys()].filter((path) => path.endsWith(".ts"));
execFileSync(join(projectRoot, "node_modules/.bin/oxfmt"), typeScript, { cwd: projectRoot, stdio: "ignore" });

process.stdout.write(`${[...files.keys()].join("\n")}
Next: say in its README what it is about, list the slices it may know in tools/architecture/edges.ts,
and add its routes and errors to src/server/slices.ts.
`);

/** Every slice has numbers of its own, ten or more; a new one starts at the next full ten. */
function nextMigration(): number {
  const numbers = readdirSync(join(projectRoot, "migrations/pg")).map((name) => Number.parseInt(name, 10) || 0);
  return (Math.floor(Math.max(0, ...numbers) / 10) + 1) * 10;
}

function allowSlice(name: string): void {
  const path = join(projectRoot, "tools/architecture/edges.ts");
  const key = name.includes("-") ? `"${name}"` : name;
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(/(export const allowedEdges: Edges = \{[^}]*)\}/, `$1  ${key}: [],\n}`));
}
