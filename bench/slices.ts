import { createClickHouse, type ClickHouse } from "#platform/clickhouse";
import { createLog } from "#platform/log";
import { call, type Product } from "#testing/product";

import { quantile, type Figure } from "./figures.ts";

/** Questions that the Overview and its neighbours ask, with the columns a bare scan of theirs must read. */
const questions = [
  { name: "total", columns: ["step", "weight"], query: {} },
  { name: "by unit", columns: ["step", "unit"], query: { by: ["unit"] } },
  { name: "by week", columns: ["step", "day"], query: { by: ["week"] } },
  { name: "weekday × hour", columns: ["step", "weekday", "hour"], query: { by: ["weekday", "hour"] } },
  {
    name: "one unit",
    columns: ["step", "unit_path", "unit"],
    query: { where: { field: "channel", op: "eq", value: "channel-3" } },
  },
  {
    name: "last 90 days by channel",
    columns: ["step", "channel"],
    query: { by: ["channel"], period: { from: "2026-07-03", to: "2026-09-30" } },
  },
] as const;

const measure = "nps:relational";
const looks = 20;

/** Slices through the API at so many million answers, beside a bare ClickHouse scan of the same columns. */
export async function benchSlices(product: Product, millions: readonly number[]): Promise<readonly Figure[]> {
  const clickhouse = createClickHouse(product.clickhouseUrl, createLog({ logLevel: "silent" }));
  const figures: Figure[] = [];
  let seeded = 0;
  try {
    for (const size of millions) {
      await seedAnswers(clickhouse, seeded, size * 1_000_000);
      seeded = size * 1_000_000;
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
  { name, columns, query }: (typeof questions)[number],
): Promise<readonly Figure[]> {
  const period = "period" in query ? ` and day between '${query.period.from}' and '${query.period.to}'` : "";
  const scan = `select ${columns.map((column) => `sum(cityHash64(${column}))`).join(", ")} from answer_v1 where kind = 'nps'${period}`;
  const bare = await timesOf(() => clickhouse.query(scan));
  const slices = await timesOf(() => call(product, "POST", "/api/v1/slices", { measure, ...query }));
  const label = `slice ${name}, ${size} million answers`;
  return [
    {
      what: `${label}, median`,
      measured: quantile(slices, 0.5),
      unit: "ms",
      limit: { what: "bare scan ms", value: quantile(bare, 0.5) },
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

/**
 * Answers of two years straight into the facts: 60 units, 8 channels, local hours of the day.
 */
async function seedAnswers(clickhouse: ClickHouse, from: number, to: number): Promise<void> {
  const survey = "00000000-0000-7000-8000-00000000be7c";
  await clickhouse.command(`insert into answer_v1
    (kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step,
     respondent, source, channel, language, unit, unit_path, attributes, version)
    select 'nps', 'relational', '${survey}', 'score', toDate('2024-10-01') + (number % 730) as day,
      toUUID(concat('00000000-0000-4000-8000-', lower(leftPad(hex(number), 12, '0')))) as response_id, 1,
      toDayOfWeek(day), 8 + cityHash64(number) % 12,
      toDateTime64(day, 3, 'UTC') + toIntervalSecond(cityHash64(number, 1) % 86400), 1,
      toFloat64(cityHash64(number, 2) % 11) as score, ${stepOfScore},
      response_id, 'seed', concat('channel-', toString(cityHash64(number, 3) % 8)), ['en', 'ru', 'uk'][1 + number % 3],
      concat('unit-', toString(cityHash64(number, 4) % 60)) as unit, [unit, 'region'],
      map('city', concat('city-', toString(number % 40))), 1
    from numbers(${from}, ${to - from})
    settings max_partitions_per_insert_block = 0`);
  await clickhouse.command("optimize table answer_v1 final");
}

/** A place on the scale 0 to 10 as the projection codes it, see `src/features/facts/rules/step.ts`. */
const stepOfScore = `toUInt16(${10 << 6} + score)`;
