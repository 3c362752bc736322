import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { projectRoot } from "./architecture/source.ts";
import { generatedDocuments, noReason } from "./documents/generated.ts";
import { tableRows } from "./documents/tables.ts";

const pages = ["README.md", ...globSync("docs/**/*.md", { cwd: projectRoot })];

test("the tables of variables and packages are those of the code; `npm run docs` brings them up to date", () => {
  for (const [path, text] of generatedDocuments()) assert.equal(read(path), text, path);
});

test("every package has a reason and a licence", () => {
  const rows = tableRows(read("docs/decisions/0006-packages.md"));
  assert.ok(rows.length > 30);
  assert.deepEqual(
    rows.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === "" || cell === noReason)),
    [],
  );
});

test("every link between the documents leads somewhere", () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ page, target })),
  );
  const dead = links
    .filter(({ target }) => !/^https?:/.test(target))
    .filter(({ page, target }) => !existsSync(join(projectRoot, dirname(page), target.split("#")[0] ?? "")));

  assert.ok(links.length > 10);
  assert.deepEqual(dead, []);
});

test("decisions are numbered without a gap, titled by their number and listed", () => {
  const records = globSync("docs/decisions/[0-9]*.md", { cwd: projectRoot }).toSorted();
  const index = read("docs/decisions/README.md");

  assert.ok(records.length > 0);
  records.forEach((path, at) => {
    const number = String(at + 1).padStart(4, "0");
    assert.match(path, new RegExp(`/${number}-`));
    assert.match(read(path), new RegExp(`^# ${number} .+\n\n\\*\\*State\\*\\*: (accepted|superseded)`));
    assert.ok(index.includes(`[${number}](${path.split("/").at(-1) ?? ""})`), `${path} is not in the list`);
  });
});

test("all 190 requirements are there once; what works says where it is and what tests it", () => {
  const rows = tableRows(read("docs/requirements.md"));
  const numbers = rows.map(([requirement = ""]) => Number(/^\*\*R(\d+)\*\* ./.exec(requirement)?.[1]));
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    Array.from({ length: 190 }, (_, at) => at + 1),
  );

  for (const [requirement, state = "", where = "", proof = ""] of rows) {
    assert.match(state, /^(works|partly|–)$/, requirement);
    if (state === "works") assert.ok(where !== "" && proof !== "", requirement);
    for (const path of [where, proof].join(" ").match(/\b(src|tools|e2e|bench|seeds|docs|migrations)\/[\w./-]+\w/g) ??
      [])
      assert.ok(existsSync(join(projectRoot, path)), `${requirement}: ${path} does not exist`);
  }
});

test("the glossary has every term once, in three languages, with its meaning", () => {
  const rows = tableRows(read("docs/glossary.md"));
  assert.ok(rows.length > 50);
  for (const cells of rows) assert.ok(cells.length === 4 && cells.every((cell) => cell !== ""), cells.join(" | "));
  for (const [, russian = "", ukrainian = ""] of rows) {
    assert.doesNotMatch(russian, /[іїєґ]/i);
    assert.doesNotMatch(ukrainian, /[ыэёъ]/i);
  }
  const terms = rows.map(([term]) => term);
  assert.equal(new Set(terms).size, terms.length);
});

function read(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}
