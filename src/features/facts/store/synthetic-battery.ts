import type { ClickHouse } from "#platform/clickhouse";

import { answerTable } from "./answer-table.ts";

/** A survey of one recommendation and many ratings to make up answers to. */
export interface SyntheticBattery {
  readonly survey: string;
  readonly responses: number;
  /** Ratings q1, q2 … on 1–5 beside the outcome `score`. */
  readonly questions: number;
  /** First day; the responses spread evenly over two years from here. */
  readonly from: string;
}

/**
 * Fills the table of answers with made-up responses of a whole battery, for measuring: every rating goes with one mood and so
 * does the outcome; 20 themes t1- … t20- by chance; 60 units, five segments, weights from 1 to 2. Nothing stands in Postgres
 * for them, so a rebuild takes them away again.
 */
export async function insertSyntheticBattery(clickhouse: ClickHouse, of: SyntheticBattery): Promise<void> {
  for (let start = 0; start < of.responses; start += chunk) {
    const { survey, questions, from } = of;
    await clickhouse.command(
      statement,
      { survey, questions, from, start, count: Math.min(chunk, of.responses - start) },
      { settings: { max_partitions_per_insert_block: "0", max_insert_threads: "1" } },
    );
  }
}

const chunk = 50_000;

const statement = `insert into ${answerTable}
  (kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step, score_group,
    weight, respondent, source, channel, language, unit, unit_path, segment, codes, version)
  with cityHash64(r) as h, cityHash64(r, q) as g, q = 0 as is_outcome, toDate({from:String}) + h % 730 as d,
    (bitShiftRight(h, 10) % 1000) / 1000 as mood,
    if(is_outcome, least(10, toInt32(floor(mood * 8 + g % 5))), 1 + least(4, toInt32(floor(mood * 3 + (g % 1000) / 400)))) as s,
    toUUID(concat(leftPad(lower(hex(toUInt32(r))), 8, '0'), '-0000-7000-8000-000000000000')) as id
  select if(is_outcome, 'nps', 'rating'), 'relational', {survey:String}, if(is_outcome, 'score', 'q' || toString(q)), d, id, is_outcome,
    toDayOfWeek(d), 10, toDateTime64(d, 3, 'UTC'), 1, s, if(is_outcome, 640 + s, 2304 + s - 1),
    if(is_outcome, '', multiIf(s >= 4, 'high', s <= 2, 'low', 'middle')), 1 + (bitShiftRight(h, 40) % 100) / 100, id, 'api', 'email', 'en',
    'U' || toString(h % 60), ['U' || toString(h % 60)], 'S' || toString(bitShiftRight(h, 50) % 5),
    arrayFilter(code -> code != '', arrayMap(i -> if(cityHash64(r, i, 'theme') % 100 < 4 + i, 't' || toString(i) || '-', ''), range(1, 21))), 1
  from (select {start:UInt64} + number as r from numbers({count:UInt64})) as responses
  cross join (select number as q from numbers({questions:UInt64} + 1)) as items`;
