import { insertSyntheticAnswers } from "#feature/facts";
import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";
import { memoryOf } from "./memory.ts";

const measure = "nps:relational";
const firstDay = "2024-09-01";
const looks = 8;

/** The pain map of 60 problems with intervals through the API, beside a bare scan of the codes it reads. */
export async function benchPainMap(product: Product, millions: readonly number[]): Promise<readonly Figure[]> {
  const clickhouse = createClickHouse(product.clickhouseUrl, createLog({ logLevel: "silent" }));
  const figures: Figure[] = [];
  try {
    for (const size of millions) {
      await clickhouse.command("truncate table answer_v1");
      await insertSyntheticAnswers(clickhouse, { from: firstDay, answers: size * 1_000_000 });
      await clickhouse.command("optimize table answer_v1 final");
      figures.push(...(await benchSize(product, clickhouse, size)));
    }
  } finally {
    await clickhouse.close();
  }
  return figures;
}

async function benchSize(product: Product, clickhouse: ClickHouse, size: number): Promise<readonly Figure[]> {
  const label = `pain map of 60 problems, ${size} million answers`;
  const before = memoryOf(product.pid);
  const cold = await timeOf(() => ask(product, {}));
  const bare = "select sum(length(codes)), sum(cityHash64(respondent) % 32) from answer_v1 final where kind = 'nps'";
  const scan = await medianOf(() => clickhouse.query(bare));
  const whole = await medianOf(() => ask(product, {}));
  const filtered = await medianOf((look) => ask(product, { where: { field: "unit", op: "eq", value: `U${look}` } }));
  const gained = memoryOf(product.pid) - before;
  const limit = { what: "bare scan ms", value: scan };
  return [
    { what: `${label}, cold`, measured: cold, unit: "ms", limit, aim: { kind: "at-most", value: 2000 } },
    { what: `${label}, again`, measured: whole, unit: "ms", limit, aim: { kind: "at-most", value: 2000 } },
    { what: `${label}, one unit`, measured: filtered, unit: "ms", limit: null, aim: { kind: "at-most", value: 300 } },
    {
      what: `memory gained by ${label}`,
      measured: gained,
      unit: "MB",
      limit: null,
      aim: { kind: "at-most", value: 600 },
    },
  ];
}

async function ask(product: Product, more: object): Promise<void> {
  const map = await call<{ items: readonly unknown[] }>(product, "POST", "/api/v1/pain-map", { measure, ...more });
  if (map.items.length < 55) throw new Error(`The map holds ${map.items.length} problems`);
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

async function medianOf(run: (look: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) times.push(await timeOf(() => run(look)));
  return quantile(times, 0.5);
}
