import { insertSyntheticAnswers } from "#feature/facts";
import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";

/** Questions that the Overview and its neighbours ask, beside the barest ClickHouse statement over the same columns. */
const questions = [
  { name: "total", bare: "select step, count() from answer_v1 where kind = 'nps' group by step", query: {} },
  {
    name: "by unit",
    bare: "select unit, step, count() from answer_v1 where kind = 'nps' group by unit, step",
    query: { by: ["unit"] },
  },
  {
    name: "by week",
    bare: "select toMonday(day) as week, step, count() from answer_v1 where kind = 'nps' group by week, step",
    query: { by: ["week"] },
  },
  {
    name: "weekday × hour",
    bare: "select weekday, hour, step, count() from answer_v1 where kind = 'nps' group by weekday, hour, step",
    query: { by: ["weekday", "hour"] },
  },
  {
    name: "one channel",
    bare: "select step, count() from answer_v1 where kind = 'nps' and channel = 'sms' group by step",
    query: { where: { field: "channel", op: "eq", value: "sms" } },
  },
  {
    name: "last 90 days by channel",
    bare: "select channel, step, count() from answer_v1 where kind = 'nps' and day between '2026-06-01' and '2026-08-29' group by channel, step",
    query: { by: ["channel"], period: { from: "2026-06-01", to: "2026-08-29" } },
  },
] as const;

const measure = "nps:relational";
const firstDay = "2024-09-01";
const looks = 20;

/** Slices through the API at so many million answers, beside bare ClickHouse scans of the same columns. */
export async function benchSlices(product: Product, millions: readonly number[]): Promise<readonly Figure[]> {
  const clickhouse = createClickHouse(product.clickhouseUrl, createLog({ logLevel: "silent" }));
  const figures: Figure[] = [];
  try {
    for (const size of millions) {
      await clickhouse.command("truncate table answer_v1");
      await insertSyntheticAnswers(clickhouse, { from: firstDay, answers: size * 1_000_000 });
      await clickhouse.command("optimize table answer_v1 final");
      for (const question of questions) figures.push(...(await benchQuestion(product, clickhouse, size, question)));
    }
  } finally {
    await clickhouse.close();
  }
  return figures;
}

async function benchQuestion(
  product: Product,
  clickhouse: ClickHouse,
  size: number,
  { name, bare, query }: (typeof questions)[number],
): Promise<readonly Figure[]> {
  const scans = await timesOf(() => clickhouse.query(bare));
  const slices = await timesOf(() => call(product, "POST", "/api/v1/slices", { measure, ...query }));
  const label = `slice ${name}, ${size} million answers`;
  return [
    {
      what: `${label}, median`,
      measured: quantile(slices, 0.5),
      unit: "ms",
      limit: { what: "bare scan ms", value: quantile(scans, 0.5) },
      aim: { kind: "ratio-at-most", value: 2 },
    },
    {
      what: `${label}, p95`,
      measured: quantile(slices, 0.95),
      unit: "ms",
      limit: null,
      aim: { kind: "at-most", value: 150 },
    },
  ];
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
