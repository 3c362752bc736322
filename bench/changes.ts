import { insertSyntheticAnswers } from "#feature/facts";
import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";
import { memoryOf } from "./memory.ts";

const firstDay = "2024-09-01";
const looks = 5;
const dimensions = ["unit", "product", "touchpoint", "segment", "channel", "language"];

/** The least that any of this takes: both years counted through by all six dimensions. */
const crossing = `select count() from (select ${dimensions.join(", ")}, day >= '2025-09-01' as side, count(), sum(score)
  from answer_v1 final where kind = 'nps' group by ${dimensions.join(", ")}, side)`;

/**
 * A change explained through the API over six dimensions, with intervals, places, paradoxes and themes, at so many million
 * answers; which measures changed most; and the memory of the server process, which must not grow with answers.
 */
export async function benchChanges(product: Product, millions: readonly number[]): Promise<readonly Figure[]> {
  const clickhouse = createClickHouse(product.clickhouseUrl, createLog({ logLevel: "silent" }));
  const figures: Figure[] = [];
  try {
    for (const size of millions) {
      await clickhouse.command("truncate table answer_v1");
      await insertSyntheticAnswers(clickhouse, { from: firstDay, answers: size * 1_000_000 });
      await clickhouse.command("optimize table answer_v1 final");
      figures.push(...(await benchSize(product, clickhouse, size)));
    }
    return figures;
  } finally {
    await clickhouse.command("truncate table answer_v1");
    await clickhouse.close();
  }
}

async function benchSize(product: Product, clickhouse: ClickHouse, millions: number): Promise<readonly Figure[]> {
  const [a, b] = [
    { period: { from: "2024-09-01", to: "2025-08-31" } },
    { period: { from: "2025-09-01", to: "2026-08-31" } },
  ];
  const ask = (body: object) => () => call(product, "POST", "/api/v1/changes/explanations", body);
  const unit = (value: string) => ({ where: { field: "unit", op: "eq", value } });
  const questions = [
    { name: "a year against the year before", run: ask({ measure: "nps:relational", a, b, dimensions }), most: 3000 },
    {
      name: "a year against the year before, one segment",
      run: ask({ measure: "nps:relational", a, b, dimensions, where: { field: "segment", op: "eq", value: "S1" } }),
      most: 3000,
    },
    { name: "two units", run: ask({ measure: "nps:relational", a: unit("U1"), b: unit("U2") }), most: 3000 },
    {
      name: "which measures changed most",
      run: () => call(product, "POST", "/api/v1/changes/suggestions", { period: b?.period }),
      most: 3000,
    },
  ];
  const bare = quantile(await timesOf(() => clickhouse.query(crossing)), 0.5);
  const before = memoryOf(product.pid);
  const figures: Figure[] = [];
  for (const { name, run, most } of questions) {
    figures.push({
      what: `changes, ${name}, ${millions} million answers, median`,
      measured: quantile(await timesOf(run), 0.5),
      unit: "ms",
      limit: { what: "bare crossing of six dimensions, ms", value: bare },
      aim: { kind: "at-most", value: most },
    });
  }
  figures.push({
    what: `memory of server and engines gained by changes, ${millions} million answers`,
    measured: memoryOf(product.pid) - before,
    unit: "MB",
    limit: null,
    aim: { kind: "at-most", value: 1500 },
  });
  return figures;
}

async function timesOf(run: () => Promise<unknown>): Promise<readonly number[]> {
  await run();
  const times: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return times;
}
