import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot, readSources } from "./architecture/source.ts";
import { sqlSnapshots } from "./sql/snapshot.ts";

/** `npm run sql`: writes every SQL statement of every slice to docs/sql, so that a review shows SQL. */
const folder = join(projectRoot, "docs/sql");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const snapshots = sqlSnapshots(readSources());
for (const [slice, text] of snapshots) writeFileSync(join(folder, `${slice}.sql`), text);

process.stdout.write(`${snapshots.size} slices written to docs/sql\n`);
