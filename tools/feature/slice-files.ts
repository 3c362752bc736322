import { sliceNames, type SliceNames } from "./slice-names.ts";

/**
 * The files of a new slice, path → text: a small whole one that lists and adds things with a name. It is isolated (it
 * knows no other slice) and passes every check; what it is really about is then written over it.
 */
export function sliceFiles(slice: string, noun: string, migration: number): ReadonlyMap<string, string> {
  const names = sliceNames(slice, noun);
  const folder = `src/features/${slice}`;
  const number = String(migration).padStart(4, "0");
  return new Map([
    [`${folder}/README.md`, readme(names)],
    [`${folder}/contract.ts`, contract(names)],
    [`${folder}/store.ts`, store(names)],
    [`${folder}/actions.ts`, actions(names)],
    [`${folder}/routes.ts`, routes(names)],
    [`${folder}/index.ts`, index(names)],
    [`${folder}/actions.test.ts`, actionsTest(names)],
    [`migrations/pg/${number}_create_${names.table}.sql`, migrationText(names)],
  ]);
}

function readme({ title, noun }: SliceNames): string {
  return `# ${title}

What a ${noun} is, in one sentence.

- **States**: none yet.
- **Promises**: a name is given once; lists come in the order of their names, page by page.
- **Is not**: what a reader might expect here and finds elsewhere.
`;
}

function contract({ slice, noun, camel, camelNoun, Noun, Nouns }: SliceNames): string {
  return `import { z } from "zod";

import { defineOperation, type ErrorTable } from "#kit/operation";

/** A ${noun} as its callers see it. */
export const ${camelNoun}Schema = z.object({ id: z.uuid(), name: z.string() });
export type ${Noun} = z.infer<typeof ${camelNoun}Schema>;

/** What can be asked of this slice. */
export const ${camel}Operations = {
  list${Nouns}: defineOperation({
    id: "${slice}.list${Nouns}",
    method: "get",
    path: "/api/v1/${slice}",
    permission: "signed-in",
    summary: "List by name",
    query: z.strictObject({
      cursor: z.string().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ items: z.array(${camelNoun}Schema), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  add${Noun}: defineOperation({
    id: "${slice}.add${Noun}",
    method: "post",
    path: "/api/v1/${slice}",
    permission: "signed-in",
    summary: "Add one",
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    output: ${camelNoun}Schema,
    errors: ["${slice}.name_taken"],
  }),
} as const;

/** Why this slice says no. */
export const ${camel}Errors = {
  "${slice}.name_taken": { status: 409, message: "There is one named {name} already." },
} as const satisfies ErrorTable;
`;
}

function store({ table, camelNoun, Noun, Nouns }: SliceNames): string {
  return `import { sql, type Tx } from "#platform/postgres";

import type { ${Noun} } from "./contract.ts";

/** One more than the limit tells whether there is a next page. */
export function select${Nouns}After(tx: Tx, after: string, limit: number): Promise<${Noun}[]> {
  return tx.query<${Noun}>(sql\`
    select id, name
      from ${table}
     where name > \${after}
     order by name
     limit \${limit}\`);
}

export async function insert${Noun}(tx: Tx, ${camelNoun}: ${Noun}, createdAt: Date): Promise<void> {
  await tx.execute(sql\`
    insert into ${table} (id, name, created_at)
    values (\${${camelNoun}.id}, \${${camelNoun}.name}, \${createdAt})\`);
}
`;
}

function actions({ slice, table, noun, camel, camelNoun, Noun, Nouns }: SliceNames): string {
  return `import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import { isUniqueViolation } from "#platform/postgres";

import type { ${Noun}, ${camel}Operations } from "./contract.ts";
import { insert${Noun}, select${Nouns}After } from "./store.ts";

/** One page in the order of names. */
export async function list${Nouns}(
  { stores }: Call,
  { query }: OperationInput<typeof ${camel}Operations.list${Nouns}>,
): Promise<OperationOutput<typeof ${camel}Operations.list${Nouns}>> {
  const found = await stores.postgres.read((tx) => select${Nouns}After(tx, query.cursor ?? "", query.limit + 1));

  const items = found.slice(0, query.limit);
  return { items, nextCursor: found.length > query.limit ? (items.at(-1)?.name ?? null) : null };
}

/** Adds one ${noun}. Refuses with \`${slice}.name_taken\`. */
export async function add${Noun}(
  { stores }: Call,
  { body }: OperationInput<typeof ${camel}Operations.add${Noun}>,
): Promise<${Noun}> {
  const ${camelNoun} = { id: stores.random.uuid(), name: body.name };

  try {
    await stores.postgres.transaction((tx) => insert${Noun}(tx, ${camelNoun}, stores.clock.now()));
  } catch (error) {
    if (isUniqueViolation(error, "${table}_name_key")) throw new Refusal("${slice}.name_taken", { name: body.name });
    throw error;
  }
  return ${camelNoun};
}
`;
}

function routes({ camel, Noun, Nouns }: SliceNames): string {
  return `import { route, type Route } from "#platform/http/route";

import { add${Noun}, list${Nouns} } from "./actions.ts";
import { ${camel}Operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const ${camel}Routes: readonly Route[] = [
  route(${camel}Operations.list${Nouns}, list${Nouns}),
  route(${camel}Operations.add${Noun}, add${Noun}),
];
`;
}

function index({ camel, Noun, Nouns }: SliceNames): string {
  return `export { add${Noun}, list${Nouns} } from "./actions.ts";
export { ${camel}Routes } from "./routes.ts";
`;
}

function actionsTest({ slice, noun, nouns, camel, Noun, Nouns }: SliceNames): string {
  return `import assert from "node:assert/strict";
import { after, test } from "node:test";

import { Refusal } from "#kit/refusal";
import { testCall } from "#testing/call";
import { testStores } from "#testing/database";

import { add${Noun}, list${Nouns} } from "./actions.ts";
import { ${camel}Operations } from "./contract.ts";

const call = testCall(await testStores({ after }));

test("${nouns} are listed by name, page by page", async () => {
  for (const name of ["b", "c", "a"]) await add${Noun}(call, { params: {}, query: {}, body: { name } });

  const first = await list${Nouns}(call, { params: {}, query: { limit: 2 }, body: {} });
  const second = await list${Nouns}(call, { params: {}, query: { limit: 2, cursor: first.nextCursor ?? "" }, body: {} });

  ${camel}Operations.list${Nouns}.output.parse(first);
  assert.deepEqual([...first.items, ...second.items].map(({ name }) => name), ["a", "b", "c"]);
  assert.equal(second.nextCursor, null);
});

test("the name of a ${noun} is given once", async () => {
  const input = { params: {}, query: {}, body: { name: "once" } };
  await add${Noun}(call, input);

  await assert.rejects(
    add${Noun}(call, input),
    (error) => error instanceof Refusal && error.code === "${slice}.name_taken",
  );
});
`;
}

function migrationText({ table }: SliceNames): string {
  return `create table ${table} (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null
);
`;
}
