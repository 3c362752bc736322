import { systemViewer } from "#feature/access";
import { insertSyntheticAnswers } from "#feature/facts";
import { putUnits, type UnitToPut } from "#feature/organisation";
import { createClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { createPostgres, sql } from "#platform/postgres";
import { call, productOwner, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";

const units = 5000;
const looks = 20;

/**
 * The tree at 5,000 units, and the same slice asked by somebody who may see everything and by somebody whose key is bound
 * to one region, a seventh of a million answers: what a region's manager asks all day.
 */
export async function benchOrganisation(product: Product): Promise<readonly Figure[]> {
  const log = createLog({ logLevel: "silent" });
  const postgres = createPostgres(product.postgresUrl, log);
  const clickhouse = createClickHouse(product.clickhouseUrl, log);
  try {
    const started = performance.now();
    await postgres.transaction((tx) => putUnits(tx, systemViewer("bench"), Array.from({ length: units }, unitAt)));
    const written = performance.now() - started;
    const region = await postgres.read((tx) =>
      tx.one<{ id: string }>(sql`select id from reference where kind = 'unit' and code = 'BENCH-1'`),
    );
    await clickhouse.command("truncate table answer_v1");
    await insertSyntheticAnswers(clickhouse, { from: "2024-09-01", answers: 1_000_000 });
    await clickhouse.command(`alter table answer_v1 update unit_path =
        if(cityHash64(response_id) % 7 = 0, arrayConcat(unit_path, ['${region.id}']), arrayConcat(unit_path, ['other']))
      where true settings mutations_sync = 2`);
    await clickhouse.command("optimize table answer_v1 final");

    const tree = await timesOf(() => call(product, "GET", "/api/v1/units/tree"));
    const query = { measure: "nps:relational", by: ["month"] };
    const whole = await timesOf(() => call(product, "POST", "/api/v1/slices", query));
    const bound = { ...product, apiKey: await keyBoundTo(product, region.id) };
    const scoped = await timesOf(() => call(bound, "POST", "/api/v1/slices", query));
    return [
      figure(`${units} units written at once`, written, 3000),
      figure(`tree of ${units} units, p95`, quantile(tree, 0.95), 300),
      {
        what: "slice by month for whoever sees one region, 1 million answers, median",
        measured: quantile(scoped, 0.5),
        unit: "ms",
        limit: { what: "the same of the whole, ms", value: quantile(whole, 0.5) },
        aim: { kind: "ratio-at-most", value: 1.3 },
      },
    ];
  } finally {
    await Promise.all([postgres.close(), clickhouse.close()]);
  }
}

/** A key that sees the answers of one unit and what lies below. */
async function keyBoundTo(product: Product, unit: string): Promise<string> {
  const headers = { "content-type": "application/json", origin: product.url };
  const post = async (path: string, body: object, cookie = "") => {
    const options = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) };
    const response = await fetch(`${product.url}${path}`, options);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signIn = await post("/api/auth/sign-in/email", productOwner);
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const wish = { name: "bench of one region", scopes: ["insight.read"], units: [unit] };
  return ((await (await post("/api/v1/api-keys", wish, cookie)).json()) as { secret: string }).secret;
}

function unitAt(_: unknown, index: number): UnitToPut {
  const parent = index === 0 ? {} : { parentCode: `BENCH-${Math.floor((index - 1) / 7)}` };
  return { code: `BENCH-${index}`, name: `Unit ${index}`, ...parent };
}

function figure(what: string, measured: number, most: number): Figure {
  return { what, measured, unit: "ms", limit: null, aim: { kind: "at-most", value: most } };
}

async function timesOf(run: () => Promise<unknown>): Promise<readonly number[]> {
  for (let warm = 0; warm < 3; warm += 1) await run();
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times;
}
