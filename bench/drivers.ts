import { insertSyntheticBattery } from "#feature/facts";
import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";
import { memoryOf } from "./memory.ts";

const predictors = 20;
const survey = "00000000-0000-7000-8000-0000000000d1";
const firstDay = "2024-09-01";
const looks = 7;

/** The least that any of this takes: all answers put together by response. */
const grouping =
  "select count() from (select response_id, sum(score) as total from answer_v1 final where programme = 'relational' group by response_id)";

/**
 * Drivers of an outcome through the API, intervals included, with 20 ratings beside it and with 20 themes on it, at so many
 * million answers; and the memory of the server process before and after, which must not grow with answers.
 */
export async function benchDrivers(product: Product, millions: readonly number[]): Promise<readonly Figure[]> {
  const clickhouse = createClickHouse(product.clickhouseUrl, createLog({ logLevel: "silent" }));
  try {
    const figures: Figure[] = [];
    for (const size of millions) {
      await fill(clickhouse, size);
      figures.push(...(await benchSize(product, clickhouse, size)));
    }
    return figures;
  } finally {
    await clickhouse.command("truncate table answer_v1");
    await clickhouse.close();
  }
}

async function fill(clickhouse: ClickHouse, millions: number): Promise<void> {
  await clickhouse.command("truncate table answer_v1");
  const responses = Math.round((millions * 1_000_000) / (predictors + 1));
  await insertSyntheticBattery(clickhouse, { survey, responses, questions: predictors, from: firstDay });
  await clickhouse.command("optimize table answer_v1 final");
}

async function benchSize(product: Product, clickhouse: ClickHouse, millions: number): Promise<readonly Figure[]> {
  const measure = `nps:relational:${survey}:score`;
  const ratings = Array.from({ length: predictors }, (_, index) => `rating:relational:${survey}:q${index + 1}`);
  const themes = Array.from({ length: predictors }, (_, index) => `code:t${index + 1}-`);
  const read = (query: object) => () => call(product, "POST", "/api/v1/drivers", { measure, ...query });
  const questions = [
    { name: "20 ratings", run: read({ predictors: ratings }), most: 2000 },
    {
      name: "20 ratings, one segment",
      run: read({ predictors: ratings, where: { field: "segment", op: "eq", value: "S1" } }),
      most: 2000,
    },
    { name: "20 themes", run: read({ predictors: themes }), most: 2000 },
    {
      name: "penalty and reward of 20 ratings",
      run: () => call(product, "POST", "/api/v1/drivers/penalty-reward", { measure, predictors: ratings }),
      most: 4000,
    },
  ];
  const bare = quantile(await timesOf(() => clickhouse.query(grouping)), 0.5);
  const before = memoryOf(product.pid);
  const figures: Figure[] = [];
  for (const { name, run, most } of questions) {
    const times = await timesOf(run);
    figures.push({
      what: `drivers, ${name}, ${millions} million answers, median`,
      measured: quantile(times, 0.5),
      unit: "ms",
      limit: { what: "bare grouping by response, ms", value: bare },
      aim: { kind: "at-most", value: most },
    });
  }
  figures.push({
    what: `memory of server and engines gained by drivers, ${millions} million answers`,
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
