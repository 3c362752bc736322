import type { ClickHouse } from "#platform/clickhouse";

import { answerTable } from "./answer-table.ts";

/** How many answers to make up, and over what time. */
export interface Synthetic {
  readonly answers: number;
  /** First day; the answers spread evenly over two years from here. */
  readonly from: string;
}

/**
 * Fills the table of answers with made-up recommendation answers, for measuring: four surveys, 60 units in six regions,
 * 1,200 employees, three channels, weights from 1 to 2, two attributes, 60 problems (codes `p0-` to `p59-`, the first ones most
 * often; up to three by an unhappy answer, rarely one by a happy one). Nothing stands in Postgres for them, so a rebuild
 * takes them away again.
 */
export async function insertSyntheticAnswers(clickhouse: ClickHouse, { answers, from }: Synthetic): Promise<void> {
  for (let start = 0; start < answers; start += chunk) {
    await clickhouse.command(
      statement,
      { from, start, count: Math.min(chunk, answers - start) },
      { settings: { max_partitions_per_insert_block: "0", max_insert_threads: "1" } },
    );
  }
}

const chunk = 1_000_000;

const statement = `insert into ${answerTable}
  (kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step, weight,
    respondent, source, channel, language, unit, unit_path, employee, product, touchpoint, segment, attributes, codes, version)
  with cityHash64(number) as h, h % 730 as age, toDate({from:String}) + age as d, bitShiftRight(h, 10) % 60 as u,
    [0, 3, 5, 6, 7, 8, 8, 9, 9, 10, 10][1 + bitShiftRight(h, 20) % 11] as s, bitShiftRight(h, 32) % 24 as clock, generateUUIDv4(number) as id,
    cityHash64(number, 'named') as named_hash, multiIf(s <= 6, 1 + named_hash % 3, s <= 8, named_hash % 2, named_hash % 10 = 0) as named
  select 'nps', 'relational', '00000000-0000-7000-8000-00000000000' || toString(bitShiftRight(h, 16) % 4), 'score', d, id, 1,
    toDayOfWeek(d), clock, toDateTime64(d, 3, 'UTC') + clock * 3600, 1, s, 640 + s, 1 + (bitShiftRight(h, 40) % 100) / 100,
    id, 'api', ['email', 'sms', 'web'][1 + bitShiftRight(h, 24) % 3], ['en', 'ru', 'uk'][1 + bitShiftRight(h, 28) % 3],
    'U' || toString(u), ['U' || toString(u), 'R' || toString(u % 6)], 'E' || toString(bitShiftRight(h, 36) % 1200),
    'P' || toString(bitShiftRight(h, 44) % 20), 'T' || toString(bitShiftRight(h, 46) % 15), 'S' || toString(bitShiftRight(h, 50) % 5),
    map('city', 'C' || toString(bitShiftRight(h, 52) % 100), 'tariff', 'X' || toString(bitShiftRight(h, 56) % 10)),
    arrayDistinct(arrayMap(place -> 'p' || toString(toUInt8(60 * pow((cityHash64(number, place) % 1000000) / 1000000, 2))) || '-', range(named))), 1
  from numbers({start:UInt64}, {count:UInt64})`;
