import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";

import { parseSource, projectRoot, readSources } from "./architecture/source.ts";
import { sqlSnapshots } from "./sql/snapshot.ts";

test("docs/sql holds every SQL statement of every slice; `npm run sql` brings it up to date", () => {
  const committed = globSync("docs/sql/*.sql", { cwd: projectRoot }).map((path): [string, string] => [
    basename(path, ".sql"),
    readFileSync(join(projectRoot, path), "utf8"),
  ]);
  const current = sqlSnapshots(readSources());

  assert.deepEqual([...new Map(committed).keys()].toSorted(), [...current.keys()].toSorted());
  assert.deepEqual(new Map(committed), new Map(current));
});

test("a snapshot names the function, keeps the values' names and takes off the indentation", () => {
  const store = parseSource(
    "src/features/people/store.ts",
    `export function findPerson(tx: Tx, id: string) {
  return tx.maybeOne(sql\`
    select id
      from person
     where id = \${id} and \${visible(
       viewer,
     )}\`);
}

const countText = "select count() from answer_v1 where unit = {unit:UUID}";
export const table = \`alter table \${name} delete where 1\`;
`,
  );

  assert.equal(
    sqlSnapshots([store]).get("people"),
    `-- store.ts findPerson
select id
  from person
 where id = \${id} and \${visible( viewer, )}

-- store.ts countText
select count() from answer_v1 where unit = {unit:UUID}

-- store.ts table
alter table \${name} delete where 1
`,
  );
});
