import pg from "pg";

import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";

/** Searches as people type them: a rare and a common beginning, two words, an address, a number in two spellings, a code. */
const searches = [
  "ivan",
  "petr",
  "ivan petr",
  "given17 family4",
  "person4999@",
  "+3805000012",
  "050 001 23 45",
  "crm-4711",
  "gi",
] as const;

/** Finding one of very many persons, beside the bare look-up of one identity through its index in the same run. */
export async function benchPeople(product: Product, persons: number): Promise<readonly Figure[]> {
  const client = new pg.Client({ connectionString: product.postgresUrl });
  await client.connect();
  try {
    await fill(client, persons);
    const bare = await timesOf(150, (turn) =>
      client.query("select person_id from person_identity where kind = 'crm' and value = $1", [`crm-${turn * 37}`]),
    );
    const found = await timesOf(searches.length * 15, (turn) =>
      call(
        product,
        "get",
        `/api/v1/people/search?limit=20&q=${encodeURIComponent(searches[turn % searches.length] ?? "")}`,
      ),
    );
    const limit = { what: "bare look-up, ms", value: quantile(bare, 0.95) };
    const of = persons.toLocaleString("en");
    return [
      {
        what: `search of ${of} persons, p50`,
        measured: quantile(found, 0.5),
        unit: "ms",
        limit,
        aim: { kind: "at-most", value: 50 },
      },
      {
        what: `search of ${of} persons, p95`,
        measured: quantile(found, 0.95),
        unit: "ms",
        limit,
        aim: { kind: "at-most", value: 100 },
      },
    ];
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, persons: number): Promise<void> {
  await client.query(
    `insert into person (id, display_name, words)
     select uuidv7(), name, array_to_tsvector(string_to_array(lower(name), ' ')) from (
       select case when n % 200 = 0 then 'Ivan Petrenko' else 'Given' || n % 5000 || ' Family' || n % 70001 end as name
       from generate_series(1, $1::int) n) made`,
    [persons],
  );
  await client.query(
    `insert into person_identity (kind, value, person_id)
     select kind.name, kind.prefix || case when kind.name = 'phone' then lpad(n::text, 8, '0') else n::text end || kind.suffix, id
     from (select id, row_number() over () as n from person where display_name is not null) p,
       (values ('crm', 'crm-', ''), ('email', 'person', '@example.org'), ('phone', '+3805', '')) kind (name, prefix, suffix)`,
  );
  await client.query("vacuum analyze person");
  await client.query("vacuum analyze person_identity");
}

async function timesOf(turns: number, run: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const started = performance.now();
    await run(turn);
    times.push(performance.now() - started);
  }
  return times;
}
