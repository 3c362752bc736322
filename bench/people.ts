import pg from "pg";

import { systemViewer } from "#feature/access";
import { putUnits } from "#feature/organisation";
import { createLog } from "#platform/log";
import { createPostgres, sql } from "#platform/postgres";
import { productOwner, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";

/** Searches as people type them; `{n}` is another number at every turn. */
const searches = {
  "the newest": "",
  "a rare name": "given{n} family",
  "a common name": "ivan",
  "two words of a common name": "ivan petr",
  "two letters": "gi",
  "an e-mail": "person{n}@",
  "beginning of an e-mail": "pers",
  "a phone with its country": "+380500{n}",
  "a phone without its country": "050 00{n}",
  "a CRM id": "crm-{n}",
  "a name nobody has": "zzyzx{n}",
} as const;

const branches = 500;
const turns = 40;

/**
 * Finding one of very many persons, by whoever sees all of them and by whoever sees one region of fifty, beside the bare
 * look-up of one identity through its index in the same run. A twentieth of the persons has answered.
 */
export async function benchPeople(product: Product, persons: number): Promise<readonly Figure[]> {
  const client = new pg.Client({ connectionString: product.postgresUrl });
  await client.connect();
  try {
    const region = await plant(product);
    await fill(client, persons);
    const bare = await timesOf((turn) =>
      client.query("select person_id from person_identity where kind = 'crm' and value = $1", [`crm-${turn * 37}`]),
    );
    const limit = { what: "bare look-up, ms", value: quantile(bare, 0.95) };
    const of = `${persons.toLocaleString("en")} persons`;
    const whole = await searchesAs(await createKey(product), product);
    const scoped = await searchesAs(await createKey(product, [region]), product);
    return [...figuresOf(of, whole, limit), ...figuresOf(`one region of ${of}`, scoped, limit)];
  } finally {
    await client.end();
  }
}

type Times = readonly (readonly [what: string, times: readonly number[]])[];

function figuresOf(of: string, kinds: Times, limit: NonNullable<Figure["limit"]>): readonly Figure[] {
  const all = ["every kind", kinds.flatMap(([, times]) => times)] as const;
  return [...kinds, all].flatMap(([what, times]): Figure[] => [
    { what: `${of}, ${what}, p50`, measured: quantile(times, 0.5), unit: "ms", limit, aim: atMost(50) },
    { what: `${of}, ${what}, p95`, measured: quantile(times, 0.95), unit: "ms", limit, aim: atMost(100) },
  ]);
}

function atMost(value: number): Figure["aim"] {
  return { kind: "at-most", value };
}

async function searchesAs(key: string, product: Product): Promise<Times> {
  const kinds: (readonly [string, readonly number[]])[] = [];
  for (const [what, words] of Object.entries(searches)) {
    const times = await timesOf(async (turn) => {
      const q = words.replace("{n}", String(1000 + ((turn * 7919) % 9000)));
      const asked = q === "" ? "" : `&q=${encodeURIComponent(q)}`;
      const response = await fetch(`${product.url}/api/v1/people/search?limit=20${asked}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      if (!response.ok) throw new Error(`Search: ${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    });
    kinds.push([what, times]);
  }
  return kinds;
}

/** Fifty regions of ten branches each; answers the id of a region. */
async function plant(product: Product): Promise<string> {
  const postgres = createPostgres(product.postgresUrl, createLog({ logLevel: "silent" }));
  try {
    const regions = Array.from({ length: branches / 10 }, (_, n) => ({ code: `REGION-${n}`, name: `Region ${n}` }));
    const units = Array.from({ length: branches }, (_, n) => ({
      code: `BRANCH-${n}`,
      name: `Branch ${n}`,
      parentCode: `REGION-${n % regions.length}`,
    }));
    await postgres.transaction((tx) => putUnits(tx, systemViewer("bench"), [...regions, ...units]));
    const asked = sql`select id from reference where kind = 'unit' and code = 'REGION-7'`;
    return (await postgres.read((tx) => tx.one<{ id: string }>(asked))).id;
  } finally {
    await postgres.close();
  }
}

/** Indexes that are no constraint are made once everything is there: otherwise filling takes most of an hour. */
async function fill(client: pg.Client, persons: number): Promise<void> {
  await client.query(
    "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'",
  );
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename in ('person', 'person_identity', 'response')
       and indexname not in (select conname from pg_constraint)`,
  );
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  await fillTables(client, persons);
  for (const { definition } of rows) await client.query(definition);
  for (const table of ["person", "person_identity", "response"]) await client.query(`vacuum analyze ${table}`);
  await client.query("set session_replication_role = default");
}

async function fillTables(client: pg.Client, persons: number): Promise<void> {
  await client.query(
    `create temp table branch as select row_number() over (order by code) - 1 as n, id, code from reference where code like 'BRANCH-%'`,
  );
  await client.query(
    `insert into person (id, display_name, words, home_unit_id)
     select uuidv7(), name, array_to_tsvector(string_to_array(lower(name), ' ')), branch.id from (
       select n, case when n % 200 = 0 then 'Ivan Petrenko' else 'Given' || n % 5000 || ' Family' || n % 70001 end as name
       from generate_series(1, $1::int) n) made join branch on branch.n = hashint4(made.n) & 255`,
    [persons],
  );
  await client.query(
    `insert into person_identity (kind, value, person_id)
     select kind.name, kind.prefix || case when kind.name = 'phone' then lpad(n::text, 8, '0') else n::text end || kind.suffix, id
     from (select id, row_number() over () as n from person where display_name is not null) p,
       (values ('crm', 'crm-', ''), ('email', 'person', '@example.org'), ('phone', '+3805', '')) kind (name, prefix, suffix)`,
  );
  await client.query(
    `insert into response (id, survey_id, survey_version, programme, anonymous, state, source, submission_key, answered_at,
       time_zone, received_at, person_id, weight, unit_id, context, attributes, answers, scored)
     select uuidv7(), '00000000-0000-7000-8000-000000000001', 1, 'relational', false, 'complete', 'seed', p.id::text, now(),
       'UTC', now(), p.id, 1, branch.id, jsonb_build_object('unit', branch.code), '{}', '{}', '[]'
     from person p tablesample bernoulli (5) join branch on branch.n = hashtext(p.id::text) & 255`,
  );
}

async function createKey(product: Product, units?: readonly string[]): Promise<string> {
  const headers = { "content-type": "application/json", origin: product.url };
  const signIn = await send(`${product.url}/api/auth/sign-in/email`, { headers, body: productOwner });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const made = await send(`${product.url}/api/v1/api-keys`, {
    headers: { ...headers, cookie },
    body: { name: "bench of people", scopes: ["people.read"], ...(units === undefined ? {} : { units }) },
  });
  return ((await made.json()) as { secret: string }).secret;
}

async function send(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: unknown },
): Promise<Response> {
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}

async function timesOf(run: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  for (let warm = 0; warm < 2; warm += 1) await run(turns + warm);
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const started = performance.now();
    await run(turn);
    times.push(performance.now() - started);
  }
  return times;
}
